import { App, Caddy, Environment, Postgres, Service, Stack, Variable } from '../../constructs/index.ts';

const domain = new Variable('DOMAIN', {
  description: 'Host name that users type.',
  example: 'shop.example.com',
});

/** A web application with a database behind an edge: what a person writes on the first day. */
class Shop extends Stack {
  constructor(app: App, environment: Environment<'staging' | 'production'>) {
    super(app, 'shop', environment, {
      title: 'Shop',
      version: '2.1',
      backups: { at: '02:30', keepDays: 14 },
    });
    const [stores, site] = this.phases('stores', 'site');
    const postgres = new Postgres(stores, 'postgres', {
      image: 'postgres:16.4-alpine3.20',
      database: 'shop',
    });
    const web = new Service(site, 'web', {
      image: 'example.org/shop:2.1.0',
      port: 8000,
      env: { DATABASE_URL: postgres.url },
      health: { exec: ['curl', '-fsS', 'http://127.0.0.1:8000/health'] },
    });
    new Caddy(site, 'caddy', {
      image: 'caddy:2.11.7-alpine',
      domain,
      tls: environment.pick({ staging: 'staging', production: 'public' }),
      routes: { '/*': web },
    });
  }
}

/** The whole app, made anew at each call: a tree is locked once it has become a model. */
export function shopApp(): App {
  const app = new App();
  const host = { cpus: 2, memory: '4gb', disk: '20gb' } as const;
  for (const environment of Environment.all({ staging: { host }, production: { host, guarded: true } }))
    new Shop(app, environment);
  return app;
}

export default shopApp();
