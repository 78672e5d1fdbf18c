import type { BackupMethod } from '../../src/model/backup.ts';
import type { Words } from '../../src/model/words.ts';
import type { DumpedBackup } from './backup-ways.ts';
import { ownFile } from './own-file.ts';

/** A dump that the service writes and reads itself. Words: the number of words and the words of `dump`, `load`, `count`. */
export const commands: BackupMethod = {
  name: 'commands',
  script: ownFile(import.meta.url, './commands.sh'),
  order: 10,
  through: 'service',
  how: { en: 'a dump by its own program', id: 'dump oleh programnya sendiri' },
  holds: { en: 'a dump of', id: 'dump' },
  loading: {
    en: 'The dump of {store} is read by its own program, in the running service; one that nobody here signed only when `ALLOW` names it, as the check says.',
    id: 'Dump {store} dibaca oleh programnya sendiri, di service yang berjalan; dump yang tidak ditandatangani di sini hanya jika disebut di `ALLOW`, seperti kata pemeriksaannya.',
  },
};

/** The three commands as the method's functions take them. */
export function commandWords({ dump, load, count = [] }: DumpedBackup): readonly string[] {
  return [dump, load, count].flatMap((words) => [String(words.length), ...words]);
}

/** What the table of volumes says of this one. */
export function dumpedBy({ dump }: DumpedBackup): Words {
  const line = `\`${dump.join(' ').replaceAll('`', "'").replaceAll(/\s+/g, ' ')}\``;
  return { en: `a dump, by ${line}`, id: `dump, dengan ${line}` };
}
