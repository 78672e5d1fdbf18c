import type { Construct } from 'constructs';
import type { Duration, Size } from '../../../src/model/quantity.ts';
import { mebibytes } from '../../../src/model/quantity.ts';
import type { Id } from '../../core/forms.ts';
import { Service } from '../../core/service.ts';
import type { Image, ServiceOptions } from '../../core/service-props.ts';
import type { Template } from '../../core/value.ts';
import { text } from '../../core/value.ts';
import { Volume } from '../../core/volume.ts';
import { jvmOptions } from '../../images/jvm.ts';
import { checkNew } from '../../props/check.ts';
import type { Zookeeper } from '../zookeeper/index.ts';

export interface KafkaProps extends ServiceOptions {
  /** An image with Bitnami's variables and paths (`KAFKA_CFG_…`, `/bitnami/kafka`). */
  readonly image: Image;
  /** Where the broker keeps its metadata. The broker waits for it. */
  readonly zookeeper: Zookeeper;
  /**
   * Hours that a message is kept: longer than the longest outage of a consumer that you tolerate.
   * @whole 1..87600
   * @default 24
   */
  readonly retentionHours?: number;
  /**
   * Size beyond which the oldest messages of one partition go, whatever their age.
   * @default '4gb'
   */
  readonly retentionSize?: Size;
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
  /** Messages and offsets. They carry the cluster's id, so they start empty together with ZooKeeper's nodes. */
  readonly data: Volume;

  constructor(scope: Construct, id: Id, props: KafkaProps) {
    checkNew(Kafka, new.target, [scope, id, props]);
    const memory = props.memory ?? '1536mb';
    super(scope, id, {
      description: {
        en: 'Kafka: events on their way to ClickHouse',
        id: 'Kafka: event dalam perjalanan ke ClickHouse',
      },
      ...props,
      memory,
      port: 9092,
      env: {
        KAFKA_BROKER_ID: 1001,
        KAFKA_CFG_RESERVED_BROKER_MAX_ID: 1001,
        KAFKA_CFG_LISTENERS: 'PLAINTEXT://:9092',
        KAFKA_CFG_ADVERTISED_LISTENERS: `PLAINTEXT://${id}:9092`,
        KAFKA_CFG_ZOOKEEPER_CONNECT: props.zookeeper.address,
        ALLOW_PLAINTEXT_LISTENER: 'yes',
        KAFKA_CFG_LOG_RETENTION_HOURS: props.retentionHours ?? 24,
        KAFKA_CFG_LOG_RETENTION_BYTES: mebibytes(props.retentionSize ?? '4gb') * 1024 * 1024,
        // Whole segments are removed, so that a size limit can act only when segments are small.
        KAFKA_CFG_LOG_SEGMENT_BYTES: 256 * 1024 * 1024,
        KAFKA_CFG_OFFSETS_TOPIC_REPLICATION_FACTOR: 1,
        KAFKA_CFG_TRANSACTION_STATE_LOG_REPLICATION_FACTOR: 1,
        KAFKA_CFG_TRANSACTION_STATE_LOG_MIN_ISR: 1,
        KAFKA_CFG_DEFAULT_REPLICATION_FACTOR: 1,
        KAFKA_HEAP_OPTS: `-Xms256m -Xmx${Math.floor((mebibytes(memory) * 2) / 3)}m`,
        ...props.env,
        ...jvmOptions(props.image, 'KAFKA_OPTS', props.env),
      },
      health: {
        // A small heap of its own, and no JMX port that the broker already holds.
        shell: `JMX_PORT= KAFKA_HEAP_OPTS=-Xmx128m kafka-topics.sh --bootstrap-server 127.0.0.1:9092 --list >/dev/null`,
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
        command: [
          'sh',
          '-c',
          'JMX_PORT= KAFKA_HEAP_OPTS=-Xmx128m exec kafka-consumer-groups.sh --bootstrap-server 127.0.0.1:9092 --describe --all-groups',
        ],
      },
    });
    this.waitFor(props.zookeeper);
    this.url = text`kafka://${this.address}`;
    this.data = new Volume(this, `${id}_data`, {
      holds: {
        en: 'Kafka: events that are not yet processed, and offsets',
        id: 'Kafka: event yang belum diproses dan offset',
      },
      room: {
        en: 'Old messages go by themselves, by age and by size: lower `retentionSize` or `retentionHours` of the broker in the source. Never delete its files by hand.',
        id: 'Pesan lama terhapus sendiri menurut umur dan ukuran: turunkan `retentionSize` atau `retentionHours` milik broker di sumbernya. Jangan pernah menghapus berkasnya secara manual.',
      },
    });
    this.data.emptyWith(...props.zookeeper.data);
    this.mount(this.data, '/bitnami/kafka');
    this.takeOver({ volumes: [this.data], needs: [props.zookeeper] });
  }

  /** A controlled shutdown gives ZooKeeper's session back; without it a quick restart finds the old one. */
  protected override get stopNeeds(): Duration {
    return '60s';
  }
}
