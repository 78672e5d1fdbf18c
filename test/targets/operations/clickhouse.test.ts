import { DOMParser } from '@xmldom/xmldom';
import { describe, expect, test } from 'vitest';
import type { ClickHouseOverlay } from '../../../src/model/clickhouse.ts';
import { clickHouseOverlay } from '../../../src/targets/operations/clickhouse.ts';

const emit = (overlay: ClickHouseOverlay) => clickHouseOverlay(overlay, 'Generated.');
const parsed = (overlay: ClickHouseOverlay) =>
  new DOMParser({
    onError: (level, message) => {
      throw new Error(`${level}: ${message}`);
    },
  }).parseFromString(emit(overlay), 'text/xml');

test('the backup disk, whole', () => {
  expect(
    emit({ kind: 'clickhouse-backups', disk: 'backups', folder: '/backups/' }),
  ).toBe(`<?xml version="1.0"?>
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
  const logs = (keep: Record<string, number>): ClickHouseOverlay => ({
    kind: 'clickhouse-logs',
    level: 'warning',
    tables: ['query_log', 'trace_log'],
    keep,
  });

  test('are removed, and the files with them', () => {
    expect(emit(logs({})).match(/<\w+ remove="remove"\/>/g)).toEqual([
      '<log remove="remove"/>',
      '<errorlog remove="remove"/>',
      '<query_log remove="remove"/>',
      '<trace_log remove="remove"/>',
    ]);
  });

  test('live for the days they are given', () => {
    const content = emit(logs({ query_log: 7 }));
    expect(content).not.toContain('<query_log remove');
    expect(content).toContain('<ttl>event_date + INTERVAL 7 DAY DELETE</ttl>');
  });
});

test('a kept table, whole; the one of OpenTelemetry has another date', () => {
  const overlay: ClickHouseOverlay = {
    kind: 'clickhouse-logs',
    level: 'warning',
    tables: ['part_log', 'opentelemetry_span_log'],
    keep: { opentelemetry_span_log: 3 },
  };
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
    <part_log remove="remove"/>
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
  const content = emit({
    kind: 'clickhouse-cluster',
    cluster: 'shop',
    zookeeper: { kind: 'address', service: 'zk', port: 2182 },
    shard: '01',
    replica: 'ch1',
    passwordVariable: 'CLICKHOUSE_PASSWORD',
  });
  expect(content).toMatch(/<shard>\s+<!--[^>]+-->\s+<internal_replication>true<\/internal_replication>/);
  expect(content).toMatch(/<host>zk<\/host>\s+<port>2182<\/port>/);
  expect(content).toContain('<password from_env="CLICKHOUSE_PASSWORD"/>');
  expect(content).toContain('<path>/clickhouse/task_queue/ddl</path>');
});

test('the server takes less memory than its container', () => {
  const document = parsed({ kind: 'clickhouse-resources', interserver: '127.0.0.1', memoryMebibytes: 1000 });
  const size = (name: string) => Number(document.getElementsByTagName(name)[0]?.textContent) / 1024 / 1024;
  expect([size('max_server_memory_usage'), size('mark_cache_size'), size('uncompressed_cache_size')]).toEqual(
    [900, 100, 100],
  );
});

test('replicas fetch over a port that is there, at an address that others cannot reach', () => {
  const content = emit({ kind: 'clickhouse-resources', interserver: '127.0.0.1', memoryMebibytes: 1000 });
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

test('a setting with hostile characters stays one value', () => {
  const value = `a"b'<c>&]]>`;
  const document = parsed({ kind: 'clickhouse-profile', settings: { load_balancing: value } });
  expect(document.getElementsByTagName('load_balancing')[0]?.textContent).toBe(value);
});
