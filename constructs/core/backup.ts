import type { BackupSchedule } from '../../src/model/backup.ts';
import type { TimeOfDay } from '../../src/model/quantity.ts';
import type { Image } from './service-props.ts';
import type { VariableBook } from './value.ts';
import { Secret, Variable } from './variable.ts';

/** When backups are due, how long they are kept, and what sends a copy of each elsewhere. */
export interface BackupProps {
  /**
   * When the daily backup begins: hours and minutes of the host's own clock, two digits each, `03:00`. The monthly
   * restore drill begins three hours later, on the first of the month.
   */
  readonly at: TimeOfDay;
  /**
   * Days that a backup is kept, here and elsewhere, 1 to 3650. The newest one always stays.
   * @whole 1..3650
   * @example 14
   */
  readonly keepDays: number;
  /**
   * Sends every backup to a restic repository elsewhere, encrypted: S3, SFTP, or a folder of the host. The image must hold
   * restic 0.17 or later. The operator says in `.env` which repository; while it is empty nothing is sent.
   * @default - no script for it
   * @see https://restic.readthedocs.io/en/stable/030_preparing_a_new_repo.html
   */
  readonly offsite?: { readonly image: Image };
}

/** The schedule as data; the variables that its scripts read are noted down. */
export function scheduleOf({ at, keepDays, offsite }: BackupProps, book: VariableBook): BackupSchedule {
  const variables = [ping, ...(offsite === undefined ? [] : repository)];
  for (const { model } of variables) book.add(model);
  return {
    at,
    keepDays,
    ...(offsite && { offsite: { image: offsite.image } }),
    reads: variables.map(({ name }) => name),
  };
}

const group = { en: 'Backups', id: 'Backup' };

/** @see https://healthchecks.io/docs/signaling_failures/ */
const ping = new Variable('BACKUP_PING_URL', {
  group,
  description: {
    en: 'Secret address that is called after each good scheduled backup, and with /fail behind its path after a failed one; whoever watches it sounds an alarm when the call does not come. No container sees it.',
    id: 'Alamat rahasia yang dipanggil setelah setiap backup terjadwal yang berhasil, dan dengan /fail di akhir path setelah yang gagal; layanan yang memantaunya membunyikan alarm jika panggilan tidak datang. Tidak ada container yang melihatnya.',
  },
  default: '',
  example: 'https://hc-ping.com/your-uuid',
  pattern: 'https?://[^[:space:]"\\\\]+',
});

/** Where copies of the backups go. The names are our own: those of restic and of S3 may be set in the operator's shell. */
const repository = [
  new Variable('OFFSITE_REPOSITORY', {
    group,
    description: {
      en: 'Where "make backup-offsite" keeps copies of the backups: s3:https://host/bucket/path, sftp://user@host/path, or a folder of this host that is another disk. Empty keeps none.',
      id: 'Tempat "make backup-offsite" menyimpan salinan backup: s3:https://host/bucket/path, sftp://user@host/path, atau folder di host ini yang berada di disk lain. Kosong berarti tidak ada salinan.',
    },
    default: '',
    example: 's3:https://s3.example.com/backups',
    pattern: '(s3:https?://|sftp://|/)[^[:cntrl:]]+',
  }),
  new Secret('RESTIC_PASSWORD', {
    permanent: true,
    group,
    description: {
      en: 'Opens the off-site copies, and nothing else does. Keep it somewhere that does not burn with this host, and never change it: the .env in which it stands lies inside those copies.',
      id: 'Satu-satunya pembuka salinan off-site. Simpan juga di tempat yang tidak ikut hilang bersama host ini, dan jangan pernah mengubahnya: berkas .env yang memuatnya berada di dalam salinan itu sendiri.',
    },
  }),
  new Variable('OFFSITE_S3_ACCESS_KEY_ID', {
    group,
    description: {
      en: 'Access key of the S3 storage of the off-site copies.',
      id: 'Access key penyimpanan S3 untuk salinan off-site.',
    },
    default: '',
  }),
  new Variable('OFFSITE_S3_SECRET_ACCESS_KEY', {
    group,
    description: {
      en: 'Secret key of that storage. Best one that can write and delete in its own bucket only.',
      id: 'Secret key penyimpanan tersebut. Sebaiknya hanya dapat menulis dan menghapus di bucket-nya sendiri.',
    },
    default: '',
  }),
  new Variable('OFFSITE_S3_REGION', {
    group,
    description: {
      en: 'Region of that storage, where it insists on one.',
      id: 'Region penyimpanan tersebut, jika diwajibkan.',
    },
    default: '',
    example: 'ap-southeast-3',
    pattern: '[a-z0-9-]+',
  }),
];
