import { imageName } from './tag.ts';

/**
 * Programs that an image is known to lack; one that is not here may be there or not.
 * @see https://github.com/minio/minio/issues/18389 (curl left the image in November 2023; of later tags nobody looked)
 */
export function lackedBy(image: string): readonly string[] {
  const { repository, tag = '' } = imageName(image);
  const [, product] = /(?:^|\/)minio\/(minio|mc)$/.exec(repository) ?? [];
  const [, month = ''] = /^RELEASE\.(\d{4}-\d{2})/.exec(tag) ?? [];
  if (product === 'minio') return month === '2023-11' ? ['curl'] : [];
  // A shell and coreutils are there.
  return product === 'mc' && month >= '2025' ? ['grep', 'sed'] : [];
}
