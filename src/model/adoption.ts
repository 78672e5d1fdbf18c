import type { Words } from './words.ts';

/** How this stack takes over the volumes of another project: a changed name of its own, or another description of the same. */
export interface AdoptionModel {
  /** The services whose volumes need more than a copy. Every other volume of state is copied as files. */
  readonly takeovers: readonly TakeoverModel[];
  /** Projects that the author knows. One with the volume names of this stack needs no description. */
  readonly sources: readonly AdoptionSource[];
}

/** What must be looked at before the volumes of a service are copied, and what must be said to the service afterwards. */
export type TakeoverModel =
  | PostgresTakeover
  | ClickHouseTakeover
  | ZookeeperTakeover
  | MinioTakeover
  | FilesTakeover;

interface Takeover {
  /** Path of the construct that declares it. */
  readonly path: string;
  readonly service: string;
  /** Its volumes that are taken over, all or none. */
  readonly volumes: readonly string[];
  /** Services whose volumes belong to the same moment: without them these are worth nothing. @default - none */
  readonly needs?: readonly string[];
}

/** A data directory of one major version. The password is in it, and is set anew through the local socket. */
export interface PostgresTakeover extends Takeover {
  readonly kind: 'postgres';
  readonly database: string;
  readonly user: string;
}

/** Tables whose ZooKeeper paths hold the macros of the server. Its password is that of its environment. */
export interface ClickHouseTakeover extends Takeover {
  readonly kind: 'clickhouse';
  readonly database: string;
  readonly cluster: string;
  readonly shard: string;
  readonly replica: string;
}

/** Snapshots in the first volume, the transaction log in the second. */
export interface ZookeeperTakeover extends Takeover {
  readonly kind: 'zookeeper';
}

/** One drive in MinIO's own format. Root's password is that of its environment. */
export interface MinioTakeover extends Takeover {
  readonly kind: 'minio';
  readonly bucket: string;
}

/** Nothing but files, which belong to those of another service. */
export interface FilesTakeover extends Takeover {
  readonly kind: 'files';
}

/** A project of another description, by the name that it has in Compose. */
export interface AdoptionSource {
  readonly project: string;
  /** Names of its volumes that differ, by ours. */
  readonly volumes: Readonly<Record<string, string>>;
  /** Volumes of ours that it did not keep: they begin empty. */
  readonly without: readonly string[];
  /** For the runbook: what something was called there, and what it is here. What stands between backticks is code. */
  readonly names: readonly { readonly was: string; readonly now: Words }[];
  /** Paragraphs for the runbook. */
  readonly notes: readonly Words[];
}
