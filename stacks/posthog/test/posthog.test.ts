import { describe, expect, test } from 'vitest';
import { compile } from '../../../src/compile.ts';
import { fromYaml } from '../../../src/syntax/yaml-read.ts';
import app from './app.ts';

const { artifacts, findings } = compile(app);
const file = (path: string): string => {
  const found = artifacts.find((artifact) => artifact.path === `posthog/${path}`);
  if (found === undefined) throw new Error(`there is no ${path}`);
  return found.content;
};

interface Service {
  readonly image: string;
  readonly command?: readonly string[];
  readonly environment?: Readonly<Record<string, string>>;
  readonly volumes?: readonly (string | { readonly source: string })[];
  readonly ports?: readonly string[];
  readonly networks?: readonly string[] | Readonly<Record<string, { readonly aliases?: readonly string[] }>>;
  readonly healthcheck?: { readonly test: readonly string[]; readonly start_period: string };
  readonly depends_on?: Readonly<Record<string, { readonly condition: string }>>;
  readonly profiles?: readonly string[];
  readonly labels?: Readonly<Record<string, string>>;
  readonly [key: string]: unknown;
}
interface Composed {
  readonly name: string;
  readonly services: Readonly<Record<string, Service>>;
  readonly networks: Readonly<Record<string, { readonly internal?: boolean }>>;
  readonly volumes: Readonly<Record<string, unknown>>;
}

test('no rule has anything to say', () => {
  expect(findings).toEqual([]);
});

test('the tree is that of the runbook', () => {
  const top = artifacts
    .map(({ path }) => path)
    .filter((path) => !/\/(local|staging|production)\//.test(path));
  expect(top.sort()).toEqual([
    'posthog/.gitattributes',
    'posthog/.github/workflows/docker-compose.yml',
    'posthog/.gitignore',
    'posthog/README.en.md',
    'posthog/README.md',
  ]);
});

/** Numbers are those of docs/defects.md. */
describe.each(['local', 'staging', 'production'])('%s', (environment) => {
  const text = file(`${environment}/docker-compose.yml`);
  const { name, services, networks, volumes } = fromYaml(text) as Composed;
  const service = (id: string): Service => {
    const found = services[id];
    if (found === undefined) throw new Error(`there is no service ${id}`);
    return found;
  };
  const running = Object.entries(services).filter(([, one]) => one.restart !== 'no');
  const processes = ['migrate', 'asyncmigrationscheck', 'web', 'worker', 'plugins'];
  const plain = environment === 'local';

  test('1: the container of Caddy gets what the Caddyfile reads', () => {
    const read = [...file(`${environment}/caddy/Caddyfile`).matchAll(/\{\$(\w+)\}/g)].map(
      ([, variable]) => variable,
    );
    expect(Object.keys(service('caddy').environment ?? {}).sort()).toEqual([...new Set(read)].sort());
    expect(read).toEqual(plain ? [] : ['ACME_EMAIL', 'DOMAIN']);
  });

  test('4: no image that is gone', () => {
    expect(
      Object.values(services)
        .map(({ image }) => image)
        .filter((image) => /^(docker.io\/)?(bitnami|minio)\//.test(image)),
    ).toEqual([]);
  });

  test('5, 9: only Caddy publishes', () => {
    expect(
      running.filter(([, { ports }]) => ports !== undefined).map(([id, { ports }]) => [id, ports]),
    ).toEqual([['caddy', plain ? ['127.0.0.1:80:80/tcp'] : ['80:80/tcp', '443:443/tcp', '443:443/udp']]]);
  });

  test('7, 18, 36: the volumes of the seed, and those it forgot', () => {
    expect(Object.keys(volumes).sort()).toEqual([
      'caddy_config',
      'caddy_data',
      'clickhouse_backups',
      'clickhouse_data',
      'kafka_data',
      'object_storage_data',
      'postgres_data',
      'redis_data',
      'zookeeper_data',
      'zookeeper_datalog',
      'zookeeper_logs',
    ]);
    expect(service('kafka').volumes).toEqual(['kafka_data:/bitnami/kafka']);
  });

  test('8, 11: every process of PostHog has the same environment', () => {
    const [first, ...others] = processes.map((id) => {
      const {
        WEB_CONCURRENCY: _,
        WORKER_CONCURRENCY: __,
        BASE_DIR: ___,
        ...shared
      } = service(id).environment ?? {};
      return shared;
    });
    // The plugin server runs what users write: it gets what it reads, and the keys of nothing else.
    const plugins = others.pop() ?? {};
    expect(first).toMatchObject(plugins);
    expect(Object.keys(plugins)).not.toContain('SECRET_KEY');
    expect(Object.keys(plugins)).not.toContain('OBJECT_STORAGE_SECRET_ACCESS_KEY');
    expect(first).toMatchObject({
      OBJECT_STORAGE_ENABLED: 'true',
      OBJECT_STORAGE_ENDPOINT: 'http://minio:19000',
      CLICKHOUSE_DATABASE: 'posthog',
      CLICKHOUSE_SECURE: 'false',
      KAFKA_URL: 'kafka://kafka:9092',
      KAFKA_HOSTS: 'kafka:9092',
    });
    for (const other of others) expect(other).toEqual(first);
  });

  test('10: every secret is required, and none is written down', () => {
    for (const variable of [
      'SECRET_KEY',
      'POSTGRES_PASSWORD',
      'REDIS_PASSWORD',
      'CLICKHOUSE_PASSWORD',
      'MINIO_ROOT_PASSWORD',
      'OBJECT_STORAGE_SECRET_ACCESS_KEY',
    ]) {
      expect(text).toContain(`\${${variable}:?run make init}`);
      expect(text).not.toMatch(new RegExp(`\\$\\{${variable}(?!:\\?)`));
      expect(file(`${environment}/.env.example`)).toMatch(new RegExp(`^${variable}=$`, 'm'));
    }
  });

  test('12, 35: nothing dead, nothing that hides', () => {
    expect(text).not.toMatch(/SKIP_SERVICE_VERSION|PGHOST|PGUSER|PGPASSWORD|^version:|links:|DEBUG/m);
    expect(new Set(processes.map((id) => service(id).image))).toEqual(
      new Set(['posthog/posthog:release-1.43.0']),
    );
  });

  test('13: the web server is the process', () => {
    expect(service('web').command).toEqual(['./bin/docker-server', '--workers=2']);
  });

  test('14: what needs the schema waits for it; the check starts by name only', () => {
    for (const id of ['web', 'worker', 'plugins'])
      expect(service(id).depends_on?.migrate).toEqual({ condition: 'service_completed_successfully' });
    expect(Object.values(service('migrate').depends_on ?? {}).map(({ condition }) => condition)).toEqual([
      ...Array(6).fill('service_healthy'),
      'service_completed_successfully',
    ]);
    expect(service('asyncmigrationscheck').profiles).toEqual(['tools']);
  });

  test('17: its project has a name of its own', () => {
    expect(name).toBe(`posthog-${environment}`);
  });

  test.each(running)('20, 26, 27: %s has what every service has', (_, one) => {
    expect(one.healthcheck?.test.length).toBeGreaterThan(1);
    expect(one).toMatchObject({
      restart: 'unless-stopped',
      stop_grace_period: expect.stringMatching(/^\d+s$/),
      security_opt: ['no-new-privileges:true'],
      logging: { driver: 'json-file', options: { 'max-size': '10m', 'max-file': '3' } },
      deploy: {
        resources: {
          limits: { cpus: expect.any(String), memory: expect.any(String), pids: expect.any(Number) },
        },
      },
    });
  });

  test('21: every log table of 22.8 is off', () => {
    const overlay = file(`${environment}/clickhouse-posthog/log-server-config.xml`);
    expect([...overlay.matchAll(/<(\w+_log) remove="remove"\/>/g)].length).toBe(15);
    expect(overlay).toContain('<errorlog remove="remove"/>');
  });

  test('22, 37: health checks that can pass and can fail', () => {
    expect(service('clickhouse').healthcheck?.start_period).toBe('120s');
    expect(service('postgres').healthcheck?.test.slice(0, 5)).toEqual([
      'CMD',
      'pg_isready',
      '-q',
      '-h',
      '127.0.0.1',
    ]);
  });

  test('23: the Dockerfile downloads nothing', () => {
    const dockerfile = file(`${environment}/clickhouse-posthog/Dockerfile`);
    expect(dockerfile.match(/^[A-Z]+/gm)).toEqual(['FROM', ...Array(6).fill('COPY')]);
    expect(dockerfile).toContain('FROM clickhouse/clickhouse-server:22.8.21.38\n');
  });

  test('24, 25: each service is on the networks it needs', () => {
    const sealed = { internal: true, driver_opts: { 'com.docker.network.bridge.inhibit_ipv4': 'true' } };
    const on = ({ networks: all = {} }: Service) => (Array.isArray(all) ? all : Object.keys(all));
    const all = Object.fromEntries(running.map(([id, one]) => [id, on(one)]));
    const meeting = (id: string) => `${id}-clients`;
    const inside = ['postgres', 'redis', 'zookeeper', 'kafka', 'clickhouse', 'minio', 'web', 'caddy'].map(
      meeting,
    );
    expect(networks).toEqual({
      edge: {},
      egress: {},
      ...Object.fromEntries(inside.map((id) => [id, sealed])),
    });
    const stores = ['postgres', 'redis', 'kafka', 'clickhouse', 'minio'].map(meeting);
    expect(all).toEqual({
      postgres: [meeting('postgres')],
      redis: [meeting('redis')],
      zookeeper: [meeting('zookeeper')],
      kafka: [meeting('zookeeper'), meeting('kafka')],
      clickhouse: ['zookeeper', 'kafka', 'clickhouse'].map(meeting),
      minio: [meeting('minio')],
      web: ['egress', ...stores, meeting('web')],
      worker: ['egress', ...stores, meeting('caddy')],
      plugins: ['egress', ...stores.slice(0, -1)],
      caddy: ['edge', meeting('web'), meeting('caddy')],
    });
  });

  test('the name of the site leads to Caddy inside, but where it is localhost', () => {
    const named = { aliases: ['${DOMAIN:?set DOMAIN in .env}'] };
    const those = ['edge', 'web-clients', 'caddy-clients'];
    expect(service('caddy').networks).toEqual(
      plain ? those : Object.fromEntries(those.map((id) => [id, named])),
    );
  });

  test('Redis gives up its cache, and no job', () => {
    expect(service('redis').command?.[2]).toContain(' --maxmemory-policy volatile-lru ');
  });

  test('an operator must fill in the domain alone', () => {
    const [, names = ''] = /^required=\( (.*) \)$/m.exec(file(`${environment}/scripts/init-env`)) ?? [];
    const typed = names.split(' ').filter((name) => !/_PASSWORD$|_KEY$/.test(name));
    expect(typed).toEqual(plain ? [] : ['DOMAIN']);
    expect(service('web').environment).toMatchObject({ DISABLE_MMDB: '${DISABLE_MMDB:-false}' });
    if (!plain) expect(service('caddy').environment).toMatchObject({ ACME_EMAIL: '${ACME_EMAIL:-}' });
  });

  test('29, 32: the site is what its environment says', () => {
    const caddyfile = file(`${environment}/caddy/Caddyfile`);
    expect(caddyfile.includes('Strict-Transport-Security')).toBe(environment === 'production');
    expect(caddyfile).not.toMatch(/preload|includeSubDomains/);
    expect(service('web').environment).toMatchObject({
      SITE_URL: plain ? 'http://localhost' : 'https://${DOMAIN:?set DOMAIN in .env}',
      SECURE_COOKIES: String(!plain),
    });
  });

  test('38: no secret in an argument, a health check or a label', () => {
    // `$${` is the container's own: Compose reads it as a `$`.
    for (const { command = [], entrypoint = [], healthcheck, labels = {} } of Object.values(services))
      expect(JSON.stringify([command, entrypoint, healthcheck, labels])).not.toMatch(/(?<!\$)(\$\$)*\$\{/);
    expect(text).not.toContain('env_file');
  });

  test('no password stands on a command line: the clients read it from the environment of their container', () => {
    const lines = artifacts.flatMap(({ content }) => content.split('\n'));
    expect(lines.filter((line) => /(?<![\w-])--(password|pass|secret)[ =]|redis-cli -a /.test(line))).toEqual(
      [],
    );
    expect(file(`${environment}/Makefile`)).toContain(' clickhouse clickhouse-client --database posthog\n');
  });
});
