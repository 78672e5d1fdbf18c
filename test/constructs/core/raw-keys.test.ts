import { expect, test } from 'vitest';
import type { ServiceProps } from '../../../constructs/index.ts';
import { Network, replace, reset, Service, Volume } from '../../../constructs/index.ts';
import { configOf } from '../../../src/lower.ts';
import { authored } from '../../support/author.ts';

interface Loop {
  [key: `x-${string}`]: unknown;
}

const loop: Loop = {};
loop['x-more'] = [{ again: loop }];
const shared = { a: 1 };
const twice = { 'x-one': shared, 'x-two': [shared, shared] };

test('raw keys that contain themselves are refused where they are written', () => {
  const refused = { code: 'raw-loop', message: expect.stringContaining('at compose.x-more.0.again') };
  for (const compose of [loop]) {
    expect(() => authored((core) => new Service(core, 'web', { image: 'a:1', compose }))).toThrow(
      expect.objectContaining(refused),
    );
    expect(() => authored((_, __, stack) => new Volume(stack, 'v', { holds: 'x', compose }))).toThrow(
      expect.objectContaining(refused),
    );
    expect(() => authored((_, __, stack) => new Network(stack, 'n', { purpose: 'x', compose }))).toThrow(
      expect.objectContaining(refused),
    );
    expect(() => authored(() => undefined, { compose })).toThrow(expect.objectContaining(refused));
  }
});

test('a value that stands twice is no loop', () => {
  authored((core) => new Service(core, 'web', { image: 'a:1', compose: twice }));
});

test('a raw list adds to what the props say, unless it is marked', () => {
  const socket = '/var/run/docker.sock:/var/run/docker.sock';
  const mounted = (volumes: readonly string[]) =>
    authored((core, _, stack) => {
      const web = new Service(core, 'web', { image: 'a:1', compose: { volumes } });
      web.mount(new Volume(stack, 'data', { holds: 'x' }), '/data');
    }).services.flatMap((service) => configOf(service).volumes?.map(({ target = [] }) => target.join()));
  expect(mounted([socket])).toEqual(['/data', '/var/run/docker.sock']);
  expect(mounted(replace([socket]))).toEqual(['/var/run/docker.sock']);
});

test('what can be marked is a list or a map', () => {
  expect(replace({ memory: '1g' })).toEqual({ memory: '1g' });
  // @ts-expect-error A text replaces anyway.
  expect(() => replace('always')).toThrow(expect.objectContaining({ code: 'bad-prop' }));
});

test('a list, a map or a text is taken away with its key, or one entry of a map', () => {
  const check = { exec: ['true'] };
  const made = (compose: ServiceProps['compose']) => {
    const { services } = authored((core, _, stack) => {
      const props = {
        image: 'a:1' as const,
        health: check,
        env: { A: '1', B: '2' },
        command: 'run',
        user: '5',
      };
      const web = new Service(core, 'web', { ...props, ...(compose && { compose }) });
      web.mount(new Volume(stack, 'data', { holds: 'x' }), '/data');
    });
    // In which order they are printed is no matter of theirs.
    return Object.keys(services.map((service) => configOf(service))[0] ?? {}).sort();
  };
  const all = made({});
  const without = (...keys: readonly string[]) => all.filter((key) => !keys.includes(key));
  expect(all).toContain('healthcheck');
  expect(made({ healthcheck: reset })).toEqual(without('healthcheck'));
  expect(made({ volumes: reset, environment: reset })).toEqual(without('volumes', 'environment'));
  expect(made({ user: reset, command: reset, logging: reset })).toEqual(
    without('user', 'command', 'logging'),
  );
  // An empty list is still said: of capabilities it drops none, of volumes it mounts none.
  expect(made({ volumes: replace([]) })).toEqual(all);
  const [web] = authored(
    (core) =>
      new Service(core, 'web', {
        ...{ image: 'a:1', env: { A: '1', B: '2' } },
        compose: { environment: { A: reset }, labels: { team: reset, tier: '1' } },
      }),
  ).services;
  expect(web && configOf(web)).toMatchObject({
    environment: new Map([['B', ['2']]]),
    labels: new Map([['tier', ['1']]]),
  });
});
