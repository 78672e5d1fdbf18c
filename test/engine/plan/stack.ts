import { cpSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Written } from '../../../src/compose/form.ts';
import { isWritten } from '../../../src/compose/form.ts';
import type { Dialect } from '../../../src/compose/hash.ts';
import { fromYaml } from '../../../src/syntax/yaml-read.ts';
import { images } from '../support/posthog.ts';
import { walked } from './compared.ts';
import { Running } from './running.ts';

const folder = 'out/posthog/local';

/** A value at a place of the file, or a variable of `.env`. */
type Edit = readonly [path: readonly string[], value: unknown] | readonly [variable: string, value: string];

const of = (service: string, ...path: readonly string[]) => ['services', service, ...path];
const limits = ['deploy', 'resources', 'limits'] as const;

/** Changes of one key each. Those of one step are made together. */
export const edits: readonly (readonly Edit[])[] = [
  [
    [of('web', 'environment', 'SITE_URL'), 'http://other'],
    [of('redis', ...limits, 'cpus'), '0.9'],
    [of('caddy', 'labels', 'stowage.digest/caddy/Caddyfile'), '000000000000'],
    [of('worker', 'environment', 'ANOTHER'), '1'],
    [of('minio', 'labels'), { a: '1' }],
    [of('plugins', 'init'), true],
  ],
  [
    [of('postgres', ...limits, 'memory'), '800M'],
    [of('plugins', 'environment', 'DEPLOYMENT'), 'other'],
    [of('caddy', 'stop_grace_period'), '11s'],
    [of('redis', 'stop_grace_period'), '31s'],
    [of('clickhouse', 'hostname'), 'other'],
    [of('web', 'logging', 'options', 'max-file'), '4'],
  ],
  [
    [of('kafka', ...limits, 'pids'), 600],
    [of('migrate', 'command'), ['./bin/other']],
    [of('worker', 'read_only'), true],
    [of('minio-setup', 'environment', 'ANOTHER'), '1'],
    [of('postgres', 'labels', 'stowage.digest/postgres/owner.sql'), '000000000000'],
    [['x-note'], 'a'],
  ],
  [
    [of('zookeeper', 'environment', 'ZOO_AUTOPURGE_PURGEINTERVAL'), '2'],
    [of('web', 'healthcheck', 'retries'), 7],
    [of('worker', 'cap_add'), ['CHOWN']],
    [['volumes', 'redis_data', 'name'], 'plan-exact-renamed-redis'],
    [['volumes', 'caddy_config', 'labels'], { a: '1' }],
    [of('plugins', 'security_opt'), ['no-new-privileges=true']],
  ],
  [
    [['networks', 'edge', 'labels'], { a: '1' }],
    [of('worker', 'stop_grace_period'), '61s'],
    [of('redis', 'shm_size'), '65m'],
    [['networks', 'kafka-clients', 'driver_opts', 'com.docker.network.bridge.enable_icc'], 'true'],
    [of('asyncmigrationscheck', 'command'), ['other']],
  ],
  [
    ['SENTRY_DSN', 'https://sentry.test'],
    [of('caddy', 'ports'), ['127.0.0.1:18781:80/tcp']],
  ],
  [['POSTGRES_PASSWORD', 'another']],
  [
    ['MINIO_ROOT_PASSWORD', 'another'],
    [of('web', 'depends_on', 'redis'), { condition: 'service_started' }],
  ],
  [
    [of('kafka', 'depends_on', 'zookeeper', 'restart'), false],
    [of('worker', 'networks'), ['egress', 'redis-clients']],
    [of('minio-setup', 'command'), ['other']],
  ],
  [
    [of('zookeeper', 'environment', 'JVMFLAGS'), '-Xmx342m'],
    [of('web', 'profiles'), []],
    [of('caddy', 'volumes'), ['caddy_data:/data', 'caddy_config:/config']],
  ],
  [
    [['volumes', 'caddy_data', 'name'], 'plan-exact-renamed-caddy'],
    [of('smokeproject', 'profiles'), []],
    ['EMAIL_PORT', '25'],
  ],
];

/** What both states share: each service is a small program that is well at once and ends when it is told; a job ends by itself. */
function small(document: Written): Written {
  const services = Object.entries(isWritten(document.services) ? document.services : {});
  const runs = ['sh', '-c', 'trap "exit 0" TERM; sleep 100000 & wait'];
  // Asked once, and then never again: to ask a dozen services each second takes a processor.
  const well = { test: ['CMD', 'true'], interval: '1h', start_period: '5m', start_interval: '200ms' };
  return {
    services: Object.fromEntries(
      services.map(([name, service]) => {
        const job = !isWritten(service) || service.restart !== 'unless-stopped';
        // An engine within a container may not raise a limit.
        const limits = isWritten(service) && service.ulimits !== undefined && { ulimits: { nofile: 1000 } };
        return [
          name,
          {
            image: images.posthog,
            ...limits,
            ...(job ? { entrypoint: ['true'] } : { entrypoint: runs, healthcheck: well }),
          },
        ];
      }),
    ),
  };
}

/** A document with a value in another place. */
function edited(document: Written, [first = '', ...rest]: readonly string[], value: unknown): Written {
  const below = document[first];
  return {
    ...document,
    [first]: rest.length === 0 ? value : edited(isWritten(below) ? below : {}, rest, value),
  };
}

/** Changes the file of PostHog's stack, and says where something else became of a service than is predicted. */
export async function stackMisses(config: string, version: Dialect): Promise<readonly string[]> {
  const running = new Running('plan-exact-stack', config);
  const file = fromYaml(readFileSync(join(folder, 'docker-compose.yml'), 'utf8'));
  // Its own port is that of the area `stack`, which runs beside.
  let document = edited(isWritten(file) ? file : {}, of('caddy', 'ports'), ['127.0.0.1:18780:80/tcp']);
  const names = readFileSync(join(folder, '.env.example'), 'utf8').matchAll(/^([A-Z_]+)=/gm);
  let env: Readonly<Record<string, string>> = Object.fromEntries(
    [...names].map(([, name = '']) => [name, 'said']),
  );
  const over = small(document);
  const become = () => running.becomes({ ...document, env }, over);
  const change = (some: readonly Edit[]) => () => {
    for (const [where, value] of some)
      if (typeof where === 'string') env = { ...env, [where]: String(value) };
      else document = edited(document, where, value);
    return become();
  };
  try {
    cpSync(folder, running.folder, { recursive: true });
    return await walked(running, version, [become, ...edits.map(change)], () => {});
  } finally {
    running.dispose();
  }
}
