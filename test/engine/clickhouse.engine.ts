import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ClickHouseServer, password } from './support/clickhouse-server.ts';
import { Namespace } from './support/namespace.ts';
import { environments } from './support/operations.ts';
import { must } from './support/tool.ts';

describe.each(environments)('a ClickHouse server with the overlays of %s', (environment) => {
  const overlays = `out/posthog/${environment}/clickhouse-posthog`;
  let inside: Namespace;
  let server: ClickHouseServer;
  const sql = (statement: string) => server.query(statement).out.trim();
  const merged = (xpath: string) =>
    must('xmllint', [
      '--xpath',
      `string(${xpath})`,
      join(inside.folder, 'data/preprocessed_configs/config.xml'),
    ]).trim();

  beforeAll(async () => {
    inside = await Namespace.open({
      localhost: '127.0.0.1',
      clickhouse: '127.0.0.1',
      zookeeper: '127.0.0.1',
    });
    server = new ClickHouseServer(inside, overlays);
    await server.start();
    console.log(`ClickHouse ${sql('SELECT version()')}`);
  });
  afterAll(() => inside.close());

  it('knows its place in the cluster', () => {
    expect(sql('SELECT macro, substitution FROM system.macros ORDER BY macro')).toBe(
      'replica\tch1\nshard\t01',
    );
    const columns = 'shard_num, replica_num, host_name, port, user';
    expect(sql(`SELECT ${columns} FROM system.clusters WHERE cluster = 'posthog'`)).toBe(
      '1\t1\tlocalhost\t9000\tdefault',
    );
    expect(merged('//remote_servers/posthog//password')).toBe(password);
    expect(merged('//zookeeper/node/host')).toBe('zookeeper');
  });

  it('listens where it is used, and nowhere else', () => {
    const { out } = inside.run('ss', ['-Hltn']);
    const ports = [...out.matchAll(/:(\d+)\s+\S+:\*/g)].map(([, port]) => Number(port));
    // 9009 is loopback's alone where the server knows interserver_listen_host, which this one of 2018 does not.
    expect([...new Set(ports)].sort()).toEqual([8123, 9000, 9009]);
    for (const setting of ['http_host', 'listen_host'])
      expect([setting, merged(`//interserver_${setting}`)]).toEqual([setting, '127.0.0.1']);
  });

  it('has our limits in the place of its own', () => {
    expect(merged('//mark_cache_size')).toMatch(/^\d{9,10}$/);
    expect(merged('//mark_cache_size')).not.toBe('5368709120');
    const ours = must('xmllint', [
      '--xpath',
      'string(//mark_cache_size)',
      join(overlays, 'resources-config.xml'),
    ]);
    expect(merged('//mark_cache_size')).toBe(ours.trim());
    expect(merged('//backups/allowed_path')).toBe('/backups/');
  });

  it('keeps no log of its own, in a table or a file', () => {
    for (const section of ['query_log', 'part_log', 'logger/log', 'logger/errorlog'])
      expect([section, merged(`count(//${section})`)]).toEqual([section, '0']);
  });
});
