/** How one store is saved and brought back. */
export type BackupModel = PgDump | ClickHouseBackup | BucketMirror | VolumeArchive;

interface Store {
  /** Path of the construct that declares it. */
  readonly path: string;
  /** Name of its folder in a backup: the id of the service. */
  readonly name: string;
  /** The service that must run while it is saved and loaded. */
  readonly service: string;
  /** The volumes that it brings back. */
  readonly volumes: readonly string[];
}

/** `pg_dump -Fc` of one database, and the roles without their passwords. */
export interface PgDump extends Store {
  readonly method: 'pg_dump';
  readonly database: string;
  readonly user: string;
}

/** ClickHouse's own `BACKUP DATABASE`, whole or only what is new since a full one (`base_backup`). */
export interface ClickHouseBackup extends Store {
  readonly method: 'clickhouse';
  readonly database: string;
  readonly disk: string;
  readonly folder: string;
  /** Days after which a backup is a full one again; without it each one is. */
  readonly fullEvery?: number;
}

/** A copy of every object of a bucket, made with `mc mirror`. */
export interface BucketMirror extends Store {
  readonly method: 'bucket';
  readonly bucket: string;
  /** The job whose image and variables hold the client. */
  readonly client: string;
  /** The client's name for the server. */
  readonly alias: string;
}

/** A tar of a volume whose files change rarely and one at a time. */
export interface VolumeArchive extends Store {
  readonly method: 'archive';
  readonly volume: string;
  /** Where the service mounts it. */
  readonly target: string;
}

/** When backups are due, how long they are kept, and where a copy of each goes. */
export interface BackupSchedule {
  /** Local time of the host, `03:00`. */
  readonly at: string;
  /** Days. */
  readonly keepDays: number;
  /** A copy of every backup that lies elsewhere. @default - none */
  readonly offsite?: OffsiteModel;
  /** The variables of `.env` that the scripts of the schedule read. @default - none */
  readonly reads?: readonly string[];
}

/** What sends backups to a repository elsewhere. Which repository that is, stands in `.env`. */
export interface OffsiteModel {
  /** Runs restic: `restic/restic:0.18.1`. */
  readonly image: string;
}
