import type { Construct } from 'constructs';
import type { Duration } from '../../../src/model/quantity.ts';
import { mebibytes } from '../../../src/model/quantity.ts';
import type { RotationMethod } from '../../../src/model/rotation.ts';
import type { AnyBackup } from '../../core/backup-ways.ts';
import type { Id } from '../../core/forms.ts';
import { inCapitals } from '../../core/in-capitals.ts';
import { Job } from '../../core/job.ts';
import { ownFile } from '../../core/own-file.ts';
import { Service } from '../../core/service.ts';
import type { Image, ServiceOptions } from '../../core/service-props.ts';
import { kept } from '../../core/store.ts';
import type { Template } from '../../core/value.ts';
import { text } from '../../core/value.ts';
import { Secret } from '../../core/variable.ts';
import { Volume } from '../../core/volume.ts';
import { checkNew } from '../../props/check.ts';
import { majorVersion } from './major.ts';
import { compatibility, noAvx, roomForDocuments } from './runbook.ts';
import { setup } from './setup.ts';

/** What is said of a MongoDB, beside what is said of any service. */
export interface MongoDbProps extends ServiceOptions {
  /** The official image, 5.0 or later, which has `mongosh`: `mongo:8.0.4`. It wants a processor with AVX. */
  readonly image: Image;
  /**
   * The application's database.
   * @form the name of a database
   * @pattern (?!(?:admin|config|local)$)[A-Za-z0-9_-]{1,63}
   * @example 'shop'
   * @see https://www.mongodb.com/docs/manual/reference/limits/
   */
  readonly database: string;
  /**
   * The application's user, who reads, writes and indexes that database and no other.
   * @form the name of a user
   * @pattern [A-Za-z][A-Za-z0-9_-]*
   * @example 'shop'
   * @default - the database's name
   */
  readonly user?: string;
  /**
   * Name of the volume.
   * @default - `<id>_data`
   */
  readonly volume?: string;
  /**
   * Save it with every backup: it is stopped, its files are archived, and it starts again. What else `backup` of a service takes in its place,
   * `false` not at all.
   * @default true
   * @see https://www.mongodb.com/docs/manual/core/backups/
   */
  readonly backup?: boolean | AnyBackup;
}

/**
 * MongoDB, by the official image: a replica set `rs0` of one member, which transactions and change streams want, and a user of the application's
 * own. The member is called like the service, also in a drill.
 * @see https://github.com/docker-library/mongo/blob/master/docker-entrypoint.sh
 * @see https://www.mongodb.com/docs/manual/tutorial/deploy-replica-set-with-keyfile-access-control/
 */
export class MongoDb extends Service {
  /** `mongodb://user:password@host:27017/database?replicaSet=rs0&authSource=database`. */
  readonly url: Template;
  /** The password of the application's user. A new one holds from the next start on. */
  readonly password: Secret;
  /** All databases. */
  readonly data: Volume;
  /** Makes the replica set and the user. Later phases wait for it. */
  readonly setup: Job;

  constructor(scope: Construct, id: Id, props: MongoDbProps) {
    checkNew(MongoDb, new.target, [scope, id, props]);
    const { database, user = database, backup = true, ...others } = props;
    const prefix = inCapitals(id);
    const console = id === 'mongodb' ? 'mongosh' : `${id}-mongosh`;
    const secret = (name: string, en: string, indonesian: string) =>
      new Secret(`${prefix}_${name}`, { description: { en, id: indonesian } });
    const root = secret(
      'ROOT_PASSWORD',
      "Password of MongoDB's administrator. It takes effect at the first start only.",
      'Kata sandi administrator MongoDB. Hanya berlaku pada start pertama.',
    );
    const key = secret(
      'KEY',
      'By it members of the replica set know each other.',
      'Dengannya anggota replica set saling mengenal.',
    );
    const memory = props.memory ?? '1gb';
    super(scope, id, {
      description: { en: 'MongoDB: documents', id: 'MongoDB: dokumen' },
      ...others,
      memory,
      port: 27_017,
      hostname: id,
      // The application's user is told by the job, and the key is read at each start.
      rotates: [{ secret: root, method: changeRoot }, ...(props.rotates ?? [])],
      // The key comes from the environment, and mongod reads it from a file that is its own and nobody else's.
      command: [
        'sh',
        '-ec',
        `umask 077; rm -f /tmp/member-key; printf %s "$MEMBER_KEY" >/tmp/member-key; chown mongodb /tmp/member-key; exec docker-entrypoint.sh mongod --replSet rs0 --keyFile /tmp/member-key --bind_ip_all --wiredTigerCacheSizeGB ${cacheOf(memory)}`,
      ],
      // The image names a volume for a configuration server, too.
      scratch: { '/tmp': '64mb', '/data/configdb': '1mb' },
      env: {
        // The image's own is the volume, and mongosh writes a log of each health check there.
        HOME: '/tmp',
        MONGO_INITDB_ROOT_USERNAME: 'root',
        MONGO_INITDB_ROOT_PASSWORD: root,
        MEMBER_KEY: key,
        ...props.env,
      },
      health: {
        // The server of the first start listens on 127.0.0.1 alone: by the name of the host it is the real one.
        exec: [
          'mongosh',
          '--quiet',
          '--norc',
          '--host',
          id,
          '--eval',
          'quit(db.adminCommand({ ping: 1 }).ok ? 0 : 1)',
        ],
        interval: '20s',
        timeout: '15s',
        startPeriod: '120s',
      },
      console: {
        target: console,
        help: { en: 'Open mongosh as the administrator', id: 'Membuka mongosh sebagai administrator' },
        command: [
          'mongosh',
          '--quiet',
          '--norc',
          '--nodb',
          '--shell',
          '--eval',
          "const { env } = process; db = connect('mongodb://root:' + env.MONGO_INITDB_ROOT_PASSWORD + '@127.0.0.1:27017/admin?directConnection=true')",
        ],
      },
    });
    this.password = secret(
      'PASSWORD',
      `Password of MongoDB's user ${user}, the application's.`,
      `Kata sandi pengguna MongoDB ${user}, milik aplikasi.`,
    );
    this.url = text`mongodb://${user}:${this.password}@${this.address}/${database}?replicaSet=rs0&authSource=${database}`;
    this.data = new Volume(this, props.volume ?? `${id}_data`, {
      holds: { en: 'MongoDB: all databases', id: 'MongoDB: semua basis data' },
      room: roomForDocuments,
    });
    this.mount(this.data, '/data/db');
    for (const trouble of [noAvx(id), compatibility(id, console)]) this.foresee(trouble);
    if (backup !== false) this.store(kept(backup === true ? { stop: true } : backup, this.data));
    this.bindToMajor({ method: majorVersion, volume: this.data });

    this.setup = new Job(scope, `${id}-setup`, {
      description: {
        en: 'Makes the replica set and the application’s user',
        id: 'Membuat replica set dan pengguna aplikasi',
      },
      image: props.image,
      user: 'mongodb',
      dropCapabilities: ['ALL'],
      memory: '384mb',
      scratch: { '/tmp': '16mb', '/data/db': '1mb', '/data/configdb': '1mb' },
      ...(props.networks && { networks: props.networks }),
      env: {
        HOME: '/tmp',
        SERVER: text`mongodb://root:${root}@${this.address}/admin?directConnection=true`,
        MEMBER: this.address,
        DATABASE: database,
        APP_USER: user,
        APP_PASSWORD: this.password,
      },
      entrypoint: ['mongosh', '--quiet', '--norc', '--nodb'],
      command: ['--eval', setup],
    }).waitFor(this);
  }

  /** It writes a checkpoint. */
  protected override get stopNeeds(): Duration {
    return '60s';
  }
}

/**
 * The password of the administrator is in the data.
 * @see https://www.mongodb.com/docs/manual/reference/method/db.changeUserPassword/
 */
const changeRoot: RotationMethod = { name: 'mongodb', script: ownFile(import.meta.url, './rotate.sh') };

/**
 * Half of what is above 1 GB, and never below a quarter of one, as its own default is where it sees the container's limit.
 * @see https://www.mongodb.com/docs/manual/reference/configuration-options/#mongodb-setting-storage.wiredTiger.engineConfig.cacheSizeGB
 */
const cacheOf = (memory: `${number}${'mb' | 'gb'}`) =>
  Math.max(0.25, (mebibytes(memory) / 1024 - 1) / 2).toFixed(2);
