import type { AddressPart } from '../compose/text.ts';

/** An overlay of ClickHouse's configuration: one XML file in `config.d` or `users.d`. */
export type ClickHouseOverlay =
  | ClickHouseLogs
  | ClickHouseCluster
  | ClickHouseBackupDisk
  | ClickHouseResources
  | ClickHouseProfile;

/** Where the server logs to, and which system log tables it keeps. */
export interface ClickHouseLogs {
  readonly kind: 'clickhouse-logs';
  readonly level: 'warning' | 'information' | 'debug' | 'trace';
  /** Every log table that this version knows. */
  readonly tables: readonly string[];
  /** Those that are kept, with days to live. */
  readonly keep: Readonly<Record<string, number>>;
}

/** One shard, one replica, and the ZooKeeper that replicated tables need. */
export interface ClickHouseCluster {
  readonly kind: 'clickhouse-cluster';
  readonly cluster: string;
  readonly zookeeper: AddressPart;
  readonly shard: string;
  readonly replica: string;
  /** The container's variable that holds the password of the user `default`. */
  readonly passwordVariable: string;
}

/** A disk that `BACKUP … TO Disk()` may write to. */
export interface ClickHouseBackupDisk {
  readonly kind: 'clickhouse-backups';
  readonly disk: string;
  /** Ends in a slash. */
  readonly folder: string;
}

/** Memory and listeners, cut to the container. */
export interface ClickHouseResources {
  readonly kind: 'clickhouse-resources';
  readonly memoryMebibytes: number;
  /** Where replicas fetch from this server: what ZooKeeper keeps of it, and what the listener is bound to. */
  readonly interserver: string;
}

/** Settings of the profile `default`. */
export interface ClickHouseProfile {
  readonly kind: 'clickhouse-profile';
  readonly settings: Readonly<Record<string, string>>;
}
