/**
 * Programs that an image is known to lack; one that is not here may be there or not.
 * @see https://github.com/minio/minio/issues/18389 (curl left the image in November 2023; mc holds a shell and coreutils)
 */
export function lackedBy(image: string): readonly string[] {
  const [, product, month = ''] = /(?:^|\/)minio\/(minio|mc):RELEASE\.(\d{4}-\d{2})/.exec(image) ?? [];
  if (product === 'minio' && month >= '2023-12') return ['curl'];
  return product === 'mc' && month >= '2025' ? ['curl', 'grep', 'sed'] : [];
}
