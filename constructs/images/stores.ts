import type { ImageModel } from '../../src/model/image.ts';

type Known = (version: string | undefined) => ImageModel;

const keeping =
  (product: string, ...dataPaths: readonly string[]): Known =>
  (version) => ({ product, ...(version !== undefined && { version }), dataPaths });

/**
 * Where the official images of other stores keep what must outlive the container. Redis is not among them: it is as
 * often a cache.
 * @see https://github.com/docker-library/docs (one folder for each: mysql, mariadb, mongo, rabbitmq, influxdb, zookeeper)
 */
export const stores: readonly (readonly [repository: string, known: Known])[] = [
  ['mysql', keeping('MySQL', '/var/lib/mysql')],
  ['mariadb', keeping('MariaDB', '/var/lib/mysql')],
  ['mongo', keeping('MongoDB', '/data/db')],
  [
    'rabbitmq',
    (version) => ({
      ...keeping('RabbitMQ', '/var/lib/rabbitmq')(version),
      nodeVariable: 'RABBITMQ_NODENAME',
    }),
  ],
  ['zookeeper', keeping('Apache ZooKeeper', '/data', '/datalog')],
  // https://hub.docker.com/r/clickhouse/clickhouse-server, under "Volumes"
  ['clickhouse/clickhouse-server', keeping('ClickHouse', '/var/lib/clickhouse')],
  // https://grafana.com/docs/grafana/latest/setup-grafana/installation/docker/
  ['grafana/grafana', keeping('Grafana', '/var/lib/grafana')],
  // https://prometheus.io/docs/prometheus/latest/installation/#using-docker
  ['prom/prometheus', keeping('Prometheus', '/prometheus')],
];
