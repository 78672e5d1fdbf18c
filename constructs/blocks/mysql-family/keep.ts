import type { BackupMethod } from '../../../src/model/backup.ts';
import type { AnyBackup } from '../../core/backup-ways.ts';
import { ConfigFile } from '../../core/config-file.ts';
import type { Service } from '../../core/service.ts';
import { kept } from '../../core/store.ts';
import { Volume } from '../../core/volume.ts';
import type { Databases } from './databases.ts';
import type { Named } from './runbook.ts';
import { crashedTable, notLetIn, olderThanData, roomForRows } from './runbook.ts';
import type { UsersScript } from './users.ts';
import { usersPath, usersScript } from './users.ts';

/** What a server keeps, and how. */
interface Kept {
  /** Name of the volume. */
  readonly volume: string;
  readonly named: Named;
  readonly databases: Databases;
  readonly users: Omit<UsersScript, 'all'>;
  readonly method: BackupMethod;
  readonly backup: boolean | AnyBackup;
}

/** Gives a server its volume, its users, its troubles and its backup. */
export function keepRows(server: Service, { volume, named, databases, users, method, backup }: Kept): Volume {
  const { id, product, console } = named;
  const data = new Volume(server, volume, {
    holds: { en: `${product}: all tables`, id: `Penyimpanan ${product}` },
    room: roomForRows(console),
  });
  server.mount(data, '/var/lib/mysql');
  const file = {
    file: `${id}/users.sh`,
    // Of those, too, that are added later.
    get content() {
      return usersScript({ ...users, all: databases.all });
    },
    comment: '#',
  };
  server.mount(new ConfigFile(server, 'users.sh', file), usersPath);
  for (const foreseen of [notLetIn, crashedTable, olderThanData]) server.foresee(foreseen(named));
  if (backup !== false)
    server.store(kept(backup === true ? { method, words: databases.words } : backup, data));
  return data;
}
