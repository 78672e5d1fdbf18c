import { describe, expect, test } from 'vitest';
import { replace } from '../../../src/compose/replace.ts';
import type { ServiceModel } from '../../../src/model/service.ts';
import { orderPossible } from '../../../src/rules/order/order-possible.ts';
import { service, stack } from '../../support/model.ts';

const waiting = (id: string, ...ids: readonly string[]): ServiceModel =>
  service({ id, dependsOn: ids.map((other) => ({ service: other, condition: 'healthy' })) });
const check = (...services: readonly ServiceModel[]) => orderPossible.check(stack({ services }));

describe('order-possible', () => {
  test('a loop', () => {
    expect(check(waiting('a', 'b'), waiting('b', 'c'), waiting('c', 'a'))).toEqual([
      {
        path: 'shop-test/app/a',
        message: 'a -> b -> c -> a wait for each other: Compose refuses the project',
        fix: 'drop one of these waits',
      },
    ]);
  });

  test('two loops, and one that waits for itself', () => {
    expect(
      check(waiting('x', 'a'), waiting('a', 'b'), waiting('b', 'a', 'c'), waiting('c', 'c')).map(
        ({ message }) => message,
      ),
    ).toEqual([
      'a -> b -> a wait for each other: Compose refuses the project',
      '"c" waits for itself: Compose refuses the project',
    ]);
  });

  test('diamonds are no loops', () => {
    expect(check(waiting('a'), waiting('b', 'a'), waiting('c', 'a'), waiting('d', 'b', 'c', 'a'))).toEqual(
      [],
    );
  });

  test('a chain of ten thousand', () => {
    const chain = Array.from({ length: 10_000 }, (_, i) => waiting(`s${i}`, `s${i + 1}`));
    expect(check(...chain, waiting('s10000'))).toEqual([]);
    expect(check(...chain, waiting('s10000', 's0'))).toHaveLength(1);
  });

  test('nobody', () => {
    expect(check(waiting('a', 'b'))).toEqual([
      {
        path: 'shop-test/app/a',
        message:
          '"a" waits for "b", but no phase of this stack has such a service: Compose refuses the project',
        fix: 'make "b" in a phase of this stack, or do not wait for it',
      },
    ]);
  });

  test('nobody, but somebody is nearly called so', () => {
    expect(check(waiting('web', 'redsi'), waiting('redis')).map(({ fix }) => fix)).toEqual([
      'write "redis" in place of "redsi"',
    ]);
  });

  test('a service behind a profile', () => {
    const tool = service({ id: 'tool', profile: 'tools' });
    expect(check(tool, waiting('a', 'tool'))).toEqual([
      {
        path: 'shop-test/app/a',
        message:
          '"a" waits for "tool", which starts only with the profile "tools": Compose refuses the project',
        fix: 'take the profile off "tool", or do not wait for it',
      },
    ]);
    expect(check(tool, { ...waiting('a', 'tool'), profile: 'tools' })).toEqual([]);
    expect(check(tool, { ...waiting('a', 'tool'), profile: 'other' })).toMatchObject([
      {
        message:
          '"a" waits for "tool", which starts only with the profile "tools": Compose refuses the project with the profile "other" alone',
      },
    ]);
    expect(check(tool, { ...waiting('a', 'tool'), profile: 'other' })).toHaveLength(1);
    expect(check({ ...tool, compose: { profiles: replace([]) } }, waiting('a', 'tool'))).toEqual([]);
  });

  test('every set of profiles', () => {
    const profiles = (...names: readonly string[]) => ({ compose: { profiles: names } });
    const tool = service({ id: 'tool', ...profiles('a', 'b') });
    expect(check(tool, { ...waiting('x', 'tool'), ...profiles('a') })).toEqual([]);
    expect(check(tool, { ...waiting('x', 'tool'), ...profiles('b', 'a') })).toEqual([]);
    expect(check(tool, { ...waiting('x', 'tool'), ...profiles('a', 'c') })).toMatchObject([
      { message: expect.stringMatching(/with the profile "a" or "b": .* with the profile "c" alone$/) },
    ]);
  });

  test('what is not required may sleep, and must exist', () => {
    const wait = { depends_on: { tool: { condition: 'service_started', required: false } } };
    const tool = service({ id: 'tool', profile: 'tools' });
    expect(check(tool, service({ compose: wait }))).toEqual([]);
    expect(check(service({ compose: wait }))).toHaveLength(1);
  });

  test('other keys that name a service make it wait', () => {
    for (const compose of [
      { network_mode: 'service:vpn' },
      { pid: 'service:vpn' },
      { links: ['vpn:v'] },
      { volumes_from: ['vpn:ro'] },
    ]) {
      expect(check(service({ compose }))).toMatchObject([
        { message: expect.stringMatching(/^"web" waits for "vpn", but no phase/) },
      ]);
      expect(check(service({ compose }), service({ id: 'vpn' }))).toEqual([]);
    }
    expect(check(service({ compose: { volumes_from: ['container:old'], pid: 'host' } }))).toEqual([]);
  });

  test('a phase that waits for a later one', () => {
    const phases = ['first', 'second'].map((id) => ({ path: `shop-test/${id}`, id }));
    const services = [
      { ...waiting('a', 'b'), phase: 'first' },
      { ...waiting('b', 'a'), phase: 'second' },
    ];
    expect(orderPossible.check(stack({ phases, services }))).toEqual([
      {
        path: 'shop-test/app/a',
        message: 'a -> b -> a wait for each other: Compose refuses the project',
        fix: 'move "a" to the phase "second", or do not let it wait for "b", which is in a later one',
      },
    ]);
  });
});
