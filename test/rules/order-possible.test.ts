import { describe, expect, test } from 'vitest';
import type { ServiceModel } from '../../src/model/service.ts';
import { orderPossible } from '../../src/rules/order-possible.ts';
import { service, stack } from '../support/model.ts';

const waiting = (id: string, ...ids: readonly string[]): ServiceModel =>
  service({ id, dependsOn: ids.map((other) => ({ service: other, condition: 'healthy' })) });
const check = (...services: readonly ServiceModel[]) => orderPossible.check(stack({ services }));

describe('order-possible', () => {
  test('a loop', () => {
    expect(check(waiting('a', 'b'), waiting('b', 'c'), waiting('c', 'a'))).toEqual([
      {
        path: 'shop-test/app/a',
        message: 'a -> b -> c -> a wait for each other: Compose refuses the project',
        fix: 'drop one of these waits, or move "a" to another phase',
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
      'c -> c wait for each other: Compose refuses the project',
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
    expect(check(tool, { ...waiting('a', 'tool'), profile: 'other' })).toHaveLength(1);
    expect(check({ ...tool, compose: { profiles: [] } }, waiting('a', 'tool'))).toEqual([]);
  });
});
