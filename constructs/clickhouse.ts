import type { Construct } from 'constructs';
import type { ConfigContent } from '../src/model/config-file.ts';
import type { Duration } from '../src/model/quantity.ts';
import { mebibytes } from '../src/model/quantity.ts';
import { ConfigFile } from './config-file.ts';
import { Service } from './service.ts';
import type { Image, ServiceOptions } from './service-props.ts';
import { Secret } from './variable.ts';
import { Volume } from './volume.ts';
import type { Zookeeper } from './zookeeper.ts';

/**
 * The system log tables that ClickHouse 22.8 is compiled with.
 * @see https://github.com/ClickHouse/ClickHouse/blob/22.8/src/Interpreters/SystemLog.h
 */
const logTables = [
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

/** They stand in the ZooKeeper paths of PostHog's replicated tables: the same in every deployment of its makers. */
const macros = { shard: '01', replica: 'ch1' } as const;

/** A system log table of ClickHouse 22.8. */
export type ClickHouseLogTable = (typeof logTables)[number];

export interface ClickHouseProps extends ServiceOptions {
  /** The official image, 22.8: the list of log tables is that version's. */
  readonly image: Image;
  /** The database that is backed up. */
  readonly database: string;
  /** Where replicated tables keep their metadata. The server waits for it. */
  readonly zookeeper: Zookeeper;
  /**
   * Folder of the Dockerfile and the overlays.
   * @default - the id
   */
  readonly folder?: string;
  /**
   * Name of the cluster in `ON CLUSTER` statements and distributed tables.
   * @default - the database's name
   */
  readonly cluster?: string;
  /**
   * System log tables to keep, with days to live. All others are off.
   * @default - none
   */
  readonly keepLogs?: Readonly<Partial<Record<ClickHouseLogTable, number>>>;
  /**
   * Settings of the profile `default`, beside those that silence the logs.
   * @default - none
   */
  readonly settings?: Readonly<Record<string, string | number>>;
  /**
   * Save it with every backup, by `BACKUP DATABASE`.
   * @default true
   */
  readonly backup?: boolean;
}

/**
 * One ClickHouse server, one shard with one replica.
 * @see https://clickhouse.com/docs/operations/backup
 * @see https://github.com/ClickHouse/ClickHouse/pull/35141 for why removing an absent log section is harmless
 */
export class ClickHouse extends Service {
  readonly password: Secret;
  readonly database: string;
  readonly cluster: string;

  constructor(scope: Construct, id: string, props: ClickHouseProps) {
    const password = new Secret(`${id.toUpperCase().replaceAll('-', '_')}_PASSWORD`, {
      description: {
        en: "Password of ClickHouse's user default.",
        id: 'Kata sandi pengguna ClickHouse default.',
      },
    });
    const folder = props.folder ?? id;
    const memory = props.memory ?? '4gb';
    const cluster = props.cluster ?? props.database;
    const copy: Record<string, ConfigFile> = {};
    super(scope, id, {
      description: { en: 'ClickHouse: events and recordings', id: 'ClickHouse: event dan rekaman' },
      ...props,
      memory,
      build: { folder, copy },
      port: 8123,
      otherPorts: { 9000: 'native protocol' },
      hostname: id,
      openFiles: 262_144,
      processes: 8192,
      env: { CLICKHOUSE_USER: 'default', CLICKHOUSE_PASSWORD: password, ...props.env },
      health: {
        // 127.0.0.1, not localhost: the latter may be ::1 first.
        exec: ['wget', '-q', '--spider', 'http://127.0.0.1:8123/ping'],
        retries: 12,
        startPeriod: '120s',
      },
      console: {
        target: id === 'clickhouse' ? 'clickhouse-client' : `${id}-clickhouse-client`,
        help: `Open clickhouse-client on the database ${props.database}`,
        command: [
          'sh',
          '-c',
          `exec clickhouse-client --password "$CLICKHOUSE_PASSWORD" --database ${props.database}`,
        ],
      },
    });
    this.waitFor(props.zookeeper);
    this.password = password;
    this.database = props.database;
    this.cluster = cluster;

    const overlay = (name: string, directory: 'config.d' | 'users.d', content: ConfigContent) => {
      copy[`/etc/clickhouse-server/${directory}/${name}`] = new ConfigFile(this, name, {
        file: `${folder}/${name}`,
        content,
      });
    };
    const keep = props.keepLogs ?? {};
    overlay('log-server-config.xml', 'config.d', {
      kind: 'clickhouse-logs',
      level: 'warning',
      tables: logTables,
      keep,
    });
    overlay('log-users-config.xml', 'users.d', { kind: 'clickhouse-profile', settings: quietSettings(keep) });
    overlay('cluster-config.xml', 'config.d', {
      kind: 'clickhouse-cluster',
      cluster,
      zookeeper: { kind: 'address', service: props.zookeeper.node.id, port: 2181 },
      ...macros,
      passwordVariable: 'CLICKHOUSE_PASSWORD',
    });
    overlay('resources-config.xml', 'config.d', {
      kind: 'clickhouse-resources',
      memoryMebibytes: mebibytes(memory),
    });
    if (props.settings)
      overlay('settings-users-config.xml', 'users.d', {
        kind: 'clickhouse-profile',
        settings: Object.fromEntries(
          Object.entries(props.settings).map(([name, value]) => [name, String(value)]),
        ),
      });

    const data = new Volume(this, `${id}_data`, {
      holds: { en: 'ClickHouse: all tables', id: 'Data ClickHouse' },
    });
    this.mount(data, '/var/lib/clickhouse');
    this.takeOver({
      kind: 'clickhouse',
      path: this.node.path,
      service: id,
      volumes: [data.node.id],
      needs: [props.zookeeper.node.id],
      database: props.database,
      cluster,
      ...macros,
    });
    if (props.backup ?? true) {
      const [disk, path] = ['backups', '/backups/'];
      overlay('backup-config.xml', 'config.d', { kind: 'clickhouse-backups', disk, folder: path });
      this.mount(
        new Volume(this, `${id}_backups`, {
          holds: {
            en: 'ClickHouse: a backup until it is copied to the host',
            id: 'ClickHouse: backup sebelum disalin ke host',
          },
          kind: 'staging',
        }),
        path,
      );
      this.store({
        method: 'clickhouse',
        path: this.node.path,
        name: id,
        service: id,
        volumes: [data.node.id],
        database: props.database,
        disk,
        folder: path,
      });
    }
  }

  /** What buffer tables hold in memory is written first. */
  protected override get stopNeeds(): Duration {
    return '60s';
  }
}

/** What fills the log tables is switched off where it is made, too. */
function quietSettings(
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
