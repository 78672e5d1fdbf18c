import { spawnSync } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { modelOf } from '../../../src/compile.ts';
import app from './app.ts';

const stacks = modelOf(app).flatMap((system) => system.stacks);
const [stack] = stacks;
const [trip] = stack?.roundTrips ?? [];
if (stack === undefined || trip === undefined) throw new Error('PostHog sends no event');
const stage = (index: number) => trip.stages[index] ?? { service: '', script: 'exit 99' };

test('the event belongs to nobody, so that the plugin server does not hold it back', () => {
  const event = JSON.parse(trip.send.body);
  expect(event).toMatchObject({ api_key: '$TOKEN', event: 'Stowage smoke test', uuid: '$RUN' });
  expect(event.properties.$device_id).toBe(event.properties.distinct_id);
});

test('it is looked for and deleted in the project of its own alone', () => {
  for (const script of [stage(2).script, trip.clean?.script])
    expect(script).toContain('WHERE team_id = $TEAM AND');
  // Another run may be looking for its event right now.
  expect(trip.clean?.script).toContain("(uuid = '$RUN' OR timestamp < toDateTime($(($(date +%s) - 3600))))");
  for (const { script } of trip.needs) expect(script).toContain('WHERE for_internal_metrics');
});

test('the project is made in every environment, and only when it is asked for', () => {
  const made = stacks.map(({ services }) => services.find(({ id }) => id === 'smokeproject'));
  expect(made.map((one) => [one?.profile, one?.job?.target])).toEqual(
    stacks.map(() => ['tools', 'smoke-project']),
  );
  const source = String(made[0]?.command?.at(-1)?.[0]);
  const checked = spawnSync('python3', ['-c', 'import ast, sys; ast.parse(sys.stdin.read())'], {
    input: source,
    encoding: 'utf8',
  });
  expect(checked).toMatchObject({ status: 0, stderr: '' });
});

describe('whether a consumer group has read a topic', () => {
  const head = 'GROUP TOPIC PARTITION CURRENT-OFFSET LOG-END-OFFSET LAG CONSUMER-ID HOST CLIENT-ID';
  const row = (topic: string, numbers: string) =>
    `clickhouse-ingestion ${topic} ${numbers} kafkajs-1 /172.18.0.9 kafkajs`;
  const ours = 'events_plugin_ingestion';

  /** What the script does with what Kafka's own one prints. */
  function asked(printed: readonly string[]) {
    const folder = mkdtempSync(join(tmpdir(), 'kafka-'));
    onTestFinished(() => rmSync(folder, { recursive: true }));
    const program = join(folder, 'kafka-consumer-groups.sh');
    writeFileSync(program, `#!/bin/sh\ncat <<'EOF'\n${printed.join('\n')}\nEOF\n`);
    chmodSync(program, 0o755);
    const { status, stdout } = spawnSync('sh', ['-c', stage(0).script], {
      encoding: 'utf8',
      env: { PATH: `${folder}:${process.env.PATH}` },
    });
    return [status, stdout.trim()];
  }

  test.each([
    ['all is read', [head, row(ours, '0 12 12 0')], [0, '']],
    ['it never held anything', [head, row(ours, '0 - 0 -')], [0, '']],
    ['several partitions', [head, row(ours, '0 12 12 0'), row(ours, '1 - 0 -')], [0, '']],
    ['another topic is behind', [head, row('other', '0 1 9 8'), row(ours, '0 3 3 0')], [0, '']],
    ['some wait', [head, row(ours, '0 5 12 7'), row(ours, '1 2 3 1')], [1, '8 not read']],
    ['the group never read', [head, row(ours, '0 - 12 -')], [1, 'nobody ever read']],
    [
      'no such group',
      ["Error: Consumer group 'clickhouse-ingestion' does not exist."],
      [1, 'nobody ever read'],
    ],
    ['the group reads another topic', [head, row('other', '0 3 3 0')], [1, 'nobody ever read']],
  ])('%s', (_, printed, expected) => {
    expect(asked(printed)).toEqual(expected);
  });
});
