import {
  App,
  Environment,
  ExistingTraefik,
  Network,
  Postgres,
  Secret,
  Service,
  Stack,
  text,
  Variable,
} from '../../constructs/index.ts';

const domain = new Variable('DOMAIN', {
  description: 'Host name that Traefik answers to.',
  example: 'feeds.example.com',
});
const admin = new Secret('ADMIN_PASSWORD', {
  description: 'Of the first user, admin; taken at the first start only.',
  bytes: 12,
});

const app = new App();
for (const environment of Environment.all({
  production: { host: { cpus: 2, memory: '2gb', disk: '10gb' }, guarded: true },
})) {
  const stack = new Stack(app, 'reader', environment, {
    title: 'Miniflux',
    version: '2.3.5',
    site: text`https://${domain}`,
    backups: { at: '04:00', keepDays: 30 },
    smoke: [{ path: '/healthcheck' }],
  });
  const [data, site] = stack.phases('data', 'site');
  const inside = new Network(stack, 'inside', { purpose: 'Miniflux and its database', internal: true });

  const postgres = new Postgres(data, 'postgres', {
    image: 'postgres:15.14-alpine3.22',
    database: 'miniflux',
    networks: [inside],
  });
  const miniflux = new Service(site, 'miniflux', {
    image: 'miniflux/miniflux:2.3.5',
    description: 'Miniflux: fetches feeds, and shows them',
    port: 8080,
    env: {
      DATABASE_URL: text`${postgres.url}?sslmode=disable`,
      RUN_MIGRATIONS: 1,
      CREATE_ADMIN: 1,
      ADMIN_USERNAME: 'admin',
      ADMIN_PASSWORD: admin,
      BASE_URL: text`https://${domain}`,
    },
    health: { exec: ['/usr/bin/miniflux', '-healthcheck', 'auto'] },
    networks: [inside],
    memory: '256mb',
  });

  new ExistingTraefik(site, 'proxy', {
    network: 'traefik',
    resolver: 'letsencrypt',
    domain,
    routes: { '/*': miniflux },
  });
}
export default app;
