import { describe, expect, test } from 'vitest';
import {
  App,
  ComposeService,
  ComposeVolume,
  Environment,
  Service,
  Stack,
} from '../../../constructs/index.ts';
import { compile } from '../../../src/compile.ts';

const host = { cpus: 4, memory: '16gb', disk: '50gb' } as const;
const guards = { mem_limit: '128m', restart: 'unless-stopped' } as const;

/** The mends of one rule, of elements with these keys; what needs a store has one. */
function mends(
  rule: string,
  keys: object,
  raw: NonNullable<ConstructorParameters<typeof Stack>[3]['compose']> = {},
): readonly string[] {
  const app = new App();
  const [environment] = Environment.all({ production: { host } });
  if (environment === undefined) throw new Error('there is one');
  const props = {
    title: 'Shop',
    version: '2.1',
    backups: { at: '02:30', keepDays: 7 },
    compose: raw,
  } as const;
  const stack = new Stack(app, 'shop', environment, props);
  const [stores, site] = stack.phases('stores', 'site');
  new ComposeVolume(stack, 'held');
  new ComposeService(stores, 'cache', { image: 'redis:7.4.1', ...guards });
  new ComposeService(site, 'web', { image: 'example.org/web:1.0.0', ...guards, ...keys });
  return compile(app).findings.flatMap((one) => (one.rule === rule ? [one.fix] : []));
}

describe('an element of Compose is given mends in its own keys', () => {
  test.each<[string, object, string]>([
    [
      'health-before-healthy',
      { depends_on: { cache: { condition: 'service_healthy' } } },
      `give "cache" one: healthcheck: { test: ['CMD', '<program that fails until it is ready>'] }; or wait until it has started: condition: 'service_started'`,
    ],
    [
      'address-ordered',
      { environment: { CACHE: 'redis://cache:6379' } },
      `let the raw depends_on of "web" say "cache": { condition: 'service_started' }`,
    ],
    [
      'address-reachable',
      { environment: { CACHE: 'redis://cache:6380' }, depends_on: ['cache'] },
      `use a port that "cache" listens on, or say that it listens there: expose: ['6380']`,
    ],
    [
      'only-edge-publishes',
      { ports: ['8080:80'] },
      `leave the port out and add a route to the edge, or publish it on 127.0.0.1 alone: '127.0.0.1:<port>:<port>'; what is no HTTP is made with new Service(…), which says its purpose`,
    ],
    [
      'data-kept',
      { image: 'mysql:8.4.6' },
      `give it a volume: volumes: ['web-data:/var/lib/mysql'] with new Volume(stack, 'web-data', { holds: '…', backup: { stop: true } })`,
    ],
    [
      'stop-grace',
      { image: 'postgres:16.4', volumes: ['held:/var/lib/postgresql/data'], stop_grace_period: '2s' },
      'leave out stop_grace_period of "web", or give it at least 10s',
    ],
    [
      'state-backed-up',
      { volumes: ['held:/data'] },
      `make it with new Volume(stack, 'held', { holds: '…', backup: { stop: true } }), or kind: 'cache' there when it may be lost; or sign for it: stack.acknowledge('state-backed-up', [web], '<why>')`,
    ],
  ])('%s', (rule, keys, mend) => {
    expect(mends(rule, keys)).toEqual([mend]);
  });

  test('so is what stands among the raw keys of a stack', () => {
    const raw = { services: { old: { image: 'mysql:8.4.6', ...guards } } };
    expect(mends('data-kept', {}, raw)).toEqual([
      `give it a volume: volumes: ['old-data:/var/lib/mysql'] with new Volume(stack, 'old-data', { holds: '…', backup: { stop: true } })`,
    ]);
  });

  test('a Service keeps its props', () => {
    const app = new App();
    const [environment] = Environment.all({ production: { host } });
    if (environment === undefined) throw new Error('there is one');
    const stack = new Stack(app, 'shop', environment, { title: 'Shop', version: '2.1' });
    const [site] = stack.phases('site');
    new ComposeService(site, 'other', { image: 'example.org/web:1.0.0', ...guards });
    new Service(site, 'db', { image: 'mysql:8.4.6' });
    expect(compile(app).findings.find(({ rule }) => rule === 'data-kept')?.fix).toBe(
      `give it a volume: db.mount(new Volume(…), '/var/lib/mysql')`,
    );
  });
});
