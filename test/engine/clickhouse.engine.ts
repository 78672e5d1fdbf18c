import { cpSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fetched } from './support/fetched.ts';
import { Namespace } from './support/namespace.ts';
import { environments } from './support/operations.ts';
import { must } from './support/tool.ts';

const installed = fetched('STOWAGE_CLICKHOUSE_OLD');
const password = 'drawn-at-random.1';
/** Where it may write, and nothing else: everything else is Debian's own configuration and ours over it. */
const place = (folder: string) => `<yandex>
  <path>${folder}/data/</path><tmp_path>${folder}/data/tmp/</tmp_path>
  <user_files_path>${folder}/data/files/</user_files_path>
  <format_schema_path>${folder}/data/schemas/</format_schema_path>
</yandex>
`;

describe.each(environments)('a ClickHouse server with the overlays of %s', (environment) => {
  const overlays = `out/posthog/${environment}/clickhouse-posthog`;
  let inside: Namespace;
  const sql = (statement: string) =>
    inside.run(`${installed}/usr/bin/clickhouse-client`, ['--query', statement]).out.trim();
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
    const { folder } = inside;
    for (const name of ['config.xml', 'users.xml'])
      cpSync(join(installed, 'etc/clickhouse-server', name), join(folder, name));
    mkdirSync(join(folder, 'config.d'));
    mkdirSync(join(folder, 'data'));
    // Those of users.d have settings that a server of 2018 does not know, and it refuses them.
    const ours = readdirSync(overlays).filter((name) => /(?<!-users)-config\.xml$/.test(name));
    expect(ours).toHaveLength(4);
    for (const name of ours) cpSync(join(overlays, name), join(folder, 'config.d', name));
    writeFileSync(join(folder, 'config.d/zz-place.xml'), place(folder));
    const server = `${installed}/usr/sbin/clickhouse-server`;
    const child = inside.start(server, [`--config-file=${folder}/config.xml`], {
      CLICKHOUSE_PASSWORD: password,
    });
    let said = '';
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (text) => (said += String(text)));
    for (let tries = 0; sql('SELECT 1') !== '1'; tries++) {
      if (tries === 100 || child.exitCode !== null)
        throw new Error(`the server did not start:\n${said.slice(-4000)}`);
      await setTimeout(100);
    }
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
    expect([...new Set(ports)].sort()).toEqual([8123, 9000]);
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
