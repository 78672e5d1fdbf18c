import type { BackupMethod } from '../../src/model/backup.ts';
import { StowageError } from '../../src/model/error.ts';
import type { Words } from '../../src/model/words.ts';
import { checkCall } from '../props/check.ts';
import { archive } from './archive.ts';
import type { SqliteBackup } from './backup-ways.ts';
import type { InContainer } from './forms.ts';
import type { Holding, Mounted } from './mounts.ts';
import { ownFile } from './own-file.ts';

/**
 * Databases of SQLite in a volume, and an archive of the files beside them. Words: VOLUME, and each database by its path in it.
 * @see https://www.sqlite.org/backup.html
 * @see https://www.sqlite.org/wal.html for the files that belong to a database
 */
export const sqliteCopies: BackupMethod = {
  name: 'sqlite',
  script: ownFile(import.meta.url, './sqlite.sh'),
  parts: { 'method-archive.sh': archive.script, ...archive.parts },
  // As an archive: beside the databases lie files that they point at.
  order: 40,
  through: 'volume',
  how: {
    en: "SQLite's own backup, and an archive of the other files",
    id: 'backup milik SQLite, dan arsip berkas lainnya',
  },
  holds: { en: 'the databases and the other files of', id: 'basis data dan berkas lainnya dari' },
};

/**
 * Databases of SQLite, by their paths in the container, are copied by SQLite itself while they are written to; the files beside them are archived:
 * `backup: sqlite('/data/app.db')`.
 */
export function sqlite(path: InContainer, ...more: readonly InContainer[]): SqliteBackup {
  checkCall('sqlite', [path, ...more]);
  return { sqlite: [path, ...more] };
}

/** The databases that lie in each of these volumes, by their paths in it. */
export interface Databases {
  readonly volume: Holding;
  readonly paths: readonly string[];
}

/**
 * @param at path of the construct that says it
 * @throws StowageError `nothing-to-save` when a database lies in none of them
 */
export function databasesIn(
  at: string,
  { sqlite }: SqliteBackup,
  volumes: readonly Holding[],
  mounts: readonly Mounted[],
): readonly Databases[] {
  const found = sqlite.map((path) => {
    // The innermost mount is what the container sees.
    const mount = mounts
      .filter(({ target }) => path.startsWith(`${target.replace(/\/+$/, '')}/`))
      .reduce<Mounted | undefined>(
        (best, one) => (best && best.target.length > one.target.length ? best : one),
        undefined,
      );
    const volume = volumes.find((one) => one === mount?.source);
    if (mount === undefined || volume === undefined)
      throw new StowageError(
        'nothing-to-save',
        `the database ${path} of "${at}" lies in no volume of state that is saved with it`,
        'name it by its path in the container, where a volume that holds it is mounted',
        { at },
      );
    return { volume, path: path.slice(mount.target.replace(/\/+$/, '').length + 1) };
  });
  return volumes.map((volume) => ({
    volume,
    paths: found.filter((one) => one.volume === volume).map(({ path }) => path),
  }));
}

/** What the table of volumes says of them. */
export function copiedBySqlite(paths: readonly string[]): Words {
  const all = paths.map((path) => `\`${path.replaceAll('`', "'")}\``).join(', ');
  return {
    en: `SQLite's own backup of ${all}, and an archive of the other files`,
    id: `backup milik SQLite atas ${all}, dan arsip berkas lainnya`,
  };
}
