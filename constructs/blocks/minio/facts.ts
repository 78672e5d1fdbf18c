import type { Repositories } from '../../images/facts.ts';
import { login } from '../../images/facts.ts';

const month = (tag: string) => /^RELEASE\.(\d{4}-\d{2})/.exec(tag)?.[1] ?? '';
const gone = (name: string) => ({ since: 'September 2026', instead: `'quay.io/${name}'` });

/**
 * The server stays root. Its drive may be of another user, as whom another deployment ran it: it reaches the files of that one
 * (DAC_OVERRIDE), and opens them without a note of the time (FOWNER). Beside the drive it makes a folder for certificates in its home,
 * and `mc` one for its settings.
 * @see https://github.com/minio/minio/blob/master/dockerscripts/docker-entrypoint.sh
 * @see https://man7.org/linux/man-pages/man2/open.2.html for O_NOATIME
 * @see https://github.com/minio/minio/issues/14763 for what is written to
 */
export const confined = {
  dropCapabilities: ['ALL'],
  addCapabilities: ['DAC_OVERRIDE', 'FOWNER'],
  readOnly: true,
  scratch: { '/tmp': '16mb', '/root/.minio': '1mb' },
} as const;

/**
 * MinIO's server and its client.
 * @see https://github.com/makeplane/plane/issues/9829 for what Docker Hub lost
 */
export const minio: Repositories = [
  [
    'minio/minio',
    {
      product: 'MinIO',
      mirrored: true,
      traits: { oneWriter: true, dataAfter: 'server' },
      capabilities: confined.addCapabilities,
      volumes: ['/data'],
      reach: {
        // https://github.com/minio/minio/blob/master/README.md, under "Container Installation": 9001 where the command says so
        ports: [9000, 9001],
        logins: [login('MINIO_ROOT_PASSWORD', 'MINIO_ROOT_USER', 'minioadmin', 'minioadmin')],
      },
      gone: gone('minio/minio'),
      // https://github.com/minio/minio/issues/18389: curl left the image then; of later tags nobody looked.
      lacks: (tag) => (month(tag) === '2023-11' ? ['curl'] : []),
    },
  ],
  [
    'minio/mc',
    {
      product: 'MinIO',
      mirrored: true,
      gone: gone('minio/mc'),
      // A shell and coreutils are there.
      lacks: (tag) => (month(tag) >= '2025' ? ['grep', 'sed'] : []),
    },
  ],
];
