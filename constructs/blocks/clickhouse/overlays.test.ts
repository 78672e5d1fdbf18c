import { DOMParser } from '@xmldom/xmldom';
import { describe, expect, test } from 'vitest';
import { filled } from '../../../src/files/filled.ts';
import { authored } from '../../../test/support/author.ts';
import type { FileTemplate } from '../../core/config-file.ts';
import { ConfigFile, Zookeeper } from '../../index.ts';
import type { KeptTables } from './logs.ts';
import { logTables } from './logs.ts';
import { backupDisk, logs, profile, replication, resources } from './overlays.ts';

const tables = logTables('ch', 'clickhouse/clickhouse-server:22.8.21.38', {});

/** As the file is written. */
function emit(content: FileTemplate): string {
  const [file] = authored((core) => new ConfigFile(core, 'it', { file: 'it.xml', content })).files;
  return file?.content.kind === 'template' ? filled(file.content, 'Generated.') : 'no template';
}
const parsed = (overlay: FileTemplate) =>
  new DOMParser({
    onError: (level, message) => {
      throw new Error(`${level}: ${message}`);
    },
  }).parseFromString(emit(overlay), 'text/xml');

test('the backup disk, whole', () => {
  expect(emit(backupDisk('backups', '/backups/'))).toBe(`<?xml version="1.0"?>
<!-- Generated. -->
<clickhouse>
    <storage_configuration>
        <disks>
            <backups>
                <type>local</type>
                <path>/backups/</path>
            </backups>
        </disks>
    </storage_configuration>

    <backups>
        <allowed_disk>backups</allowed_disk>
        <allowed_path>/backups/</allowed_path>
    </backups>
</clickhouse>
`);
});

describe('the log tables', () => {
  const removed = (keep: KeptTables) =>
    [...emit(logs(keep, tables)).matchAll(/<(\w+) remove="remove"\/>/g)].map(([, name]) => name);

  test('of 22.8 are removed, every one, and the files with them', () => {
    expect(removed({})).toEqual([
      'log',
      'errorlog',
      'query_log',
      'query_thread_log',
      'query_views_log',
      'part_log',
      'trace_log',
      'crash_log',
      'text_log',
      'metric_log',
      'asynchronous_metric_log',
      'opentelemetry_span_log',
      'zookeeper_log',
      'session_log',
      'transactions_info_log',
      'processors_profile_log',
      'filesystem_cache_log',
    ]);
  });

  test('that came since are removed where the image may write them, or nobody knows', () => {
    for (const image of ['clickhouse/clickhouse-server:25.8.2.29', 'example/events@sha256:0000'])
      expect(emit(logs({ error_log: 3 }, logTables('ch', image, { error_log: 3 })))).toMatch(
        /<asynchronous_insert_log remove="remove"\/>[\s\S]*<background_schedule_pool_log remove="remove"\/>[\s\S]*<error_log replace="replace">/,
      );
    expect(() => logTables('ch', 'clickhouse/clickhouse-server:22.8', { backup_log: 3 })).toThrow(
      expect.objectContaining({
        code: 'clickhouse-log',
        message: 'keepLogs of "ch" names backup_log, which ClickHouse 22.8 does not write',
      }),
    );
  });

  test('live for the days they are given', () => {
    const content = emit(logs({ query_log: 7 }, tables));
    expect(content).not.toContain('<query_log remove');
    expect(content).toContain('<ttl>event_date + INTERVAL 7 DAY DELETE</ttl>');
  });
});

test('a kept table, whole; the one of OpenTelemetry has another date', () => {
  const overlay = logs({ opentelemetry_span_log: 3 }, tables);
  expect(emit(overlay)).toBe(`<?xml version="1.0"?>
<!-- Generated. -->
<clickhouse>
    <!-- Docker keeps and rotates what the server prints; the server itself keeps no log file. -->
    <logger>
        <level>warning</level>
        <console>1</console>
        <log remove="remove"/>
        <errorlog remove="remove"/>
    </logger>

    <!-- A log table exists when its section does. Removing a section leaves an old table behind: drop that once. -->
    <query_log remove="remove"/>
    <query_thread_log remove="remove"/>
    <query_views_log remove="remove"/>
    <part_log remove="remove"/>
    <trace_log remove="remove"/>
    <crash_log remove="remove"/>
    <text_log remove="remove"/>
    <metric_log remove="remove"/>
    <asynchronous_metric_log remove="remove"/>
    <zookeeper_log remove="remove"/>
    <session_log remove="remove"/>
    <transactions_info_log remove="remove"/>
    <processors_profile_log remove="remove"/>
    <filesystem_cache_log remove="remove"/>
    <opentelemetry_span_log replace="replace">
        <database>system</database>
        <table>opentelemetry_span_log</table>
        <partition_by>toYYYYMMDD(finish_date)</partition_by>
        <ttl>finish_date + INTERVAL 3 DAY DELETE</ttl>
        <flush_interval_milliseconds>7500</flush_interval_milliseconds>
    </opentelemetry_span_log>
</clickhouse>
`);
  expect(parsed(overlay).documentElement?.nodeName).toBe('clickhouse');
});

test('the cluster names its ZooKeeper, and no password', () => {
  let content = '';
  authored((core) => {
    const zookeeper = new Zookeeper(core, 'zk', { image: 'zookeeper:3.9.3' }).at(2182);
    const facts = {
      cluster: 'shop',
      zookeeper,
      shard: '01',
      replica: 'ch1',
      passwordVariable: 'CH_PASSWORD',
    };
    content = emit(replication(facts));
  });
  expect(content).toMatch(/<shard>\s+<!--[^>]+-->\s+<internal_replication>true<\/internal_replication>/);
  expect(content).toMatch(/<host>zk<\/host>\s+<port>2182<\/port>/);
  expect(content).toContain('<password from_env="CH_PASSWORD"/>');
  expect(content).toContain('<path>/clickhouse/task_queue/ddl</path>');
});

test('the server takes less memory than its container', () => {
  const document = parsed(resources('1000mb', true));
  const size = (name: string) => Number(document.getElementsByTagName(name)[0]?.textContent) / 1024 / 1024;
  expect([size('max_server_memory_usage'), size('mark_cache_size'), size('uncompressed_cache_size')]).toEqual(
    [900, 100, 100],
  );
});

test('replicas fetch over a port that is there, at an address that others cannot reach', () => {
  const content = emit(resources('1000mb', true));
  expect(content).toContain(`    <interserver_http_port>9009</interserver_http_port>
    <interserver_http_host>127.0.0.1</interserver_http_host>
    <interserver_listen_host>127.0.0.1</interserver_listen_host>
`);
  expect(content.match(/<\w+ remove="remove"\/>/g)).toEqual([
    '<mysql_port remove="remove"/>',
    '<postgresql_port remove="remove"/>',
    '<interserver_https_port remove="remove"/>',
    '<https_port remove="remove"/>',
    '<tcp_port_secure remove="remove"/>',
  ]);
});

test('without replicated tables nobody fetches, and nothing listens', () => {
  const content = emit(resources('1000mb', false));
  expect(content).not.toMatch(/interserver_(http_host|listen_host)|<interserver_http_port>|replicated/);
  expect(content).toContain(`    <postgresql_port remove="remove"/>
    <interserver_http_port remove="remove"/>
    <interserver_https_port remove="remove"/>
`);
});

test('a setting with hostile characters stays one value', () => {
  const value = `a"b'<c>&]]>`;
  const document = parsed(profile({ load_balancing: value }));
  expect(document.getElementsByTagName('load_balancing')[0]?.textContent).toBe(value);
});
