import {
  App,
  Caddy,
  ClickHouse,
  Environment,
  Job,
  Postgres,
  Secret,
  Service,
  Stack,
  text,
  Variable,
} from '../../constructs/index.ts';

const domain = new Variable('DOMAIN', {
  description: 'Host name of the dashboard.',
  example: 'stats.example.com',
});
const key = new Secret('SECRET_KEY_BASE', {
  description: 'Signs sessions. Whoever is logged in must log in again when it changes.',
  bytes: 48,
  format: 'base64',
});

const app = new App();
const environments = Environment.all({
  staging: { host: { cpus: 2, memory: '4gb', disk: '20gb' } },
  production: { host: { cpus: 4, memory: '8gb', disk: '80gb' }, guarded: true },
});
for (const environment of environments) {
  const stack = new Stack(app, 'plausible', environment, {
    title: 'Plausible Analytics',
    version: '1.5.1',
    site: text`https://${domain}`,
    backups: { at: '03:30', keepDays: 14 },
    smoke: [{ path: '/api/health' }],
    networks: 'derived',
  });
  const [stores, migrate, site] = stack.phases('stores', 'migrate', 'site');

  const postgres = new Postgres(stores, 'postgres', {
    image: 'postgres:16.11-alpine3.22',
    database: 'plausible',
  });
  const clickhouse = new ClickHouse(stores, 'clickhouse', {
    image: 'clickhouse/clickhouse-server:22.8.21.38',
    database: 'plausible',
    memory: environment.pick({ staging: '1536mb', production: '4gb' }),
  });

  const plausible = {
    image: 'plausible/analytics:v1.5.1',
    env: {
      BASE_URL: text`https://${domain}`,
      SECRET_KEY_BASE: key,
      DISABLE_REGISTRATION: 'invite_only',
      DATABASE_URL: postgres.url,
      CLICKHOUSE_DATABASE_URL: text`http://default:${clickhouse.password}@${clickhouse.address}/plausible`,
    },
    memory: '768mb',
  } as const;
  new Job(migrate, 'migrate', {
    ...plausible,
    description: 'Makes the databases where they are missing, and migrates both',
    command: ['sh', '-c', '/entrypoint.sh db createdb && /entrypoint.sh db migrate'],
  });
  const web = new Service(site, 'web', {
    ...plausible,
    description: 'Plausible: takes visits, and shows them',
    command: ['run'],
    port: 8000,
    health: { shell: 'wget -q --spider http://127.0.0.1:8000/api/health', startPeriod: '60s' },
  });
  new Caddy(site, 'caddy', {
    image: 'caddy:2.11.7-alpine',
    domain,
    tls: environment.pick({ staging: 'staging', production: 'public' }),
    routes: { '/*': web },
  });
  stack.acknowledge(
    'image-alive',
    [clickhouse],
    'Plausible 1.5 was made for it; the next version takes the two of them on.',
  );
}
export default app;
