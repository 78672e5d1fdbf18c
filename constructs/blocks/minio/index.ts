import type { Construct } from 'constructs';
import type { Port } from '../../../src/model/quantity.ts';
import type { AnyBackup } from '../../core/backup-ways.ts';
import type { EnvName, Id } from '../../core/forms.ts';
import { Job } from '../../core/job.ts';
import { Service } from '../../core/service.ts';
import type { Image, ServiceOptions } from '../../core/service-props.ts';
import { kept } from '../../core/store.ts';
import type { Template } from '../../core/value.ts';
import { text } from '../../core/value.ts';
import { Secret, Variable } from '../../core/variable.ts';
import { Volume } from '../../core/volume.ts';
import { checkNew } from '../../props/check.ts';
import { drive, mirror } from './backup.ts';
import { confined } from './facts.ts';

/** What is said of a MinIO, beside what is said of any service. */
export interface MinioProps extends ServiceOptions {
  /** MinIO's server, with `mc` in it. */
  readonly image: Image;
  /** MinIO's client, no older than a month before the server. */
  readonly client: Image;
  /**
   * The bucket that is made at the first start.
   * @form the name of a bucket, in lower case
   * @pattern [a-z\d][a-z\d.-]{1,61}[a-z\d]
   * @example 'shop'
   * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html
   */
  readonly bucket: string;
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
   * Save the bucket with every backup, by `mc mirror`; `{ stop: true }` and what else `backup` of a service takes in its place, `false` not at all.
   * @default true
   * @see https://min.io/docs/minio/linux/reference/minio-mc/mc-mirror.html
   */
  readonly backup?: boolean | AnyBackup;
}

/**
 * MinIO with one bucket, and a user of its own for the application: the root user stays inside.
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
  /** Makes the bucket, the user and its policy. Later phases wait for it. */
  readonly setup: Job;

  constructor(scope: Construct, id: Id, props: MinioProps) {
    checkNew(Minio, new.target, [scope, id, props]);
    const port = props.port ?? 9000;
    const prefix = id.toUpperCase().replaceAll('-', '_');
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
    const data = new Volume(this, props.volume ?? `${id}_data`, {
      holds: { en: `MinIO: the bucket ${props.bucket}`, id: `MinIO: bucket ${props.bucket}` },
      room: {
        en: `\`docker compose run --rm --entrypoint mc ${id}-setup du --depth 2 storage/${props.bucket}\` shows what is large in it. Delete through the application, or by \`mc rm\`, never in the volume.`,
        id: `\`docker compose run --rm --entrypoint mc ${id}-setup du --depth 2 storage/${props.bucket}\` menunjukkan isinya yang besar. Hapus lewat aplikasi atau dengan \`mc rm\`, jangan pernah langsung di volume.`,
      },
    });
    this.mount(data, '/data');
    this.takeOver({ method: drive, volumes: [data], words: [props.bucket] });

    this.setup = new Job(scope, `${id}-setup`, {
      description: {
        en: 'Makes the bucket, and the user that reaches it and nothing else',
        id: 'Membuat bucket, dan pengguna yang hanya dapat mengaksesnya',
      },
      image: props.client,
      dropCapabilities: ['ALL'],
      memory: '256mb',
      ...(props.networks && { networks: props.networks }),
      env: {
        MC_HOST_storage: text`http://${rootUser}:${rootPassword}@${this.address}`,
        MC_CONFIG_DIR: '/tmp/.mc',
        BUCKET: props.bucket,
        APP_ACCESS_KEY: this.accessKey,
        APP_SECRET_KEY: this.secretKey,
      },
      entrypoint: ['/bin/sh', '-ec'],
      command: [setup],
    }).waitFor(this);
    const mirrored = { method: mirror, words: [props.bucket, this.setup.node.id, 'storage'] };
    if (backup !== false) this.store(kept(backup === true ? mirrored : backup, data));
  }
}

// The keys go in on standard input: in the arguments, `ps` would show them. Every step may be repeated. The client's
// image holds a shell and coreutils, and neither grep nor sed.
const setup = `mc mb --ignore-existing "storage/$BUCKET"
cat >/tmp/policy.json <<EOF
{
  "Version": "2012-10-17",
  "Statement": [
    {"Effect": "Allow", "Action": ["s3:GetBucketLocation", "s3:ListBucket", "s3:ListBucketMultipartUploads"], "Resource": ["arn:aws:s3:::$BUCKET"]},
    {"Effect": "Allow", "Action": ["s3:GetObject", "s3:PutObject", "s3:DeleteObject", "s3:AbortMultipartUpload", "s3:ListMultipartUploadParts"], "Resource": ["arn:aws:s3:::$BUCKET/*"]}
  ]
}
EOF
mc admin policy create storage "$BUCKET-rw" /tmp/policy.json
printf '%s\\n%s\\n' "$APP_ACCESS_KEY" "$APP_SECRET_KEY" | mc admin user add storage
case $(mc admin policy entities storage --user "$APP_ACCESS_KEY") in
  *"$BUCKET-rw"*) ;;
  *) mc admin policy attach storage "$BUCKET-rw" --user "$APP_ACCESS_KEY" ;;
esac
`;
