import { describe, expect, test } from 'vitest';
import type { ServiceModel } from '../../src/model/service.ts';
import { memoryFits } from '../../src/rules/memory-fits.ts';
import { service, stack } from '../support/model.ts';

// The service of the tests may use 256mb.
const found = (over: Partial<ServiceModel>) => memoryFits.check(stack({ services: [service(over)] }));
const heap = (value: string) => ({ env: [{ name: 'JAVA_OPTS', value: [value] }] });

describe('memory-fits', () => {
  test('a heap as large as its container', () => {
    expect(found(heap('-Xms64m -Xmx256m'))).toEqual([
      {
        path: 'shop-test/app/web',
        message:
          '"web" is given a heap of Java of 256m in JAVA_OPTS, and its container has 256m: the kernel kills it when it uses what it was promised',
        fix: 'write at most 192m there, or raise memory of "web"',
      },
    ]);
    expect(found(heap('-Xmx1G'))).toHaveLength(1);
    expect(found({ command: [['java'], ['-Xmx300m'], ['-jar'], ['shop.jar']] })).toHaveLength(1);
  });

  test('a Redis that may use more than it has', () => {
    const redis = [['redis-server'], ['--maxmemory'], ['1gb']];
    expect(found({ command: redis })[0]?.message).toBe(
      '"web" is given a memory of Redis of 1gb in its command, and its container has 256m: the kernel kills it when it uses what it was promised',
    );
    expect(found({ command: redis, limits: { memory: '2gb', cpus: 1, processes: 9 } })).toEqual([]);
    expect(
      found({ command: redis, compose: { deploy: { resources: { limits: { memory: '4g' } } } } }),
    ).toEqual([]);
  });

  test('room beside it, the last word, and what is no setting', () => {
    expect(found(heap('-Xmx128m'))).toEqual([]);
    expect(found(heap('-Xmx1g -Xmx128m'))).toEqual([]);
    expect(found(heap('say -Xmx and --maxmemory-policy noeviction'))).toEqual([]);
    expect(found({ ...heap('-Xmx1g'), compose: { mem_limit: 0 } })).toEqual([]);
  });
});
