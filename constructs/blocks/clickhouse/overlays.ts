import type { Size } from '../../../src/model/quantity.ts';
import { mebibytes } from '../../../src/model/quantity.ts';
import type { FileTemplate } from '../../core/config-file.ts';
import { ownFile } from '../../core/own-file.ts';
import type { Address } from '../../core/value.ts';
import type { KafkaLogin } from '../kafka/login.ts';
import type { ClickHouseLogTable, KeptTables } from './logs.ts';

const templates = {
  backups: ownFile(import.meta.url, './backups.xml.hbs'),
  broker: ownFile(import.meta.url, './broker.xml.hbs'),
  cluster: ownFile(import.meta.url, './cluster.xml.hbs'),
  logs: ownFile(import.meta.url, './logs.xml.hbs'),
  profile: ownFile(import.meta.url, './profile.xml.hbs'),
  resources: ownFile(import.meta.url, './resources.xml.hbs'),
};

const overlay = (name: keyof typeof templates, facts: FileTemplate['facts']): FileTemplate => ({
  format: 'xml',
  template: templates[name],
  facts,
});

/** Where the server logs to, and which of its system log tables it keeps. */
export function logs(keep: KeptTables, tables: readonly ClickHouseLogTable[]): FileTemplate {
  return overlay('logs', {
    level: 'warning',
    removed: tables.filter((table) => keep[table] === undefined),
    kept: Object.entries(keep).map(([table, days]) => ({
      table,
      days,
      date: table === 'opentelemetry_span_log' ? 'finish_date' : 'event_date',
    })),
  });
}

/** Settings of the profile `default`. */
export function profile(settings: Readonly<Record<string, string | number>>): FileTemplate {
  return overlay('profile', {
    settings: Object.entries(settings).map(([name, value]) => ({ name, value: String(value) })),
  });
}

/** What stands in the ZooKeeper paths of replicated tables. */
export interface Macros {
  /**
   * What stands for `{shard}`.
   * @least 1
   */
  readonly shard: string;
  /**
   * What stands for `{replica}`.
   * @least 1
   */
  readonly replica: string;
}

/** One shard, one replica, and the ZooKeeper that replicated tables need. */
export function replication(
  facts: Macros & {
    readonly cluster: string;
    readonly zookeeper: Address;
    readonly passwordVariable: string;
    readonly identityVariable?: string;
  },
): FileTemplate {
  const { passwordVariable, identityVariable, ...others } = facts;
  return overlay('cluster', {
    ...others,
    password: { kind: 'env', name: passwordVariable },
    ...(identityVariable !== undefined && { identity: { kind: 'env', name: identityVariable } }),
  });
}

/**
 * What tables with the engine Kafka log in with. They hand these settings to librdkafka, which has PLAIN in every build.
 * @see https://clickhouse.com/docs/engines/table-engines/integrations/kafka#configuration
 * @see https://github.com/ClickHouse/ClickHouse/issues/2551 where a build of 2018 names the mechanisms that it has
 */
export function broker({ user, protocol, mechanism }: KafkaLogin, passwordVariable: string): FileTemplate {
  return overlay('broker', {
    ...{ user, protocol: protocol.toLowerCase(), mechanism },
    password: { kind: 'env', name: passwordVariable },
  });
}

/** Of the container's memory 90 % for the server, a tenth for each cache; and the listeners, with replicated tables or without. */
export function resources(memory: Size, replicated: boolean): FileTemplate {
  const bytes = (share: number) => Math.floor(mebibytes(memory) * share) * 1024 * 1024;
  return overlay('resources', {
    server: { kind: 'memory', bytes: bytes(0.9) },
    marks: bytes(0.1),
    uncompressed: bytes(0.1),
    // Of the same value on both sides: a table that fetches from this very server finds it.
    interserver: replicated && '127.0.0.1',
  });
}

/** A disk that `BACKUP … TO Disk()` may write to, and its folder, which ends in a slash. */
export function backupDisk(disk: string, folder: string): FileTemplate {
  return overlay('backups', { disk, folder });
}
