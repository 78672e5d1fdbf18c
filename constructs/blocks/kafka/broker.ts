import type { Size } from '../../../src/model/quantity.ts';
import { mebibytes } from '../../../src/model/quantity.ts';
import type { Image } from '../../core/service-props.ts';
import type { Value } from '../../core/value.ts';
import type { Zookeeper } from '../zookeeper/index.ts';
import { dialectOf } from './image.ts';
import type { KafkaLogin } from './login.ts';

/** What a broker is told, beside its memory. */
export interface Broker {
  readonly id: string;
  readonly image: Image;
  readonly brokerId: number;
  readonly zookeeper?: Zookeeper;
  readonly clusterId?: string;
  /** What clients log in with. @default - they need not */
  readonly login?: KafkaLogin;
  readonly retentionHours: number;
  readonly retentionSize: Size;
}

/** The variables of one broker that is its whole cluster. */
export function brokerEnv(broker: Broker): Readonly<Record<string, Value>> {
  const { variable, data, clusterId, isBitnami, users } = dialectOf(broker.image);
  const named = (properties: Readonly<Record<string, Value>>) =>
    Object.fromEntries(Object.entries(properties).map(([property, value]) => [variable(property), value]));
  return {
    // Under this name, not KAFKA_CFG_…, every one of Bitnami's images knows it.
    ...(isBitnami && { KAFKA_BROKER_ID: broker.brokerId }),
    ...named(broker.zookeeper ? withZookeeper(broker, broker.zookeeper) : alone(broker)),
    ...(broker.login && { ...named(plain), ...users(broker.login) }),
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

/** The port of the listener that asks for no password. It is bound to loopback. */
export const insidePort = 9094;

/** The one way to log in. The broker itself uses the listener that asks for nothing, but must know which way it would take. */
const plain = { 'sasl.enabled.mechanisms': 'PLAIN', 'sasl.mechanism.inter.broker.protocol': 'PLAIN' };

/** Where it listens: for everybody, and as `CLIENT` for those who log in, beside itself and its tools, who need not. */
function listening({ id, login }: Broker, ...more: readonly (readonly [name: string, at: string])[]) {
  const clients = login ? 'CLIENT' : 'PLAINTEXT';
  const own = login ? [['INTERNAL', `127.0.0.1:${insidePort}`] as const] : [];
  const written = (listeners: readonly (readonly [name: string, at: string])[]) =>
    listeners.map(([name, at]) => `${name}://${at}`).join(',');
  return {
    listeners: written([[clients, ':9092'], ...own, ...more]),
    'advertised.listeners': written([[clients, `${id}:9092`], ...own]),
  };
}

function withZookeeper(broker: Broker, zookeeper: Zookeeper) {
  const { brokerId, login } = broker;
  return {
    // Up to 1000 they are the author's, and from there on drawn, unless it is told.
    ...(brokerId > 1000 && { 'reserved.broker.max.id': brokerId }),
    ...listening(broker),
    ...(login && {
      'listener.security.protocol.map': `CLIENT:${login.protocol},INTERNAL:PLAINTEXT`,
      'inter.broker.listener.name': 'INTERNAL',
    }),
    'zookeeper.connect': zookeeper.address,
  };
}

/** It is broker and controller in one, and nobody else reaches the controller. */
function alone(broker: Broker) {
  const { brokerId, login } = broker;
  return {
    'process.roles': 'broker,controller',
    'node.id': brokerId,
    ...listening(broker, ['CONTROLLER', 'localhost:9093']),
    'listener.security.protocol.map': `CONTROLLER:PLAINTEXT,${login ? `CLIENT:${login.protocol},INTERNAL:PLAINTEXT` : 'PLAINTEXT:PLAINTEXT'}`,
    'controller.listener.names': 'CONTROLLER',
    'controller.quorum.voters': `${brokerId}@localhost:9093`,
    'inter.broker.listener.name': login ? 'INTERNAL' : 'PLAINTEXT',
  };
}
