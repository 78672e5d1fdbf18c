import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Parcel } from './parcel.ts';
import type { Running } from './running.ts';
import { must, run, start } from './tool.ts';

/** Each check says what is wrong, a sentence for each; nothing when all is well. */
type Complaints = readonly string[];

/** Caddy sends requests only to where something listens. */
export function upstreams(system: Running): Complaints {
  const adapted = system.exec(
    'caddy',
    ...['caddy', 'adapt', '--adapter', 'caddyfile', '--config', '/etc/caddy/Caddyfile'],
  );
  const dials = [...adapted.matchAll(/"dial":"([^":]+):(\d+)"/g)];
  if (dials.length === 0) return ['Caddy sends requests to nobody'];
  const ids = system.containers();
  return dials.flatMap(([, service = '', port = '']) => {
    const ports = listening(ids[service] ?? '').map(({ port }) => port);
    if (ports.includes(Number(port))) return [];
    return [`Caddy sends requests to ${service}:${port}, and ${service} listens on ${ports.join(', ')}`];
  });
}

/**
 * Only Caddy has ports on the host. What was asked for counts, too: on an internal network the engine publishes
 * nothing and does not say so.
 */
export function published(system: Running, allowed: readonly string[]): Complaints {
  return Object.entries(system.containers()).flatMap(([service, id]) => {
    const bindings: Readonly<Record<string, readonly { HostIp: string; HostPort: string }[] | null>> =
      JSON.parse(must('docker', ['inspect', '--format', '{{json .HostConfig.PortBindings}}', id])) ?? {};
    const asked = Object.entries(bindings).flatMap(([port, hosts]) =>
      (hosts ?? []).map(({ HostIp, HostPort }) => `${port} -> ${HostIp || '*'}:${HostPort}`),
    );
    const open = must('docker', ['port', id])
      .split('\n')
      .filter(Boolean)
      .map((line) => line.replace(/ (0\.0\.0\.0|\[::\]):/, ' *:'));
    return [...new Set([...asked, ...open])]
      .filter((line) => !(service === 'caddy' && allowed.includes(line)))
      .map((line) => `${service} is published: ${line}`);
  });
}

/** Nothing that an image keeps is in a volume without a name, which the next container would not find again. */
export function volumes(system: Running): Complaints {
  return Object.entries(system.containers()).flatMap(([service, id]) => {
    const mounts: readonly { Type: string; Name?: string; Destination: string }[] = JSON.parse(
      must('docker', ['inspect', '--format', '{{json .Mounts}}', id]),
    );
    return mounts
      .filter(({ Type, Name }) => Type === 'volume' && /^[0-9a-f]{64}$/.test(Name ?? ''))
      .map(({ Destination }) => `${service} keeps ${Destination} in a volume without a name`);
  });
}

/** Each health check fails in a container where only the health check runs. */
export async function healthChecks(system: Running): Promise<Complaints> {
  const { services }: { services: Record<string, { healthcheck?: { test: readonly string[] } }> } =
    JSON.parse(system.compose('config', '--format', 'json'));
  const checks = Object.entries(services).flatMap(([service, { healthcheck }]) => {
    const [kind = 'NONE', ...words] = healthcheck?.test ?? [];
    if (kind === 'NONE') return [];
    // Compose's own output doubles each `$`, for whoever reads it as a file.
    const plain = words.map((word) => word.replaceAll('$$', '$'));
    return [[service, kind === 'CMD-SHELL' ? ['sh', '-c', ...plain] : plain] as const];
  });
  if (checks.length === 0) return ['no service has a health check'];
  const asked = checks.map(async ([service, [program = '', ...args]]) => {
    const alone = [
      'compose',
      'run',
      '--rm',
      '--no-deps',
      '--no-TTY',
      '--entrypoint',
      program,
      service,
      ...args,
    ];
    const { code } = await start('timeout', ['20', 'docker', ...alone], { cwd: system.folder });
    return code === 0
      ? [
          `the health check of ${service} passes where ${service} does not run: ${[program, ...args].join(' ')}`,
        ]
      : [];
  });
  return (await Promise.all(asked)).flat();
}

/** Every secret of `.env` reaches its container as it is written there. */
export function secrets(system: Running): Complaints {
  const written = Object.fromEntries(
    readFileSync(join(system.folder, '.env'), 'utf8')
      .split('\n')
      .flatMap((line) => {
        const [, name = '', value = ''] = /^([A-Z_]+)=(.+)$/.exec(line) ?? [];
        return name === '' ? [] : [[name, value.replace(/^'(.*)'$/, '$1')]];
      }),
  );
  const { services }: { services: Record<string, { environment?: Record<string, string | null> }> } =
    JSON.parse(system.compose('config', '--format', 'json'));
  const carriers = [
    ['postgres', 'POSTGRES_PASSWORD', 'POSTGRES_PASSWORD'],
    ['redis', 'REDISCLI_AUTH', 'REDIS_PASSWORD'],
    ['clickhouse', 'CLICKHOUSE_PASSWORD', 'CLICKHOUSE_PASSWORD'],
    ['minio', 'MINIO_ROOT_PASSWORD', 'MINIO_ROOT_PASSWORD'],
    ['web', 'SECRET_KEY', 'SECRET_KEY'],
    ['web', 'OBJECT_STORAGE_SECRET_ACCESS_KEY', 'OBJECT_STORAGE_SECRET_ACCESS_KEY'],
  ] as const;
  return carriers.flatMap(([service, variable, name]) => {
    const read = services[service]?.environment?.[variable]?.replaceAll('$$', '$');
    return read === written[name] && read
      ? []
      : [`${name} is ${written[name]} in .env, and ${service} is given ${read}`];
  });
}

/** A dump of PostgreSQL holds the rows of every table there is. */
export function dump(system: Running, backup: string): Complaints {
  const held = run('docker', ['compose', 'exec', '-T', 'postgres', 'pg_restore', '--list'], {
    cwd: system.folder,
    input: readFileSync(join(system.folder, 'backups', backup, 'postgres/database.dump')),
  });
  if (held.code !== 0) return [`pg_restore cannot list the dump: ${held.err}`];
  return system
    .sql("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")
    .split('\n')
    .filter((table) => !new RegExp(`TABLE DATA public ${table} `).test(held.out))
    .map((table) => `the backup has no rows of the table ${table}`);
}

/** Every container and every volume of a project is one that its files describe. */
export function leftovers(system: Parcel): Complaints {
  const described: {
    services: Record<string, unknown>;
    volumes?: Record<string, { readonly name: string }>;
  } = JSON.parse(system.compose('--profile', '*', 'config', '--format', 'json'));
  const containers = Object.keys(described.services).map((id) => `${system.project}-${id}-1`);
  const volumes = Object.values(described.volumes ?? {}).map(({ name }) => name);
  return [
    ...system.has('container').filter((name) => !containers.includes(name)),
    ...system.has('volume').filter((name) => !volumes.includes(name)),
  ].map((name) => `${name} is not described`);
}

export interface Listening {
  readonly address: string;
  readonly port: number;
}

/** What a container listens on, its loopback left out. */
export function listening(container: string): readonly Listening[] {
  const pid = must('docker', ['inspect', '--format', '{{.State.Pid}}', container]).trim();
  if (pid === '0') return [];
  return must('nsenter', ['--target', pid, '--net', 'ss', '-Hltn'])
    .split('\n')
    .flatMap((line) => {
      const [, address = '', port = ''] = /^\S+\s+\S+\s+\S+\s+(\S+):(\d+)\s/.exec(line) ?? [];
      return port === '' || /^(127\.|\[::1\])/.test(address) ? [] : [{ address, port: Number(port) }];
    });
}

/** A table as PostHog's are takes rows, and its replica is active. It is gone again afterwards. */
export function replicates(system: Running): Complaints {
  const table = 'posthog.stowage_replicated';
  const path = "'/clickhouse/tables/{shard}/posthog.stowage_replicated', '{replica}'";
  system.clickhouse(
    `CREATE TABLE ${table} ON CLUSTER 'posthog' (id UInt64) ENGINE = ReplicatedMergeTree(${path}) ORDER BY id`,
  );
  const tried = [
    `INSERT INTO ${table} VALUES (1)`,
    `ALTER TABLE ${table} ADD COLUMN name String`,
    `OPTIMIZE TABLE ${table} FINAL`,
  ].map((statement) => {
    return run('docker', ['compose', 'exec', '-T', 'clickhouse', 'clickhouse-client', '--query', statement], {
      cwd: system.folder,
      env: system.scriptEnv,
    });
  });
  const [readOnly, active] = system
    .clickhouse("SELECT is_readonly, active_replicas FROM system.replicas WHERE table = 'stowage_replicated'")
    .split('\t');
  const logged = run('docker', ['logs', system.containers().clickhouse ?? '']);
  system.clickhouse(`DROP TABLE ${table} ON CLUSTER 'posthog' SYNC`);
  return [
    ...tried.flatMap(({ code, err }) => (code === 0 ? [] : [`a replicated table refuses: ${err.trim()}`])),
    ...(readOnly === '0' && active === '1' ? [] : ['a replicated table has no active replica']),
    ...(/Code: 139\b/.test(logged.out + logged.err)
      ? ['ClickHouse misses a part of its configuration (code 139)']
      : []),
  ];
}
