import type { TakeoverMethod } from '../../../src/model/adoption.ts';
import type { BackupMethod } from '../../../src/model/backup.ts';
import { ownFile } from '../../core/own-file.ts';

/**
 * A copy of every object of a bucket, by `mc mirror`. Words: BUCKET, the job that holds the client, the client's name for the server.
 * @see https://min.io/docs/minio/linux/reference/minio-mc/mc-mirror.html
 */
export const mirror: BackupMethod = {
  name: 'bucket',
  script: ownFile(import.meta.url, './backup.sh'),
  // After the databases whose rows point at objects: an object too many is no fault, one too few is.
  order: 30,
  through: 'service',
  product: 'MinIO',
  how: { en: 'a copy of every object (`mc mirror`)', id: 'salinan setiap objek (`mc mirror`)' },
  holds: { en: 'the objects of', id: 'objek dari' },
};

/**
 * One drive in MinIO's own format. Root's password is that of its environment. Words: BUCKET.
 * @see https://github.com/minio/minio/blob/master/cmd/format-erasure.go
 */
export const drive: TakeoverMethod = {
  name: 'minio',
  script: ownFile(import.meta.url, './takeover.sh'),
};
