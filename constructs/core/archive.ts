import type { BackupMethod } from '../../src/model/backup.ts';
import { checkCall } from '../props/check.ts';
import { ownFile } from './own-file.ts';
import type { Stored } from './store.ts';
import type { Volume } from './volume.ts';

/** A tar of a volume, which nobody tells the service that writes it. Words: VOLUME. */
export const archive: BackupMethod = {
  name: 'archive',
  script: ownFile(import.meta.url, './archive.sh'),
  parts: { 'archive-members.sh': ownFile(import.meta.url, './archive-members.sh') },
  // Files last: what is in a database is older than what it points at.
  order: 40,
  through: 'volume',
  how: { en: 'an archive of its files', id: 'arsip seluruh berkasnya' },
  holds: { en: 'an archive of', id: 'arsip' },
};

/** Any volume whose files change rarely and one at a time, saved as a tar of them: `this.store(archived(data))`. */
export function archived(volume: Volume): Stored {
  checkCall('archived', [volume]);
  return { method: archive, volumes: [volume], words: [volume.node.id] };
}
