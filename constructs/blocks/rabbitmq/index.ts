import type { Construct } from 'constructs';
import { StowageError } from '../../../src/model/error.ts';
import type { Duration, Size } from '../../../src/model/quantity.ts';
import { mebibytes } from '../../../src/model/quantity.ts';
import type { RotationMethod } from '../../../src/model/rotation.ts';
import type { AnyBackup } from '../../core/backup-ways.ts';
import { ConfigFile } from '../../core/config-file.ts';
import type { Id } from '../../core/forms.ts';
import { inCapitals } from '../../core/in-capitals.ts';
import { ownFile } from '../../core/own-file.ts';
import { Service } from '../../core/service.ts';
import type { Image, ServiceOptions } from '../../core/service-props.ts';
import { kept } from '../../core/store.ts';
import type { Template } from '../../core/value.ts';
import { text } from '../../core/value.ts';
import { Secret } from '../../core/variable.ts';
import { Volume } from '../../core/volume.ts';
import { checkNew } from '../../props/check.ts';
import { confined } from './facts.ts';
import { blocked, oldFeatures, roomForMessages, wrongPassword } from './runbook.ts';

/** What is said of a RabbitMQ, beside what is said of any service. */
export interface RabbitMqProps extends ServiceOptions {
  /** The official image, 3.9 or later. One with `-management` in its tag listens on 15672, too, inside its networks. */
  readonly image: Image;
  /**
   * The user that its first start makes: the application's. It is an administrator of the broker.
   * @form the name of a user
   * @pattern [A-Za-z][A-Za-z0-9_-]*
   * @example 'shop'
   * @default - the service's id
   * @see https://www.rabbitmq.com/docs/access-control
   */
  readonly user?: string;
  /**
   * The virtual host that its first start makes, and that `url` leads to.
   * @form the name of a virtual host
   * @pattern /|[A-Za-z0-9][A-Za-z0-9_.-]*
   * @example 'shop'
   * @default '/'
   * @see https://www.rabbitmq.com/docs/vhosts
   */
  readonly vhost?: string;
  /**
   * Memory beyond which it takes no more messages until some were fetched. The rest of the container's is for its work beside them.
   * @default - six tenths of `memory`
   * @see https://www.rabbitmq.com/docs/memory
   */
  readonly maxMemory?: Size;
  /**
   * What must stay free on the disk of its volume; below it takes no more messages. Its own default, 50 MB, is too late for what runs beside it.
   * @default - as much as `maxMemory`
   * @see https://www.rabbitmq.com/docs/disk-alarms
   */
  readonly freeDisk?: Size;
  /**
   * Name of the volume.
   * @default - `<id>_data`
   */
  readonly volume?: string;
  /**
   * Save it with every backup: its definitions are written beside its messages, then it is stopped, its files are archived, and it starts again.
   * What else `backup` of a service takes in its place, `false` not at all.
   * @default true
   * @see https://www.rabbitmq.com/docs/backup
   */
  readonly backup?: boolean | AnyBackup;
}

/**
 * RabbitMQ, by the official image: one node, a user, a virtual host. Its data lie in a folder that is called like its host, so the host is called
 * like the service, also in a drill. The cookie by which nodes and tools know each other is drawn by its first start and lies in the volume.
 *
 * What is published is kept over a restart when the queue is durable and the message persistent, which the application says.
 * @see https://www.rabbitmq.com/docs/backup
 */
export class RabbitMq extends Service {
  /** `amqp://user:password@host:5672/vhost`; the virtual host `/` is written `%2F` there. */
  readonly url: Template;
  /** The name of its user. */
  readonly user: string;
  /** The password of its user. It takes effect at the first start only. */
  readonly password: Secret;
  /** Messages, queues, users and virtual hosts. */
  readonly data: Volume;

  /** @throws StowageError `rabbitmq-memory` when it may take more than its container. */
  constructor(scope: Construct, id: Id, props: RabbitMqProps) {
    checkNew(RabbitMq, new.target, [scope, id, props]);
    const { user = id, vhost = '/', maxMemory, freeDisk, backup = true, ...others } = props;
    const memory = props.memory ?? '1gb';
    const limit = maxMemory ? mebibytes(maxMemory) : Math.floor(mebibytes(memory) * 0.6);
    if (limit >= mebibytes(memory))
      throw new StowageError(
        'rabbitmq-memory',
        `maxMemory of "${id}" is ${limit} MiB, and its container is killed beyond ${mebibytes(memory)} MiB`,
        'leave maxMemory out, or give the container about twice as much memory',
      );
    const password = new Secret(`${inCapitals(id)}_PASSWORD`, {
      description: {
        en: `Password of RabbitMQ's user ${user}. It takes effect at the first start only.`,
        id: `Kata sandi pengguna RabbitMQ ${user}. Hanya berlaku pada start pertama.`,
      },
    });
    super(scope, id, {
      description: { en: 'RabbitMQ: queues of messages', id: 'RabbitMQ: antrean pesan' },
      ...others,
      ...confined,
      memory,
      port: 5672,
      otherPorts: managed(props.image) ? { 15672: 'management' } : {},
      hostname: id,
      // Without a limit some engines give it a thousand million, and Erlang closes each before it starts: https://github.com/docker-library/rabbitmq/issues/545
      openFiles: 16_384,
      rotates: [{ secret: password, method: changePassword, words: [user] }, ...(props.rotates ?? [])],
      env: {
        RABBITMQ_DEFAULT_USER: user,
        RABBITMQ_DEFAULT_PASS: password,
        RABBITMQ_DEFAULT_VHOST: vhost,
        ...props.env,
      },
      health: {
        // It opens its port last, and each question starts an Erlang of its own.
        exec: ['rabbitmq-diagnostics', '-q', 'check_port_connectivity'],
        interval: '20s',
        timeout: '20s',
        startPeriod: '120s',
      },
      console: {
        target: `${id}-observer`,
        help: {
          en: 'Watch what happens inside RabbitMQ; q leaves it',
          id: 'Mengamati apa yang terjadi di dalam RabbitMQ; q untuk keluar',
        },
        command: ['rabbitmq-diagnostics', 'observer'],
      },
    });
    this.user = user;
    this.password = password;
    this.url = text`amqp://${user}:${password}@${this.address}/${encodeURIComponent(vhost)}`;
    this.data = new Volume(this, props.volume ?? `${id}_data`, {
      holds: { en: 'RabbitMQ: messages, queues, users', id: 'RabbitMQ: pesan, antrean, pengguna' },
      room: roomForMessages(id),
    });
    this.mount(this.data, '/var/lib/rabbitmq');
    const content = `vm_memory_high_watermark.absolute = ${limit}MiB\ndisk_free_limit.absolute = ${freeDisk ? mebibytes(freeDisk) : limit}MiB\n`;
    this.mount(
      new ConfigFile(this, 'limits.conf', { file: `${id}/limits.conf`, content, comment: '#' }),
      '/etc/rabbitmq/conf.d/90-limits.conf',
    );
    for (const trouble of [wrongPassword(id, user, password.name), blocked(id), oldFeatures(id)])
      this.foresee(trouble);
    if (backup !== false) this.store(kept(backup === true ? stopped : backup, this.data));
  }

  /** It writes its queues to disk. */
  protected override get stopNeeds(): Duration {
    return '60s';
  }
}

/** Definitions can be written by a running node alone, messages copied from one that stands still. */
const stopped: AnyBackup = {
  stop: true,
  before: [
    'sh',
    '-c',
    'umask 077; exec rabbitmqctl --quiet export_definitions /var/lib/rabbitmq/definitions.json',
  ],
};

/**
 * The password of a user is in the data. Words: USER.
 * @see https://www.rabbitmq.com/docs/man/rabbitmqctl.8#change_password
 */
const changePassword: RotationMethod = {
  name: 'rabbitmq',
  script: ownFile(import.meta.url, './rotate.sh'),
};

/** Whether the image, by its tag, has the management plugin. */
const managed = (image: Image) => /:[^@]*management/.test(image);
