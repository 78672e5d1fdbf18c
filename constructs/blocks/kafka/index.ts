import type { Construct } from 'constructs';
import type { Duration, Size } from '../../../src/model/quantity.ts';
import { mebibytes } from '../../../src/model/quantity.ts';
import type { Sentence } from '../../../src/model/words.ts';
import type { AnyBackup } from '../../core/backup-ways.ts';
import type { Id } from '../../core/forms.ts';
import { Service } from '../../core/service.ts';
import type { Image, ServiceOptions } from '../../core/service-props.ts';
import type { Template } from '../../core/value.ts';
import { text } from '../../core/value.ts';
import { Volume } from '../../core/volume.ts';
import { jvmOptions } from '../../images/jvm.ts';
import { checkNew } from '../../props/check.ts';
import type { Zookeeper } from '../zookeeper/index.ts';
import { brokerEnv, insidePort } from './broker.ts';
import { confined, oldJava } from './facts.ts';
import { checkMetadata, dialectOf } from './image.ts';
import type { KafkaLogin } from './login.ts';
import { drawnLogin } from './login.ts';

/** What is said of a broker, beside what is said of any service. */
export interface KafkaProps extends ServiceOptions {
  /**
   * Apache's own image (`apache/kafka`), or one with Bitnami's variables and paths (`KAFKA_CFG_…`, `/bitnami/kafka`). Not
   * Apache's native one: it has no tools for the health check.
   */
  readonly image: Image;
  /**
   * Where the broker keeps its metadata. The broker waits for it. Kafka before 3.3 needs it, and Kafka 4.0 does not know it.
   * @default - it keeps them with its messages (KRaft), broker and controller in one
   * @throws StowageError `kafka-metadata` for an image that cannot do so.
   */
  readonly zookeeper?: Zookeeper;
  /**
   * The broker's number. It stands in the data, so it cannot change once there are any.
   * @whole 0..2147483647
   * @default 1
   * @see https://kafka.apache.org/28/documentation.html#brokerconfigs_broker.id
   */
  readonly brokerId?: number;
  /**
   * The id of the cluster, where there is no ZooKeeper to draw one: 16 bytes as `kafka-storage.sh random-uuid` prints them. It
   * is written into the data at the first start, and cannot change once there are any: Apache's image does not start with another one.
   * @form 22 characters of base64url
   * @pattern [A-Za-z0-9_][A-Za-z0-9_-]{21}
   * @example 'Q2xpZmYgUmljaGFyZCAxMg'
   * @default - Bitnami's images draw one, Apache's has one of its own
   */
  readonly clusterId?: string;
  /**
   * Hours that a message is kept: longer than the longest outage of a consumer that you tolerate.
   * @whole 1..87600
   * @default 24
   * @see https://kafka.apache.org/28/documentation.html#brokerconfigs_log.retention.hours
   */
  readonly retentionHours?: number;
  /**
   * Size beyond which the oldest messages of one partition go, whatever their age.
   * @default '4gb'
   * @see https://kafka.apache.org/28/documentation.html#brokerconfigs_log.retention.bytes
   */
  readonly retentionSize?: Size;
  /**
   * Ask clients for a user and a password (SASL, mechanism PLAIN): they are in `login`, and each client must be told them. The password is
   * drawn, and a new one holds as soon as all were started with it: it stands in no data. Whoever has it may do everything. Messages, and
   * the password itself, cross the network as they are; to listen there takes the capability NET_RAW, which blocks have not.
   *
   * ZooKeeper goes on asking nobody, and whoever writes there can pass for the broker: keep others off its network.
   * @default false - whoever reaches it reads and writes
   * @see https://kafka.apache.org/28/documentation.html#security_sasl_plain
   */
  readonly authentication?: boolean;
  /**
   * What its volume holds, for the runbook.
   * @default - messages and offsets
   */
  readonly holds?: Sentence;
  /**
   * How it is saved with every backup: `{ stop: true }`. Where it keeps its metadata in a ZooKeeper, save that in the same way.
   * @default - its volumes say so themselves, or nothing is saved
   */
  readonly backup?: AnyBackup;
}

/**
 * One Kafka broker. Where the image's Java is too old for today's kernels, `KAFKA_OPTS` begins with the option that helps,
 * for the broker and for every tool that is run beside it.
 * @see https://github.com/PostHog/posthog/issues/31900 for what an hour of retention costs
 * @see https://github.com/bitnami/bitnami-docker-kafka/issues/149 for why its volume and ZooKeeper's belong together
 */
export class Kafka extends Service {
  /** `kafka://host:9092`. */
  readonly url: Template;
  /** What clients log in with, where they must. */
  readonly login: KafkaLogin | undefined;
  /** `host:port` for tools in its own container. It asks them for no password: there they could read it anyway. */
  readonly inside: string;
  /** Messages and offsets. They carry the cluster's id, so they start empty together with the nodes of a ZooKeeper. */
  readonly data: Volume;

  readonly #zookeeper: Zookeeper | undefined;

  constructor(scope: Construct, id: Id, props: KafkaProps) {
    checkNew(Kafka, new.target, [scope, id, props]);
    checkMetadata(id, props.image, props);
    const memory = props.memory ?? '1536mb';
    const { data, tools } = dialectOf(props.image);
    const login = props.authentication === true ? drawnLogin(id) : undefined;
    const inside = `127.0.0.1:${login ? insidePort : 9092}`;
    // A small heap of its own, and no JMX port that the broker already holds.
    const tool = (name: string) => `JMX_PORT= KAFKA_HEAP_OPTS=-Xmx128m ${name} --bootstrap-server ${inside}`;
    const heap = {
      KAFKA_HEAP_OPTS: `-Xms256m -Xmx${Math.floor((mebibytes(memory) * 2) / 3)}m`,
      ...props.env,
    };
    super(scope, id, {
      description: {
        en: 'Kafka: messages between services',
        id: 'Kafka: pesan antarlayanan',
      },
      ...props,
      ...confined,
      memory,
      port: 9092,
      env: {
        ...brokerEnv({
          ...{ id, image: props.image, brokerId: props.brokerId ?? 1 },
          ...(props.zookeeper && { zookeeper: props.zookeeper }),
          ...(props.clusterId !== undefined && { clusterId: props.clusterId }),
          ...(login && { login }),
          retentionHours: props.retentionHours ?? 24,
          retentionSize: props.retentionSize ?? '4gb',
        }),
        ...heap,
        ...jvmOptions(props.image, oldJava, 'KAFKA_OPTS', props.env),
        // Told to ask for passwords, Bitnami's older images put another KAFKA_OPTS in its place, for the broker alone.
        ...(login && jvmOptions(props.image, oldJava, 'KAFKA_HEAP_OPTS', heap)),
      },
      health: {
        shell: `${tool(`${tools}kafka-topics.sh`)} --list >/dev/null`,
        interval: '20s',
        timeout: '15s',
        retries: 5,
        startPeriod: '90s',
      },
      console: {
        target: `${id}-lag`,
        help: {
          en: 'Show how far behind each consumer of Kafka is',
          id: 'Menampilkan seberapa jauh setiap consumer Kafka tertinggal',
        },
        command: ['sh', '-c', `${tool(`exec ${tools}kafka-consumer-groups.sh`)} --describe --all-groups`],
      },
    });
    this.#zookeeper = props.zookeeper;
    if (props.zookeeper) this.waitFor(props.zookeeper);
    this.url = text`kafka://${this.address}`;
    this.login = login;
    this.inside = inside;
    this.data = new Volume(this, `${id}_data`, {
      holds: props.holds ?? { en: 'Kafka: messages and offsets', id: 'Kafka: pesan dan offset' },
      room: {
        en: 'Old messages go by themselves, by age and by size: lower `retentionSize` or `retentionHours` of the broker in the source. Never delete its files by hand.',
        id: 'Pesan lama terhapus sendiri menurut umur dan ukuran: turunkan `retentionSize` atau `retentionHours` milik broker di sumbernya. Jangan pernah menghapus berkasnya secara manual.',
      },
    });
    this.data.emptyWith(...(props.zookeeper?.data ?? []));
    this.mount(this.data, data);
    this.takeOver({ volumes: [this.data], needs: props.zookeeper ? [props.zookeeper] : [] });
  }

  /** Without ZooKeeper it cannot give its session back, and the next one ends as long as that lives: 18 seconds. */
  override get stopsBefore(): readonly Service[] {
    return this.#zookeeper ? [this.#zookeeper] : [];
  }

  /** A controlled shutdown gives ZooKeeper's session back, without which a quick restart finds the old one, and closes the log cleanly. */
  protected override get stopNeeds(): Duration {
    return '60s';
  }
}
