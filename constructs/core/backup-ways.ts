import type { InContainer } from './forms.ts';
import type { Saved } from './saved.ts';

/**
 * A program of the service's image, and its arguments. There is no shell: `['sh', '-c', '…']` asks for one.
 * @least 1
 * @example ['app', 'export']
 */
export type CommandInService = readonly string[];

/** What a service is told around its backup. */
export interface BackupHooks {
  /**
   * A command in the service before anything of it is saved: a maintenance mode, a flush. Left out while the service stands still.
   * @default - none
   * @least 1
   * @example ['app', 'maintenance', 'on']
   */
  readonly before?: CommandInService;
  /**
   * A command in the service afterwards, also when saving failed. After a stop it waits until the service is healthy again.
   * @default - none
   * @least 1
   * @example ['app', 'maintenance', 'off']
   */
  readonly after?: CommandInService;
}

/** Its files are archived while what writes them is stopped: right for any program. */
export interface StoppedBackup extends BackupHooks {
  /** Every service that writes to the volume stops, the files are read, and it starts again. */
  readonly stop: true;
}

/**
 * Its files are archived while what writes them is frozen: nobody loses a connection, and what comes back is what a cut of the power would
 * have left. Right for programs that recover from that, as those with a journal do.
 */
export interface PausedBackup extends BackupHooks {
  /** Every service that writes to the volume is frozen while the files are read. */
  readonly pause: true;
}

/** It writes its own dump, and reads it back, while it runs. */
export interface DumpedBackup extends BackupHooks {
  /**
   * Writes all of it to standard output.
   * @least 1
   * @example ['app', 'export']
   */
  readonly dump: CommandInService;
  /**
   * Reads that from standard input, into a service that has just made its first start.
   * @least 1
   * @example ['app', 'import']
   */
  readonly load: CommandInService;
  /**
   * Prints a number, or lines of a name and a number: how much there is. A restore compares them. What changes while it is saved comes back
   * as one of the states in between.
   * @default - nothing is compared
   * @least 1
   * @example ['app', 'count']
   */
  readonly count?: CommandInService;
}

/**
 * Its databases of SQLite are copied by SQLite itself while they are written to, and the files beside them are archived: `sqlite('/data/app.db')`
 * says it. That needs `sqlite3`, or `python3` with its module, in the image of the service; without one its containers are frozen while the
 * databases are copied, with their journals.
 * @see https://www.sqlite.org/backup.html
 */
export interface SqliteBackup extends BackupHooks {
  /**
   * Where the databases are in the container.
   * @least 1
   * @example ['/data/app.db']
   */
  readonly sqlite: readonly InContainer[];
}

/** How something is saved and brought back, said in a line. */
export type Backup = StoppedBackup | PausedBackup | DumpedBackup | SqliteBackup;

/** In a line, or by a method. */
export type AnyBackup = Saved | Backup;
