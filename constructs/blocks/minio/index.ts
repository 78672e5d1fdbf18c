import type { Construct } from 'constructs';
import { StowageError } from '../../../src/model/error.ts';
import type { Id } from '../../core/forms.ts';
import { inCapitals } from '../../core/in-capitals.ts';
import { Job } from '../../core/job.ts';
import { Service } from '../../core/service.ts';
import { kept } from '../../core/store.ts';
import type { Template, Value } from '../../core/value.ts';
import { text } from '../../core/value.ts';
import { Secret, Variable } from '../../core/variable.ts';
import { Volume } from '../../core/volume.ts';
import { checkCall, checkNew } from '../../props/check.ts';
import { drive, mirror } from './backup.ts';
import type { BucketAccess, BucketOptions, MinioUser } from './buckets.ts';
import { userOf, wordsOf } from './buckets.ts';
import { confined } from './facts.ts';
import type { BucketName, MinioProps, MinioUserName } from './props.ts';
import { bucketSteps, keysOf, setup, userSteps } from './setup.ts';

/**
 * MinIO with a bucket, and a user of its own for the application: the root user stays inside. More buckets and users are made by its verbs;
 * one that is taken out of the source stays in MinIO, until somebody removes it there.
 *
 * A stack may have several: variables, job, volume and folder of a backup are called after the id.
 * @see https://min.io/docs/minio/linux/reference/minio-mc.html
 */
export class Minio extends Service {
  /** `http://host:port`. */
  readonly endpoint: Template;
  /** The bucket that its first start makes. */
  readonly bucket: string;
  /** The application's user: it may do everything inside the bucket and nothing outside. */
  readonly accessKey: Variable;
  /** The password of that user. */
  readonly secretKey: Secret;
  /** Makes the buckets, the users and their policies. Later phases wait for it. */
  readonly setup: Job;

  readonly #data: Volume;
  readonly #prefix: string;
  readonly #saves: boolean;
  readonly #described = new Set<string>();
  /** What the verbs add to: the job and the volume read it when the stack is complete. */
  readonly #steps: [string] = [setup];
  readonly #keys: Record<string, Value>;
  readonly #words: ReturnType<typeof wordsOf>;
  readonly #buckets: string[];
  readonly #users = new Set<string>();

  constructor(scope: Construct, id: Id, props: MinioProps) {
    checkNew(Minio, new.target, [scope, id, props]);
    const port = props.port ?? 9000;
    const prefix = inCapitals(id);
    const group = { en: 'Object storage', id: 'Penyimpanan objek' };
    const rootUser = new Variable(`${prefix}_ROOT_USER`, {
      group,
      description: {
        en: "MinIO's administrator. The application does not use it.",
        id: 'Administrator MinIO. Aplikasi tidak memakainya.',
      },
      default: 'minio-root',
      pattern: '[A-Za-z0-9._-]{3,}',
    });
    const rootPassword = new Secret(`${prefix}_ROOT_PASSWORD`, {
      group,
      description: { en: "Password of MinIO's administrator.", id: 'Kata sandi administrator MinIO.' },
    });
    const { backup = true, ...others } = props;
    super(scope, id, {
      description: { en: 'MinIO: object storage', id: 'MinIO: penyimpanan objek' },
      memory: '1gb',
      ...others,
      ...confined,
      port,
      command: ['server', '/data', '--address', `:${port}`, '--console-address', `:${port + 1}`],
      otherPorts: { [port + 1]: 'console' },
      // Who is root is read at each start; the application's user is made by the job.
      rotates: [{ secret: rootPassword }, ...(props.rotates ?? [])],
      env: {
        MINIO_ROOT_USER: rootUser,
        MINIO_ROOT_PASSWORD: rootPassword,
        // For `mc ready local`, in the health check.
        MC_HOST_local: `http://127.0.0.1:${port}`,
        MC_CONFIG_DIR: '/tmp/.mc',
        ...props.env,
      },
      // The image of November 2023 has no curl, and nobody looked into later ones; `mc ready` asks /minio/health/ready.
      health: { exec: ['mc', 'ready', 'local'], startPeriod: '60s' },
    });
    this.bucket = props.bucket;
    this.endpoint = text`http://${this.address}`;
    this.accessKey = new Variable(props.accessKeyName ?? `${prefix}_ACCESS_KEY`, {
      group,
      description: {
        en: "The application's user of the object storage. It reaches its own bucket only.",
        id: 'Pengguna object storage untuk aplikasi. Hanya dapat mengakses bucket-nya sendiri.',
      },
      default: `${props.bucket}-app`,
      pattern: '[A-Za-z0-9._-]{3,}',
    });
    this.secretKey = new Secret(props.secretKeyName ?? `${prefix}_SECRET_KEY`, {
      group,
      // MinIO takes secret keys of 8 to 40 characters.
      bytes: 20,
      description: { en: "Secret key of the application's user.", id: 'Secret key pengguna aplikasi.' },
    });
    this.#buckets = [props.bucket];
    this.#words = wordsOf(id, this.#buckets);
    const data = new Volume(this, props.volume ?? `${id}_data`, this.#words);
    this.mount(data, '/data');
    this.takeOver({ method: drive, volumes: [data], words: [props.bucket] });

    this.#keys = {
      MC_HOST_storage: text`http://${rootUser}:${rootPassword}@${this.address}`,
      MC_CONFIG_DIR: '/tmp/.mc',
      BUCKET: props.bucket,
      APP_ACCESS_KEY: this.accessKey,
      APP_SECRET_KEY: this.secretKey,
    };
    this.setup = new Job(scope, `${id}-setup`, {
      description: {
        en: 'Makes the bucket, and the user that reaches it and nothing else',
        id: 'Membuat bucket, dan pengguna yang hanya dapat mengaksesnya',
      },
      image: props.client,
      dropCapabilities: ['ALL'],
      memory: '256mb',
      ...(props.networks && { networks: props.networks }),
      env: this.#keys,
      entrypoint: ['/bin/sh', '-ec'],
      command: this.#steps,
    }).waitFor(this);
    this.#prefix = prefix;
    this.#data = data;
    this.#saves = backup === true;
    if (backup === true) this.#save(props.bucket);
    else if (backup !== false) this.store(kept(backup, data));
  }

  /**
   * Makes another bucket, or says of the first one what it is; the setup job sets it, and does so again when that changes. Its name can go
   * into a variable: `env: { S3_EXPORTS: minio.addBucket('exports', { expireDays: 30 }) }`. Nobody reaches it but those of `addUser`, and
   * it is saved as the first one is.
   * @throws StowageError `bucket-twice`; `bad-prop` for `backup` of the first one, which the constructor takes
   */
  addBucket(name: BucketName, options: BucketOptions = {}): string {
    checkCall('Minio.addBucket', [name, options]);
    const { id } = this.node;
    if (this.#described.has(name))
      throw new StowageError(
        'bucket-twice',
        `"${id}" has the bucket "${name}" already`,
        'say all of it in one call',
      );
    this.#described.add(name);
    if (name !== this.bucket) {
      this.#buckets.push(name);
      ({ holds: this.#words.holds, room: this.#words.room } = wordsOf(id, this.#buckets));
      if (this.#saves && options.backup !== false) this.#save(name);
    } else if (options.backup !== undefined)
      throw new StowageError(
        'bad-prop',
        `"${name}" is the first bucket of "${id}", and is saved as the constructor says`,
        `leave backup out here: new Minio(…, { backup: ${options.backup} })`,
      );
    this.#steps[0] += bucketSteps(name, options);
    return name;
  }

  /**
   * Makes a user beside that of the application, with the rights that are said and no others: `minio.addUser('reports', { exports: 'read' })`.
   * Its name and its secret key are variables of `.env`. A right that is taken out of the source is taken away when the job runs again.
   * @throws StowageError `user-twice`; `no-bucket` for a bucket that is not described yet
   */
  addUser(name: MinioUserName, access: Readonly<Record<string, BucketAccess>>): MinioUser {
    checkCall('Minio.addUser', [name, access]);
    const { id } = this.node;
    if (this.#users.has(name))
      throw new StowageError(
        'user-twice',
        `"${id}" has the user "${name}" already`,
        'say all of its buckets in one call',
      );
    const made = userOf({ id, prefix: this.#prefix, buckets: this.#buckets }, name, access);
    this.#users.add(name);
    const keys = keysOf(name);
    this.#keys[keys.accessKey] = made.accessKey;
    this.#keys[keys.secretKey] = made.secretKey;
    this.#steps[0] += userSteps(name, access);
    return made;
  }

  /** A store for each: a backup from before there was one of them is restored, too. */
  #save(bucket: string): void {
    const { id } = this.node;
    this.store({
      method: mirror,
      ...(bucket !== this.bucket && { name: `${id}-${bucket}` }),
      words: [bucket, this.setup.node.id, 'storage'],
      volumes: [this.#data],
    });
  }
}
