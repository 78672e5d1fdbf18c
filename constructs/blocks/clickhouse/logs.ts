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

/** What fills the log tables is switched off where it is made, too. */
export function quietSettings(
  keep: Readonly<Partial<Record<ClickHouseLogTable, number>>>,
): Readonly<Record<string, string>> {
  return {
    log_queries: keep.query_log === undefined ? '0' : '1',
    log_query_threads: keep.query_thread_log === undefined ? '0' : '1',
    log_query_views: keep.query_views_log === undefined ? '0' : '1',
    opentelemetry_start_trace_probability: '0',
    query_profiler_real_time_period_ns: keep.trace_log === undefined ? '0' : '1000000000',
    query_profiler_cpu_time_period_ns: keep.trace_log === undefined ? '0' : '1000000000',
  };
}
