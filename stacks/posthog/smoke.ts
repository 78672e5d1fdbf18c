import type { JobProps, Kafka, Phase, RoundTripProps, Service, Stack } from '../../constructs/index.ts';
import { Job } from '../../constructs/index.ts';

// https://github.com/PostHog/posthog/tree/1.43.0, posthog/api/capture.py, posthog/models/organization.py,
// posthog/utils.py (get_can_create_org), posthog/models/event/sql.py, and kafka-queue.ts, emitToBufferStep.ts of the plugin server.

/** What must answer before anything is sent. */
export const requests = [
  { path: '/_health' },
  {
    path: '/_preflight',
    jsonTrue: ['django', 'redis', 'plugins', 'celery', 'clickhouse', 'kafka', 'db', 'object_storage'],
  },
] as const;

/** The name of the project, of its organization where we must make one, and of the event. */
const name = 'Stowage smoke test';

/**
 * Makes the project, once. PostHog counts an organization for internal metrics neither for who may sign up first nor
 * in its usage reports, and allows one of them: where an older version made it, the project is added there.
 * `bulk_create` sends no signals, so nothing else follows: `create` would fetch plugins and enable them.
 */
const makeProject = `from posthog.models import Organization, Team
organization = Organization.objects.filter(for_internal_metrics=True).first()
if organization is None:
    Organization.objects.bulk_create([Organization(name="${name}", slug="stowage-smoke-test", for_internal_metrics=True, plugins_access_level=0)])
    organization = Organization.objects.filter(for_internal_metrics=True).first()
if Team.objects.filter(organization=organization, name="${name}").exists():
    print("The project \\"${name}\\" is there already.")
else:
    Team.objects.bulk_create([Team(organization=organization, name="${name}", anonymize_ips=True)])
    print("Made the project \\"${name}\\", in an organization of its own that nobody belongs to.")
`;

interface Parts {
  readonly postgres: Service;
  readonly kafka: Kafka;
  readonly clickhouse: Service;
  readonly plugins: Service;
}

type Process = Pick<JobProps, 'image' | 'dropCapabilities' | 'env'>;

/** Adds to the stack's smoke test an event that must reach ClickHouse, and to a phase the job that makes the project for it. */
export function ingestionTest(stack: Stack, phase: Phase, process: Process, parts: Parts): void {
  const project = new Job(phase, 'smokeproject', {
    ...process,
    description: {
      en: 'Makes the project that the smoke test sends its event to',
      id: 'Membuat project tujuan event smoke test',
    },
    command: ['python', 'manage.py', 'shell', '-c', makeProject],
    memory: '1gb',
    runs: 'always',
    profile: 'tools',
    target: 'smoke-project',
  });
  stack.roundTrip('an event', ingestion(project, parts));
}

/** One event, from the edge to ClickHouse, in that project alone. */
function ingestion(project: Job, { postgres, kafka, clickhouse, plugins }: Parts): RoundTripProps {
  const ofTeam = (column: string) =>
    `psql -U posthog -d posthog -Atc "SELECT ${column} FROM posthog_team WHERE name = '${name}' AND organization_id IN (SELECT id FROM posthog_organization WHERE for_internal_metrics) ORDER BY id LIMIT 1"`;
  const missing = `PostHog has no project "${name}" yet`;
  return {
    prepare: project,
    needs: {
      TOKEN: { in: postgres, script: ofTeam('api_token'), missing },
      TEAM: { in: postgres, script: ofTeam('id'), missing },
    },
    send: {
      path: '/capture/',
      // Who is known by the id of a device is anonymous, and is not held back for a minute as anybody else who is new.
      body: JSON.stringify({
        api_key: '$TOKEN',
        event: name,
        uuid: '$RUN',
        properties: { distinct_id: 'stowage-smoke', $device_id: 'stowage-smoke', $lib: 'stowage' },
      }),
    },
    stages: [
      {
        in: kafka,
        script: read(kafka, 'clickhouse-ingestion', 'events_plugin_ingestion'),
        by: plugins,
        broken: 'Kafka has it, and the plugin server does not read it',
      },
      {
        in: kafka,
        script: read(kafka, 'group1', 'clickhouse_events_json'),
        by: clickhouse,
        broken: 'the plugin server read it, and ClickHouse does not read what comes of it',
      },
      {
        in: clickhouse,
        script: `${query("SELECT count() FROM events WHERE team_id = $TEAM AND uuid = '$RUN'")} | grep -q '^[1-9]'`,
        broken:
          'ClickHouse lacks it, though everything in Kafka is read: see its table events_dead_letter_queue, and the logs of plugins',
      },
    ],
    // What a killed run left is gone after an hour: a run beside this one may still be looking for its own. A mutation
    // of the real table, as PostHog's own deletions are; parts without events of this project stay as they are.
    clean: {
      in: clickhouse,
      script: query(
        `ALTER TABLE sharded_events DELETE WHERE team_id = $TEAM AND event = '${name}' AND (uuid = '$RUN' OR timestamp < toDateTime($(($(date +%s) - 3600)))) SETTINGS mutations_sync = 1`,
      ),
    },
  };
}

/** Whether a consumer group has read all of a topic; else it prints how much is left. A partition that never held anything is read. */
function read({ inside }: Kafka, group: string, topic: string): string {
  const columns = `$2 == "${topic}" { seen = 1; if ($5 != 0 && $6 != 0) { stuck = 1; left += $6 } }`;
  const end =
    'END { if (seen && !stuck) exit 0; print left ? left " not read" : "nobody ever read"; exit 1 }';
  return `JMX_PORT= KAFKA_HEAP_OPTS=-Xmx128m kafka-consumer-groups.sh --bootstrap-server ${inside} --describe --group ${group} | awk '${columns} ${end}'`;
}

/** The client takes user and password from the container's own environment. */
function query(statement: string): string {
  return `clickhouse-client --database posthog --query "${statement}"`;
}
