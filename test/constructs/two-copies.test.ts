import { expect, test, vi } from 'vitest';
import * as one from '../../constructs/index.ts';
import { compile } from '../../src/compile.ts';
import { isStowageError, StowageError } from '../../src/model/error.ts';

/** The vocabulary once more, from modules of its own: what a package brings that has Stowage below its own node_modules. */
async function anotherCopy(): Promise<typeof one> {
  vi.resetModules();
  return import('../../constructs/index.ts');
}

/** A shop whose store and words come from one copy, and the rest from another. */
function shop({ App, Environment, Service, Stack, text }: typeof one, other: typeof one) {
  const app = new App();
  const host = { cpus: 2, memory: '8gb', disk: '10gb' } as const;
  const title = { title: 'Shop', version: '1.0', backups: { at: '02:30', keepDays: 14 } } as const;
  for (const environment of other.Environment.all({ test: { host } })) {
    const stack = new Stack(app, 'shop', environment, title);
    const [stores, site] = stack.phases('stores', 'site');
    const greeting = new other.Variable('GREETING', { description: 'What it says.', default: 'hello' });
    const postgres = new other.Postgres(stores, 'postgres', {
      image: 'postgres:16.4-alpine3.20',
      database: 'shop',
    });
    const redis = new other.Redis(stores, 'redis', {
      image: 'redis:7.4.1-alpine',
      maxMemory: '64mb',
      eviction: 'allkeys-lru',
    });
    const web = new Service(site, 'web', {
      image: 'example/shop:1.0',
      port: 8000,
      env: { DATABASE_URL: postgres.url, REDIS_URL: redis.url, GREETING: text`${greeting}!` },
      health: { exec: ['curl', '-fsS', 'http://127.0.0.1:8000/'] },
      compose: { labels: other.replace({ team: 'shop' }), logging: other.reset },
    });
    web.mount(new other.Volume(site, 'uploads', { holds: 'Files.', kind: 'cache' }), '/srv/uploads');
    new other.ComposeService(site, 'aside', { image: 'example/aside:1.0', command: [web.address] });
    new other.Job(site, 'tidy', { image: 'example/shop:1.0', command: ['tidy'] });
  }
  return { app, Environment };
}

test('constructs of two copies of the package make the system that those of one make', async () => {
  const two = await anotherCopy();
  expect(two.Service).not.toBe(one.Service);
  const mixed = compile(shop(one, two).app);
  expect(mixed).toEqual(compile(shop(one, one).app));
  expect(mixed.stacks.flatMap(({ services }) => services.map(({ id }) => id)).sort()).toEqual([
    'aside',
    'postgres',
    'redis',
    'tidy',
    'web',
  ]);
});

test('a mistake that one copy finds is one to the other, and stands at its line', async () => {
  const two = await anotherCopy();
  const { app } = shop(one, two);
  expect(app.place('shop-test/stores/redis')).toMatchObject({ file: import.meta.filename });
  const wrong = () => new two.Secret('lower', { description: 'No name of a variable.' });
  expect(wrong).toThrow(expect.toSatisfy(isStowageError));
  expect(wrong).not.toThrow(StowageError);
});
