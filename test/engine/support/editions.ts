const queue = `const redis = new Redis(stores, 'queue', { image: 'redis:7.4.1-alpine', memory: '512mb' });
  stack.acknowledge('state-backed-up', [redis], 'What waits in it is asked for again.');`;

/**
 * Two versions of a small system: most files differ, one environment and some scripts are in one of them only.
 * `CONSTRUCTS` stands for the author's vocabulary.
 */
export function edition(letter: 'a' | 'b'): string {
  const a = letter === 'a';
  return `import { App, Environment, Postgres, Redis, Service, Stack } from 'CONSTRUCTS';

const app = new App();
const host = { cpus: 2, memory: '4gb', disk: '10gb' } as const;
for (const environment of Environment.all({ ${a ? 'first' : 'second'}: { host }, production: { host, guarded: true } })) {
  const stack = new Stack(app, 'shop', environment, {
    title: '${a ? 'Shop' : 'Market'}',
    version: '${a ? '2.1' : '2.2'}',
    backups: { at: '${a ? '02:30' : '03:30'}', keepDays: 14 },
  });
  const [stores, site] = stack.phases('stores', 'site');
  const postgres = new Postgres(stores, 'postgres', { image: 'postgres:16.4-alpine3.20', database: 'shop' });
  ${a ? '' : queue}
  new Service(site, 'web', { image: 'example.org/shop:${a ? '2.1.0' : '2.2.0'}', env: { DATABASE_URL: postgres.url } });
}
export default app;
`;
}
