import { StowageError } from '../../../src/model/error.ts';
import { inCapitals } from '../../core/in-capitals.ts';
import { Secret, Variable } from '../../core/variable.ts';

/** What is said of one bucket beside its name. */
export interface BucketOptions {
  /**
   * Keep the versions that are overwritten or deleted; `false` keeps no more of them. A backup holds the newest versions alone.
   * @default - it stays as it is: without, in a new bucket
   * @see https://min.io/docs/minio/linux/administration/object-management/object-versioning.html
   */
  readonly versioning?: boolean;
  /**
   * Days after which an object goes; in a bucket with versions it is then marked as deleted.
   * @whole 1..36500
   * @default - none
   * @see https://min.io/docs/minio/linux/administration/object-management/object-lifecycle-management.html
   */
  readonly expireDays?: number;
  /**
   * Days after which a version that is no longer the newest goes.
   * @whole 1..36500
   * @default - none
   */
  readonly expireVersionsDays?: number;
  /**
   * Let anybody who reaches the server read an object whose name he knows, without a login. Nobody lists them.
   * @default false
   */
  readonly publicRead?: boolean;
  /**
   * Save it with every backup. One that is left out comes back empty, for a restore replaces the whole volume. Of no effect where MinIO is not
   * saved bucket by bucket.
   * @default true
   * @see https://min.io/docs/minio/linux/reference/minio-mc/mc-mirror.html
   */
  readonly backup?: boolean;
}

/** What a user may do in a bucket: `read` lists and reads; `write` changes and deletes, too. */
export type BucketAccess = 'read' | 'write';

/** A user of MinIO: what a program logs in with. */
export interface MinioUser {
  /** What it is called: `default` of its variable is the name that it was made with. */
  readonly accessKey: Variable;
  /** Its password, drawn by `make init`. */
  readonly secretKey: Secret;
}

/**
 * The variables of a user of that server.
 * @throws StowageError `no-bucket` when it is to reach a bucket that is not described
 */
export function userOf(
  server: { readonly id: string; readonly prefix: string; readonly buckets: readonly string[] },
  name: string,
  access: Readonly<Record<string, BucketAccess>>,
): MinioUser {
  const unknown = Object.keys(access).find((bucket) => !server.buckets.includes(bucket));
  if (unknown !== undefined || Object.keys(access).length === 0)
    throw new StowageError(
      'no-bucket',
      unknown === undefined
        ? `the user "${name}" of "${server.id}" reaches no bucket`
        : `the user "${name}" is to reach the bucket "${unknown}", and "${server.id}" has ${server.buckets.join(', ')}`,
      unknown === undefined
        ? `say which: addUser('${name}', { ${server.buckets[0]}: 'read' })`
        : `make the bucket before: addBucket('${unknown}')`,
    );
  const prefix = `${server.prefix}_${inCapitals(name)}`;
  const group = { en: 'Object storage', id: 'Penyimpanan objek' };
  const reached = Object.keys(access).join(', ');
  return {
    accessKey: new Variable(`${prefix}_ACCESS_KEY`, {
      group,
      description: {
        en: `The user ${name} of ${server.id}. It reaches ${reached} only.`,
        id: `Pengguna ${name} di ${server.id}. Hanya dapat mengakses ${reached}.`,
      },
      default: name,
      pattern: '[A-Za-z0-9._-]{3,}',
    }),
    secretKey: new Secret(`${prefix}_SECRET_KEY`, {
      group,
      // MinIO takes secret keys of 8 to 40 characters.
      bytes: 20,
      description: {
        en: `Secret key of the user ${name} of ${server.id}.`,
        id: `Secret key pengguna ${name} di ${server.id}.`,
      },
    }),
  };
}

/** What the volume holds, for the runbook. */
export function wordsOf(id: string, buckets: readonly string[]) {
  const [first = ''] = buckets;
  const all = buckets.join(', ');
  const several = buckets.length > 1;
  const looked = `\`docker compose run --rm --entrypoint mc ${id}-setup du --depth 2 storage${several ? '' : `/${first}`}\``;
  return {
    holds: {
      en: `MinIO: the bucket${several ? 's' : ''} ${all}`,
      id: `MinIO: bucket ${all}`,
    },
    room: {
      en: `${looked} shows what is large in ${several ? 'them' : 'it'}. Delete through the application, or by \`mc rm\`, never in the volume.`,
      id: `${looked} menunjukkan isinya yang besar. Hapus lewat aplikasi atau dengan \`mc rm\`, jangan pernah langsung di volume.`,
    },
  };
}
