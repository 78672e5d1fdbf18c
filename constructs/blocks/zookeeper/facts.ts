import type { Repositories } from '../../images/facts.ts';
import { bySeries, series } from '../../images/facts.ts';
import type { OldJava } from '../../images/jvm.ts';

/**
 * Its entrypoint, as root, makes all that lies in its three volumes ZooKeeper's, then starts again as that user. That one writes the
 * configuration, beside the one for its logs, so the container is not read-only.
 * @see https://github.com/31z4/zookeeper-docker, 3.7.0/docker-entrypoint.sh of its history
 */
export const confined = {
  dropCapabilities: ['ALL'],
  addCapabilities: ['CHOWN', 'DAC_OVERRIDE', 'SETGID', 'SETUID'],
} as const;

/**
 * The official image of ZooKeeper. Its port 8080 is the administration server.
 * @see https://github.com/docker-library/docs/blob/master/zookeeper/content.md
 * @see https://github.com/31z4/zookeeper-docker, the Dockerfiles, for its volumes
 * @see https://zookeeper.apache.org/news for the end, https://zookeeper.apache.org/releases.html for the last version
 */
export const zookeeper: Repositories = [
  [
    'zookeeper',
    {
      product: 'Apache ZooKeeper',
      healthcheck: false,
      traits: { writes: 'last', oneWriter: true, adminPorts: [8080], coordinates: true },
      alike: { coordinates: true },
      capabilities: confined.addCapabilities,
      dataPaths: ['/data', '/datalog'],
      volumes: ['/data', '/datalog', '/logs'],
      reach: {
        ports: [2181, 2888, 3888, 8080],
        // https://zookeeper.apache.org/doc/current/zookeeperAdmin.html#sc_authOptions
        openUnless: [
          'sessionRequireClientSASLAuth',
          'sasl',
          'authProvider',
          'jaas',
          'ssl',
          'secureClientPort',
        ],
      },
      ends: bySeries({ '3.7': '2024-02' }),
      lines: [series('3.7', '3.7.2')],
    },
  ],
];

/**
 * 3.7.1 of May 2022 took the place of 3.7.0, which was not built again. Those with a Java of 2020 crash so.
 * @see https://github.com/eventuate-tram/eventuate-tram-sagas-examples-customers-and-orders/issues/70
 */
export const oldJava: OldJava = [['zookeeper', '<=3.7.0']];
