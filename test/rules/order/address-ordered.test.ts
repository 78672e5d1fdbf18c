import { describe, expect, test } from 'vitest';
import { nothing, replace } from '../../../src/compose/replace.ts';
import type { Text } from '../../../src/compose/text.ts';
import type { ServiceModel } from '../../../src/model/service.ts';
import { addressOrdered } from '../../../src/rules/order/address-ordered.ts';
import { health } from '../../support/health.ts';
import { service, stack } from '../../support/model.ts';

const address = (id: string) => ({ kind: 'address', service: id, port: 8000 }) as const;
const env = (name: string, ...value: Text) => ({ env: [{ name, value }] });
const web = service({ id: 'web', listens: [{ port: 8000, purpose: 'main' }], health });
const check = (over: Partial<ServiceModel>, ...others: readonly ServiceModel[]) =>
  addressOrdered.check(stack({ services: [service({ id: 'cron', ...over }), web, ...others] }));
const waitsFor = (id: string) => ({ dependsOn: [{ service: id, condition: 'healthy' }] }) as const;

describe('address-ordered', () => {
  test('what points at a service does not wait for it', () => {
    expect(check(env('WEB_URL', 'http://', address('web'), '/'))).toEqual([
      {
        path: 'shop-test/app/cron',
        message:
          '"cron" points at "web" in WEB_URL, but nothing makes it wait: it may start first, and find nobody there',
        fix: 'move "cron" to a later phase, or call cron.waitFor(web)',
      },
    ]);
  });

  test('it waits', () => {
    expect(check({ ...env('WEB_URL', address('web')), ...waitsFor('web') })).toEqual([]);
  });

  test('it waits through others', () => {
    const through = [service({ id: 'a', ...waitsFor('b') }), service({ id: 'b', ...waitsFor('web') })];
    expect(check({ ...env('WEB_URL', address('web')), ...waitsFor('a') }, ...through)).toEqual([]);
  });

  test('each place once, each service once', () => {
    const found = check({
      ...env('WEB_URL', address('web'), ',', address('web')),
      command: [['--web'], [address('web')]],
      health: {
        test: { shell: ['curl http://', address('web')] },
        interval: '10s',
        timeout: '5s',
        retries: 6,
        startPeriod: '30s',
      },
    });
    expect(found.map(({ message }) => message)).toEqual([
      '"cron" points at "web" in WEB_URL, its command and its health check, but nothing makes it wait: it may start first, and find nobody there',
    ]);
  });

  test('pointing at itself is fine', () => {
    expect(check(env('SELF', address('cron')))).toEqual([]);
  });

  test('a literal URL counts, too', () => {
    expect(check(env('WEB_URL', 'http://web:8000/'))).toHaveLength(1);
  });

  test('a generated file', () => {
    const caddy = service({
      id: 'caddy',
      mounts: [{ kind: 'file', file: 'caddy/Caddyfile', target: '/etc/caddy/Caddyfile', readOnly: true }],
    });
    const file = {
      path: 'shop-test/app/caddy/Caddyfile',
      file: 'caddy/Caddyfile',
      content: { kind: 'text', text: ':80 {\n  reverse_proxy web:8000\n}\n' },
    } as const;
    expect(addressOrdered.check(stack({ services: [web, caddy], files: [file] }))).toMatchObject([
      {
        message:
          '"caddy" points at "web" in caddy/Caddyfile, but nothing makes it wait: it may start first, and find nobody there',
      },
    ]);
  });

  test('the other one waits already: waitFor would make a loop', () => {
    const later = service({ id: 'later', ...waitsFor('cron') });
    expect(check(env('LATER_URL', address('later')), later)).toMatchObject([
      { fix: 'move "cron" to a phase after that of "later", for now "later" waits for it' },
    ]);
  });

  test('a service behind a profile starts for nobody', () => {
    const tool = service({ id: 'tool', profile: 'tools' });
    expect(check(env('TOOL_URL', address('tool')), tool)).toMatchObject([
      { fix: 'take the profile off "tool", and move "cron" to a later phase, or call cron.waitFor(tool)' },
    ]);
  });

  test('a job behind a profile waits like any other', () => {
    const job = service({
      id: 'check',
      kind: 'job',
      profile: 'tools',
      ...env('URL', address('web')),
      ...waitsFor('web'),
    });
    expect(check({}, job)).toEqual([]);
  });

  test('an address of nobody is another rule', () => {
    expect(check(env('URL', address('nobody')))).toEqual([]);
  });

  test('what a raw key takes away waits for nobody', () => {
    const url = env('URL', address('web'));
    expect(check(url)).toHaveLength(1);
    expect(check({ ...url, compose: { environment: nothing } })).toEqual([]);
    expect(check({ ...url, compose: { environment: { URL: nothing } } })).toEqual([]);
    expect(check({ ...url, compose: { environment: replace({ A: '1' }) } })).toEqual([]);
    expect(check({ ...url, compose: { environment: null } })).toHaveLength(1);
    expect(check({ ...url, ...waitsFor('web'), compose: { depends_on: nothing } })).toHaveLength(1);
  });

  test('a raw depends_on goes over the phases', () => {
    const url = env('WEB_URL', address('web'));
    expect(check({ ...url, ...waitsFor('web'), compose: { depends_on: replace([]) } })).toHaveLength(1);
    expect(check({ ...url, ...waitsFor('web'), compose: { depends_on: [] } })).toEqual([]);
    expect(check({ ...url, compose: { depends_on: ['web'] } })).toEqual([
      {
        path: 'shop-test/app/cron',
        severity: 'warn',
        message:
          '"cron" points at "web" in WEB_URL, but waits only until it is started: its first connections are refused',
        fix: `let the raw depends_on of "cron" say "web": { condition: 'service_healthy' }, or leave it and 'started' out and call cron.waitFor(web)`,
      },
    ]);
    const healthy = { depends_on: { web: { condition: 'service_healthy' } } };
    expect(check({ ...url, compose: healthy })).toEqual([]);
  });

  test('one without a health check is waited for until it is started, and somebody points at it', () => {
    const silent = stack({
      services: [
        service({
          id: 'cron',
          ...env('STORE', address('store')),
          dependsOn: [{ service: 'store', condition: 'started' }],
        }),
        service({ id: 'store', listens: [{ port: 8000, purpose: 'main' }] }),
      ],
    });
    expect(addressOrdered.check(silent)).toEqual([
      {
        path: 'shop-test/app/cron',
        severity: 'warn',
        message:
          '"cron" points at "store" in STORE, but waits only until it is started: its first connections are refused',
        fix: 'say how "store" proves that it is ready, health: { exec: […] }: whoever waits for it then waits for that',
      },
    ]);
  });

  test('what is started after somebody waited for it finds it ready', () => {
    const url = env('WEB_URL', address('web'));
    const after = service({ id: 'a', ...waitsFor('web') });
    expect(check({ ...url, compose: { depends_on: ['a'] } }, after)).toEqual([]);
    const begun = service({ id: 'a', compose: { depends_on: ['web'] } });
    expect(check({ ...url, ...waitsFor('a') }, begun)).toMatchObject([{ severity: 'warn' }]);
  });

  test('two that name each other', () => {
    const peer = (id: string, other: string, over: Partial<ServiceModel> = {}) =>
      service({ id, ...env('PEERS', address(other)), ...over });
    const of = (...services: readonly ServiceModel[]) => addressOrdered.check(stack({ services }));
    expect(of(peer('a', 'b'), peer('b', 'a'))).toEqual([]);
    expect(of(peer('a', 'b'), peer('b', 'a', { image: 'example/other:1.0' }))).toHaveLength(2);
    expect(of(peer('a', 'b'), peer('b', 'a', { image: 'example/other:1.0', ...waitsFor('a') }))).toEqual([]);
  });

  test('by another name it is the same service', () => {
    const named = service({ id: 'db', compose: { container_name: 'shop-db' } });
    expect(check(env('DB_HOST', 'shop-db'), named)).toMatchObject([
      {
        message:
          '"cron" points at "db" in DB_HOST, but nothing makes it wait: it may start first, and find nobody there',
      },
    ]);
  });

  test('thousands of services in phases', () => {
    const services: ServiceModel[] = [];
    for (let phase = 0; phase < 20; phase++)
      for (let i = 0; i < 50; i++)
        services.push(
          service({
            id: `s${phase}-${i}`,
            ...env('FIRST', address('s0-0')),
            dependsOn: services
              .slice(-50 - i, services.length - i)
              .map(({ id }) => ({ service: id, condition: 'healthy' })),
          }),
        );
    const found = addressOrdered.check(stack({ services }));
    // Those of the first phase do not wait for each other.
    expect(found).toHaveLength(49);
  });
});
