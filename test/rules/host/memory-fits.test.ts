import { describe, expect, test } from 'vitest';
import { knownImages as images } from '../../../constructs/images/index.ts';
import type { ConfigFileModel } from '../../../src/model/config-file.ts';
import type { ServiceModel } from '../../../src/model/service.ts';
import { memoryFits } from '../../../src/rules/host/memory-fits.ts';
import { service, stack } from '../../support/model.ts';

// The service of the tests may use 256mb.
const found = (over: Partial<ServiceModel>) => memoryFits.check(stack({ images, services: [service(over)] }));
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

  test('what it is called is no expression', () => {
    const memory = [{ what: 'a heap of Erlang', flag: '+hmax' }];
    const told = (line: string) =>
      memoryFits.check(
        stack({ images: { ...images, memory }, services: [service({ command: [['beam'], [line]] })] }),
      );
    expect(told('+hmax 1gb')[0]?.message).toBe(
      '"web" is given a heap of Erlang of 1gb in its command, and its container has 256m: the kernel kills it when it uses what it was promised',
    );
    expect(told('  hmax 1gb')).toEqual([]);
  });

  test('room beside it, the last word, and what is no setting', () => {
    expect(found(heap('-Xmx128m'))).toEqual([]);
    expect(found(heap('-Xmx1g -Xmx128m'))).toEqual([]);
    expect(found(heap('say -Xmx and --maxmemory-policy noeviction'))).toEqual([]);
    expect(
      found({ ...heap('-Xmx1g'), compose: { deploy: { resources: { limits: { memory: '0' } } } } }),
    ).toEqual([]);
    expect(found({ ...heap('-Xmx1g'), compose: { mem_limit: 0 } })).toHaveLength(1);
  });

  test('a ClickHouse that may use more than it has', () => {
    const overlay = (content: ConfigFileModel['content']) => {
      const file = { path: 'shop-test/app/web/memory.xml', file: 'web/memory.xml', content };
      const mounts: ServiceModel['mounts'] = [
        {
          kind: 'file',
          file: file.file,
          target: '/etc/clickhouse-server/config.d/memory.xml',
          readOnly: true,
        },
      ];
      return memoryFits.check(stack({ images, services: [service({ mounts })], files: [file] }));
    };
    const xml = (key: string, value: string) =>
      overlay({ kind: 'text', text: `<a><${key}>${value}</${key}></a>` });
    expect(xml('max_server_memory_usage', '268435456')).toEqual([
      {
        path: 'shop-test/app/web',
        severity: 'warn',
        message:
          'web/memory.xml lets the server in "web" use 268435456 bytes, and its container has 256m: a server that does not see that limit is killed under load',
        fix: 'stay at nine tenths of it (241172480 bytes), or raise memory of "web"',
      },
    ]);
    expect(xml('max_server_memory_usage_to_ram_ratio', '1.5')).toHaveLength(1);
    const filled = (bytes: number) =>
      overlay({
        kind: 'template',
        format: 'xml',
        template: '<a>{{xml of.most.bytes}}</a>',
        facts: { of: { most: { kind: 'memory', bytes } } },
      });
    expect(filled(268_435_456)).toEqual(xml('max_server_memory_usage', '268435456'));
    expect(filled(268_435_455)).toEqual([]);
    expect(overlay({ kind: 'text', text: 'max_server_memory_usage: 999999999999\n' })).toHaveLength(1);

    expect(xml('max_server_memory_usage', '0')).toEqual([]);
    expect(xml('max_server_memory_usage', '241172480')).toEqual([]);
    expect(xml('max_server_memory_usage_to_ram_ratio', '0.9')).toEqual([]);
    const aside = '<!-- <max_server_memory_usage>999999999999</max_server_memory_usage> -->';
    expect(overlay({ kind: 'text', text: aside })).toEqual([]);
  });
});
