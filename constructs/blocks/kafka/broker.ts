import type { Size } from '../../../src/model/quantity.ts';
import { mebibytes } from '../../../src/model/quantity.ts';
import type { Image } from '../../core/service-props.ts';
import type { Value } from '../../core/value.ts';
import type { Zookeeper } from '../zookeeper/index.ts';
import { dialectOf } from './image.ts';

/** What a broker is told, beside its memory. */
export interface Broker {
  readonly id: string;
  readonly image: Image;
  readonly brokerId: number;
  readonly zookeeper?: Zookeeper;
  readonly clusterId?: string;
  readonly retentionHours: number;
  readonly retentionSize: Size;
}

/** The variables of one broker that is its whole cluster. */
export function brokerEnv(broker: Broker): Readonly<Record<string, Value>> {
  const { variable, data, clusterId, isBitnami } = dialectOf(broker.image);
  const named = (properties: Readonly<Record<string, Value>>) =>
    Object.fromEntries(Object.entries(properties).map(([property, value]) => [variable(property), value]));
  return {
    // Under this name, not KAFKA_CFG_…, every one of Bitnami's images knows it.
    ...(isBitnami && { KAFKA_BROKER_ID: broker.brokerId }),
    ...named(broker.zookeeper ? withZookeeper(broker, broker.zookeeper) : alone(broker)),
    ...(isBitnami ? { ALLOW_PLAINTEXT_LISTENER: 'yes' } : named({ 'log.dirs': data })),
    // The first images with KRaft ask for it; later ones do not read it.
    ...(isBitnami && broker.zookeeper === undefined && { KAFKA_ENABLE_KRAFT: 'yes' }),
    ...(broker.clusterId !== undefined && { [clusterId]: broker.clusterId }),
    ...named({
      'log.retention.hours': broker.retentionHours,
      'log.retention.bytes': mebibytes(broker.retentionSize) * 1024 * 1024,
      // Whole segments are removed, so that a size limit can act only when segments are small.
      'log.segment.bytes': 256 * 1024 * 1024,
      'offsets.topic.replication.factor': 1,
      'transaction.state.log.replication.factor': 1,
      'transaction.state.log.min.isr': 1,
      'default.replication.factor': 1,
    }),
  };
}

function withZookeeper({ id, brokerId }: Broker, zookeeper: Zookeeper) {
  return {
    // Up to 1000 they are the author's, and from there on drawn, unless it is told.
    ...(brokerId > 1000 && { 'reserved.broker.max.id': brokerId }),
    listeners: 'PLAINTEXT://:9092',
    'advertised.listeners': `PLAINTEXT://${id}:9092`,
    'zookeeper.connect': zookeeper.address,
  };
}

/** It is broker and controller in one, and nobody else reaches the controller. */
function alone({ id, brokerId }: Broker) {
  return {
    'process.roles': 'broker,controller',
    'node.id': brokerId,
    listeners: 'PLAINTEXT://:9092,CONTROLLER://localhost:9093',
    'advertised.listeners': `PLAINTEXT://${id}:9092`,
    'listener.security.protocol.map': 'CONTROLLER:PLAINTEXT,PLAINTEXT:PLAINTEXT',
    'controller.listener.names': 'CONTROLLER',
    'controller.quorum.voters': `${brokerId}@localhost:9093`,
    'inter.broker.listener.name': 'PLAINTEXT',
  };
}
