import { describe, expect, test } from 'vitest';
import { readable } from '../../src/compile/raw-keys.ts';
import { compile } from '../../src/compile.ts';
import { replace } from '../../src/compose/replace.ts';
import type { ServiceModel } from '../../src/model/service.ts';
import type { StackModel } from '../../src/model/stack.ts';
import { service, stack, volume } from '../support/model.ts';

const said = (one: StackModel) => readable(one).findings.map(({ path, message }) => `${path}: ${message}`);
const web = (compose: ServiceModel['compose'], over: Partial<ServiceModel> = {}) =>
  stack({ services: [service({ ...over, compose })] });

const back = {
  ...{ path: 'shop-test/back', id: 'back', purpose: { en: 'Stores.', id: 'Stores.' }, internal: true },
  compose: { interal: true },
};

/** What every gate says of it. */
const all = (one: StackModel) =>
  compile({
    validate: () => [],
    toModel: () => [{ name: 'shop', stacks: [one] }],
    place: () => undefined,
  }).findings.map(({ rule, message, fix }) => ({ rule, message, fix }));

describe('a raw key that cannot be read', () => {
  test('is said once, with its place, what is wrong and what to write', () => {
    expect(all(web({ dns: ['1.1.1.1', 9] }))).toEqual([
      {
        rule: 'raw-key',
        message: 'the raw key dns.1 of "web" is wrong: 9 where Compose wants text',
        fix: "put it in quotes: '9'",
      },
    ]);
  });

  test.each<[string, ServiceModel['compose'], string]>([
    ['a port', { ports: ['127.0.0.1:80:80', 'x:80'] }, 'key ports.1 of "web" is wrong: x:80 is no port'],
    [
      'an address that is none',
      { ports: ['localhost:80:80'] },
      'key ports.0 of "web" is wrong: localhost:80:80 is no port',
    ],
    ['a mount', { volumes: [':/data'] }, 'key volumes.0 of "web" is wrong: :/data is no mount'],
    [
      'a span',
      { healthcheck: { interval: 10 } },
      'key healthcheck.interval of "web" is wrong: 10 cannot be read here',
    ],
    [
      'a quote that is left open',
      { command: 'sh -c "a' },
      'key command of "web" is wrong: sh -c "a opens a " that is closed nowhere',
    ],
    [
      'a variable',
      { labels: { a: '${B' } },
      'key labels.a of "web" is wrong: Compose cannot read ${B: the brace is closed nowhere on its line',
    ],
    ['an unknown key', { cap_drp: ['ALL'] }, 'key cap_drp of "web" is wrong: Compose knows no cap_drp here'],
    [
      'half of a limit',
      { ulimits: { nofile: { soft: 1 } } },
      'key ulimits.nofile of "web" is wrong: there is no hard here',
    ],
    [
      'a guard: nobody takes it for one that was taken away',
      { deploy: { resources: { limits: { memory: 'lots' } } } },
      'key deploy.resources.limits.memory of "web" is wrong: "lots" cannot be read here',
    ],
    [
      'nothing at all, where nothing else is said',
      { expose: null },
      'key expose of "web" is wrong: null where a list is wanted',
    ],
  ])('%s', (_, compose, message) => {
    expect(all(web(compose)).map(({ rule, message }) => [rule, message])).toEqual([
      ['raw-key', `the raw ${message}`],
    ]);
  });

  test('is counted as its author counts, not as the list that ours begins', () => {
    const ports = [{ address: '127.0.0.1', published: 80, target: 80, protocol: 'tcp' } as const];
    expect(said(web({ ports: ['81:b'] }, { ports }))).toEqual([
      'shop-test/app/web: the raw key ports.0 of "web" is wrong: 81:b is no port',
    ]);
  });

  test('stands at whoever says it: the stack, a network, a volume', () => {
    const one = stack({
      compose: { servces: {}, services: { web: { ports: ['x:1'] } } },
      networks: [back],
      volumes: [volume({ compose: { external: { name: 'a' }, name: 'b' } })],
    });
    expect(said(one)).toEqual([
      'shop-test: the raw key servces of "shop" is wrong: Compose knows no servces here',
      'shop-test: the raw key services.web.ports.0 of "shop" is wrong: x:1 is no port',
      'shop-test/back: the raw key interal of "back" is wrong: Compose knows no interal here',
      'shop-test/app/web/web_data: the raw keys of "web_data" are wrong: its name is b, and as an external one a',
    ]);
  });

  test('hides no other finding, and the others are not said of it', () => {
    const found = all(web({ restart: false, privileged: 'maybe', cgroup: 'elsewhere' }));
    expect(found.map(({ rule, message }) => [rule, message])).toEqual([
      ['raw-key', 'the raw key restart of "web" is wrong: false where Compose wants text'],
      ['raw-key', 'the raw key privileged of "web" is wrong: "maybe" cannot be read here'],
      [
        'schema',
        'shop/test/docker-compose.yml: services.web.cgroup must be equal to one of the allowed values, and it is "elsewhere"',
      ],
    ]);
  });

  test('is left out of what the rules see, and all else stays', () => {
    const { stack: left } = readable(
      web({ security_opt: replace(['a', 5]), labels: { a: '1', b: '${' }, user: '5' }),
    );
    const { compose } = left.services[0] ?? service({});
    expect(compose).toEqual({ security_opt: ['a'], labels: { a: '1' }, user: '5' });
  });
});

test('keys that can be read are no finding, and the stack is the same', () => {
  const one = web({
    ports: ['127.0.0.1:80:80'],
    security_opt: null,
    'x-a': { b: '${' },
    healthcheck: undefined,
  });
  expect(readable(one)).toEqual({ stack: one, findings: [] });
  expect(readable(one).stack).toBe(one);
});
