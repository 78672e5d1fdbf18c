import type { BackupMethod } from '../../../src/model/backup.ts';
import { archive } from '../../core/archive.ts';
import { ownFile } from '../../core/own-file.ts';

/**
 * A snapshot of all indices and data streams of the applications, into a repository in a volume of its own, which is then packed. A copy of the files
 * that a server works on is none, as its makers say. Templates, pipelines, policies and users are settings of the whole cluster, and not in it.
 * Words: the volume, its path, an expression for what the product makes itself.
 * @see https://docs.opensearch.org/latest/tuning-your-cluster/availability-and-recovery/snapshots/snapshot-restore/
 * @see https://www.elastic.co/guide/en/elasticsearch/reference/8.19/snapshot-restore.html
 */
export const snapshot: BackupMethod = {
  name: 'snapshot',
  script: ownFile(import.meta.url, './snapshot.sh'),
  // It has what is read from `archive-members.sh` in common with archives of volumes.
  ...(archive.parts && { parts: archive.parts }),
  // What is searched is fed from databases.
  order: 20,
  through: 'service',
  how: {
    en: 'a snapshot of its indices, by its own interface',
    id: 'snapshot indeksnya, lewat antarmukanya sendiri',
  },
  holds: { en: 'a snapshot of the indices of', id: 'snapshot indeks' },
};
