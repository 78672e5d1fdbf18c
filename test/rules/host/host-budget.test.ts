import { describe, expect, test } from 'vitest';
import type { Size } from '../../../src/model/quantity.ts';
import { hostBudget } from '../../../src/rules/host/host-budget.ts';
import { service, stack } from '../../support/model.ts';

// The host of the tests has two processors and 4gb.
const sized = (id: string, memory: Size, cpus = 1) =>
  service({ id, limits: { memory, cpus, processes: 128 } });

describe('host-budget', () => {
  test('more memory than the host has', () => {
    expect(hostBudget.check(stack({ services: [sized('a', '1536mb'), sized('b', '3gb')] }))).toEqual([
      {
        path: 'shop-test',
        message:
          'the services may use 4.5gb of memory together, and the host of "test" has 4gb: under load the kernel kills one of them',
        fix: 'lower a memory limit (the largest is "b" with 3gb), or raise host.memory of "test" to what the host has',
      },
    ]);
  });

  test('more memory than the host has beside another stack on it', () => {
    const neighbours = [{ project: 'shop-staging', services: [sized('a', '2560mb'), sized('b', '512mb')] }];
    const together = (memory: Size) =>
      hostBudget.check(stack({ services: [sized('a', memory)], neighbours }));
    expect(together('1536mb')).toEqual([
      {
        path: 'shop-test',
        message:
          'the services may use 1.5gb of memory together beside 3gb of shop-staging on the same host, and that has 4gb: under load the kernel kills one of them',
        fix: 'lower a memory limit (the largest is "a" with 1.5gb), or raise host.memory of "test" to what the host has',
      },
    ]);
    expect(together('1gb')).toEqual([]);
  });

  test('nothing runs here, and the other stack is too large alone', () => {
    const neighbours = [{ project: 'shop-staging', services: [sized('a', '8gb')] }];
    expect(hostBudget.check(stack({ services: [], neighbours }))).toEqual([]);
  });

  test('a raw limit counts', () => {
    const raw = { ...sized('a', '1gb'), compose: { deploy: { resources: { limits: { memory: '3500m' } } } } };
    expect(hostBudget.check(stack({ services: [raw, sized('b', '512mb')] }))).toEqual([]);
    expect(hostBudget.check(stack({ services: [raw, sized('b', '1gb')] }))).toHaveLength(1);
  });

  test('exactly what the host has', () => {
    expect(hostBudget.check(stack({ services: [sized('a', '1gb'), sized('b', '3072mb')] }))).toEqual([]);
  });

  test('jobs and what sleeps behind a profile do not count', () => {
    const services = [
      sized('a', '4gb'),
      { ...sized('b', '1gb'), kind: 'job' as const },
      { ...sized('c', '1gb'), profile: 'tools' },
    ];
    expect(hostBudget.check(stack({ services }))).toEqual([]);
  });

  test('more processors than the host has', () => {
    expect(hostBudget.check(stack({ services: [sized('a', '1gb', 2.5), sized('b', '1gb', 2)] }))).toEqual([
      {
        path: 'shop-test/app/a',
        message: '"a" may use 2.5 processors, and the host of "test" has 2: the engine refuses to start it',
        fix: 'set cpus of "a" to 2 or less in "test"',
      },
    ]);
  });

  test('processors by a raw key', () => {
    const raw = (cpus: unknown) =>
      hostBudget.check(
        stack({ services: [service({ compose: { deploy: { resources: { limits: { cpus } } } } })] }),
      );
    expect(raw('8')[0]?.message).toBe(
      '"web" may use 8 processors, and the host of "test" has 2: the engine refuses to start it',
    );
    expect(raw(2)).toEqual([]);
    expect(raw('odd')).toEqual([]);
  });
});
