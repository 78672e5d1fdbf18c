import type { Repositories } from '../../images/facts.ts';

const month = (tag: string) => /^RELEASE\.(\d{4}-\d{2})/.exec(tag)?.[1] ?? '';
const gone = (name: string) => ({ since: 'September 2026', instead: `'quay.io/${name}'` });

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
