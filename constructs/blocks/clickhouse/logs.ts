import type { OwnLogs } from '../../../src/model/service.ts';

/**
 * The system log tables that ClickHouse 22.8 is compiled with.
 * @see https://github.com/ClickHouse/ClickHouse/blob/22.8/src/Interpreters/SystemLog.h
 */
export const logTables = [
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

/** A system log table of ClickHouse 22.8. */
export type ClickHouseLogTable = (typeof logTables)[number];

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
