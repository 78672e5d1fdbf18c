import type { Port } from '../../../src/model/quantity.ts';
import type { AnyBackup } from '../../core/backup-ways.ts';
import type { EnvName } from '../../core/forms.ts';
import type { Image, ServiceOptions } from '../../core/service-props.ts';

/**
 * A name as MinIO and the shell take it.
 * @form the name of a bucket, in lower case
 * @pattern [a-z\d][a-z\d.-]{1,61}[a-z\d]
 * @example 'shop'
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html
 */
export type BucketName = string;

/**
 * The name of a user.
 * @form a name of three to thirty letters, digits and hyphens, in lower case
 * @pattern [a-z][a-z\d-]{1,28}[a-z\d]
 * @example 'reports'
 */
export type MinioUserName = string;

/** What is said of a MinIO, beside what is said of any service. */
export interface MinioProps extends ServiceOptions {
  /** MinIO's server, with `mc` in it. */
  readonly image: Image;
  /**
   * MinIO's client, no older than a month before the server.
   * @example 'minio/mc:RELEASE.2024-10-02T08-27-28Z'
   */
  readonly client: Image;
  /** The bucket that is made at the first start. `minio.addBucket('…')` makes more, and says more of this one. */
  readonly bucket: BucketName;
  /**
   * Port of the S3 interface.
   * @default 9000
   * @see https://min.io/docs/minio/linux/reference/minio-server/minio-server.html
   */
  readonly port?: Port;
  /**
   * Name of the volume.
   * @default - `<id>_data`
   */
  readonly volume?: string;
  /**
   * The variable in `.env` that names the application's user.
   * @default - `<ID>_ACCESS_KEY`
   */
  readonly accessKeyName?: EnvName;
  /**
   * The variable in `.env` that holds the secret key of that user.
   * @default - `<ID>_SECRET_KEY`
   */
  readonly secretKeyName?: EnvName;
  /**
   * Save the buckets with every backup, by `mc mirror`; `{ stop: true }` and what else `backup` of a service takes in its place, `false` not at all.
   * @default true
   * @see https://min.io/docs/minio/linux/reference/minio-mc/mc-mirror.html
   */
  readonly backup?: boolean | AnyBackup;
}
