import type { ImageModel } from '../../src/model/image.ts';
import { major } from './tag.ts';

type Life = Pick<ImageModel, 'gone' | 'endOfLife'>;

/** What of an image is over, as it was known in November 2026. */
export function lifeOf(repository: string, version: string | undefined): Life {
  const gone = left.find(([prefix]) => repository === prefix || repository.startsWith(`${prefix}/`))?.[1];
  const endOfLife = ends.get(repository)?.(version ?? '');
  return { ...(gone && { gone }), ...(endOfLife !== undefined && { endOfLife }) };
}

/** Repositories of Docker Hub whose versioned tags were deleted. */
const left: readonly (readonly [prefix: string, gone: NonNullable<Life['gone']>])[] = [
  // https://github.com/bitnami/containers/issues/83267
  [
    'bitnami',
    { since: 'September 2025', instead: "the official image, or the frozen copy of 'bitnamilegacy/…'" },
  ],
  // https://github.com/makeplane/plane/issues/9829
  ['minio/minio', { since: 'September 2026', instead: "'quay.io/minio/minio'" }],
  ['minio/mc', { since: 'September 2026', instead: "'quay.io/minio/mc'" }],
];

const byMajor =
  (months: Readonly<Record<number, string>>) =>
  (version: string): string | undefined =>
    months[major(version)];
const bySeries =
  (months: Readonly<Record<string, string>>) =>
  (version: string): string | undefined =>
    months[version.split('.').slice(0, 2).join('.')];

/** Versions whose end has come. One that is not here is supported, or nobody looked. */
const ends: ReadonlyMap<string, (version: string) => string | undefined> = new Map([
  // https://www.postgresql.org/support/versioning/
  ['postgres', byMajor({ 10: '2022-11', 11: '2023-11', 12: '2024-11', 13: '2025-11', 14: '2026-11' })],
  // https://endoflife.ai/article-mysql-eol
  ['mysql', bySeries({ '5.7': '2023-10', '8.0': '2026-04' })],
  // https://www.mongodb.com/legal/support-policy/lifecycles
  ['mongo', bySeries({ '4.4': '2024-02', '5.0': '2024-10', '6.0': '2025-07' })],
  // https://zookeeper.apache.org/news
  ['zookeeper', bySeries({ '3.7': '2024-02' })],
  // A release with long-term support is mended for a year.
  // https://clickhouse.com/docs/faq/operations/production
  [
    'clickhouse/clickhouse-server',
    bySeries({
      '22.3': '2023-03',
      '22.8': '2023-08',
      '23.3': '2024-03',
      '23.8': '2024-08',
      '24.3': '2025-03',
    }),
  ],
]);
