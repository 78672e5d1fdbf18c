import type { AnyBackup } from '../../core/backup-ways.ts';
import type { Image, ServiceOptions } from '../../core/service-props.ts';
import type { ClickHouseKeeper } from '../clickhouse-keeper/index.ts';
import type { Kafka } from '../kafka/index.ts';
import type { Zookeeper } from '../zookeeper/index.ts';
import type { KeptTables } from './logs.ts';
import type { Macros } from './overlays.ts';

/** What is said of a ClickHouse server, beside what is said of any service. */
export interface ClickHouseProps extends ServiceOptions {
  /** The official image, from 22.8 to 26. */
  readonly image: Image;
  /**
   * The database that is backed up.
   * @form a name on one line without quotes
   * @pattern [^\p{Cc}'"\x60\\]+
   * @example 'shop'
   */
  readonly database: string;
  /**
   * Where replicated tables keep their metadata: a ZooKeeper, or ClickHouse's own Keeper. The server waits for it.
   * @default - nowhere: the server is alone, and has neither a cluster nor replicated tables
   */
  readonly zookeeper?: Zookeeper | ClickHouseKeeper;
  /**
   * Keep its nodes in ZooKeeper to itself: whoever else reaches that reads and changes none of them. They are bound for good to a password that
   * `make init` draws. It holds for nodes that are made from then on, so say it before there are tables; nodes that were taken over stay open. It cannot be taken
   * back, nor the password changed, without a restore: a server with another one, or none, finds nodes that it may not read, and does not start.
   * @default false - whoever reaches ZooKeeper changes them
   * @throws StowageError `clickhouse-alone` where there is no ZooKeeper.
   * @see https://clickhouse.com/docs/operations/server-configuration-parameters/settings#zookeeper for `identity`
   */
  readonly ownNodes?: boolean;
  /**
   * The broker that its tables with the engine `Kafka` read. It logs in there where it must; it does not wait for it.
   * @default - none
   */
  readonly kafka?: Kafka;
  /**
   * Folder of the Dockerfile and the overlays.
   * @default - the id
   */
  readonly folder?: string;
  /**
   * Name of the cluster in `ON CLUSTER` statements and distributed tables.
   * @default - the database's name
   * @throws StowageError `clickhouse-alone` where there is no ZooKeeper.
   */
  readonly cluster?: string;
  /**
   * What `{shard}` and `{replica}` are in the ZooKeeper paths of replicated tables. They stand there for good: they cannot
   * change once there are any.
   * @default - `{ shard: '01', replica: '01' }`
   * @throws StowageError `clickhouse-alone` where there is no ZooKeeper.
   */
  readonly macros?: Macros;
  /**
   * System log tables to keep, with days to live. All others are off.
   * @default - none
   * @throws StowageError `clickhouse-log` for one that the version of the image does not write.
   */
  readonly keepLogs?: KeptTables;
  /**
   * Settings of the profile `default`, beside those that silence the logs.
   * @default - none
   */
  readonly settings?: Readonly<Record<string, string | number>>;
  /**
   * Save it with every backup, by `BACKUP DATABASE`. With `{ fullEvery: 7 }` only the first backup in seven days is a
   * full one; each of the others holds what is new since that one and cannot be restored without it. That saves time
   * and room where rows are many, and costs that one damaged file takes a week of backups with it. `fullEvery` is in
   * days, 1 to 365. A full one is kept as long as a backup needs it, so old backups take room for `fullEvery` days more
   * than the stack's `keepDays`. `{ stop: true }` and what else `backup` of a service takes saves it so.
   * @default true - each backup is a full one, and stands alone
   * @see https://clickhouse.com/docs/operations/backup#take-an-incremental-backup
   */
  readonly backup?:
    | boolean
    | {
        /**
         * Days after which a backup is a full one again.
         * @whole 1..365
         * @example 7
         */
        readonly fullEvery: number;
      }
    | AnyBackup;
}
