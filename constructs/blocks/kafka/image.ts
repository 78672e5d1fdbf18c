import { StowageError } from '../../../src/model/error.ts';
import { imageName } from '../../../src/model/image-name.ts';
import { isInRange } from '../../../src/model/version.ts';
import type { InContainer } from '../../core/forms.ts';
import type { Image } from '../../core/service-props.ts';
import type { Value } from '../../core/value.ts';
import { text } from '../../core/value.ts';
import type { KafkaLogin } from './login.ts';

/** How an image of Kafka is told what its broker is to do. */
export interface Dialect {
  /** The variable of a property of the broker. */
  variable(property: string): string;
  /** Where its messages lie. */
  readonly data: InContainer;
  /** What its own tools are called with. */
  readonly tools: string;
  /** The variable that holds the id of a cluster which is made at the first start. */
  readonly clusterId: string;
  readonly isBitnami: boolean;
  /** The variables that name who may log in at the listener `CLIENT`. */
  users(login: KafkaLogin): Readonly<Record<string, Value>>;
}

/**
 * Bitnami's, and those that are built from it.
 * @see https://github.com/bitnami/containers/blob/main/bitnami/kafka/README.md
 */
const bitnami: Dialect = {
  variable: (property) => `KAFKA_CFG_${inCapitals(property)}`,
  data: '/bitnami/kafka',
  tools: '',
  clusterId: 'KAFKA_KRAFT_CLUSTER_ID',
  isBitnami: true,
  // Not a property: without these two, older images let in the user `user` with the password `bitnami`.
  users: ({ user, password }) => ({ KAFKA_CLIENT_USERS: user, KAFKA_CLIENT_PASSWORDS: password }),
};

/**
 * Apache's own, from 3.7 on. It keeps its messages in /tmp unless it is told, and has a cluster's id of its own.
 * @see https://github.com/apache/kafka/blob/trunk/docker/examples/README.md
 * @see https://github.com/apache/kafka/blob/trunk/docker/resources/common-scripts/configureDefaults
 */
const apache: Dialect = {
  variable: (property) => `KAFKA_${inCapitals(property)}`,
  data: '/var/lib/kafka/data',
  tools: '/opt/kafka/bin/',
  clusterId: 'CLUSTER_ID',
  isBitnami: false,
  users: ({ user, password }) => ({
    KAFKA_LISTENER_NAME_CLIENT_PLAIN_SASL_JAAS_CONFIG: text`org.apache.kafka.common.security.plain.PlainLoginModule required user_${user}="${password}";`,
  }),
};

function inCapitals(property: string): string {
  return property.toUpperCase().replaceAll('.', '_');
}

/** The dialect of an image: that of Apache's own by its name, a mirror's too; of any other, Bitnami's. */
export function dialectOf(image: Image): Dialect {
  return isApache(image) ? apache : bitnami;
}

function isApache(image: Image): boolean {
  return /(^|\/)apache\/kafka$/.test(imageName(image).repository);
}

/**
 * A broker keeps its metadata in ZooKeeper or, from 3.3 on, with its messages (KRaft); from 4.0 on it knows no other way.
 * @throws StowageError `kafka-metadata` when the image cannot do what it is told.
 * @see https://cwiki.apache.org/confluence/display/KAFKA/KIP-833%3A+Mark+KRaft+as+Production+Ready
 * @see https://kafka.apache.org/40/documentation/zk2kraft.html
 */
export function checkMetadata(
  id: string,
  image: Image,
  { zookeeper, clusterId }: { readonly zookeeper?: object; readonly clusterId?: string },
): void {
  const { version = '' } = imageName(image);
  const is = (range: string) => version !== '' && isInRange(version, range);
  if (zookeeper === undefined && is('<3.3'))
    throw new StowageError(
      'kafka-metadata',
      `"${id}" has no ZooKeeper, and Kafka ${version} cannot keep its metadata itself`,
      "give it one, zookeeper: new Zookeeper(…), or take Kafka 3.3 or later: image: 'apache/kafka:3.9.1'",
    );
  if (zookeeper !== undefined && (isApache(image) || is('>=4.0')))
    throw new StowageError(
      'kafka-metadata',
      `"${id}" is to keep its metadata in ZooKeeper, which ${isApache(image) ? "Apache's own image" : `Kafka ${version}`} does not know`,
      'leave zookeeper out: it then keeps its metadata with its messages',
    );
  if (zookeeper !== undefined && clusterId !== undefined)
    throw new StowageError(
      'kafka-metadata',
      `"${id}" has a clusterId, and ZooKeeper draws that of its cluster`,
      'leave clusterId out, or zookeeper',
    );
}
