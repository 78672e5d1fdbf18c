import { StowageError } from '../../../src/model/error.ts';
import { imageName, major } from '../../../src/model/image-name.ts';
import type { OwnLogs } from '../../../src/model/service.ts';

/**
 * The system log tables that ClickHouse 22.8 is compiled with.
 * @see https://github.com/ClickHouse/ClickHouse/blob/22.8/src/Interpreters/SystemLog.h
 */
const first = [
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
] as const;

/**
 * Those that came until 26. A section that a version between does not know is nothing to it, so all of them are named for each.
 * @see https://clickhouse.com/docs/operations/system-tables, which has a page for each
 */
const later = [
  'asynchronous_insert_log',
  'filesystem_read_prefetches_log',
  's3queue_log',
  'azure_queue_log',
  'backup_log',
  'blob_storage_log',
  'error_log',
  'query_metric_log',
  'latency_log',
  'zookeeper_connection_log',
  'aggregated_zookeeper_log',
  'dead_letter_queue',
  'iceberg_metadata_log',
  'delta_lake_metadata_log',
  'background_schedule_pool_log',
] as const;

/** A system log table of ClickHouse: those of 22.8, and what came since. */
export type ClickHouseLogTable = (typeof first)[number] | (typeof later)[number];

/**
 * The tables that a version may write; what is not known of an image is as the newest.
 * @throws StowageError `clickhouse-log` when one is to be kept that it does not write
 */
export function logTables(id: string, image: string, keep: KeptTables): readonly ClickHouseLogTable[] {
  const { version } = imageName(image);
  const old = version !== undefined && major(version) < 23;
  const [unknown] = old ? later.filter((table) => keep[table] !== undefined) : [];
  if (unknown !== undefined)
    throw new StowageError(
      'clickhouse-log',
      `keepLogs of "${id}" names ${unknown}, which ClickHouse ${version} does not write`,
      'leave it out, or take an image of a version that does',
    );
  return old ? first : [...first, ...later];
}

/**
 * Days that something is kept.
 * @form a whole number of days
 * @whole 1..3650
 * @example 7
 */
export type Days = number;

/** The log tables that are kept, with days to live. */
export type KeptTables = Readonly<Partial<Record<ClickHouseLogTable, Days>>>;

/** What fills the log tables is switched off where it is made, too. */
export function quietSettings(keep: KeptTables): Readonly<Record<string, string>> {
  return {
    log_queries: keep.query_log === undefined ? '0' : '1',
    log_query_threads: keep.query_thread_log === undefined ? '0' : '1',
    log_query_views: keep.query_views_log === undefined ? '0' : '1',
    opentelemetry_start_trace_probability: '0',
    query_profiler_real_time_period_ns: keep.trace_log === undefined ? '0' : '1000000000',
    query_profiler_cpu_time_period_ns: keep.trace_log === undefined ? '0' : '1000000000',
  };
}

/** For the runbook: which of them are kept, and for how long. */
export function keptLogs(keep: KeptTables): OwnLogs {
  const tables = (days: string, none: string) =>
    Object.entries(keep)
      .map(([table, kept]) => `\`${table}\` ${kept} ${days}`)
      .join(', ') || none;
  return {
    what: { en: 'System log tables of ClickHouse', id: 'Tabel log sistem ClickHouse' },
    kept: { en: tables('days', 'none, all are off'), id: tables('hari', 'tidak ada, semuanya dimatikan') },
  };
}
