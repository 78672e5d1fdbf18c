import type { Repositories } from '../../images/facts.ts';
import { login, names } from '../../images/facts.ts';

/**
 * Its entrypoint, as root, gives the files of the volume to the server's user, and becomes that. The operator of its makers runs the same image without a
 * writable root file system, and there it wants one place more: that of its log.
 * @see https://github.com/docker-library/rabbitmq/blob/master/docker-entrypoint.sh
 * @see https://github.com/rabbitmq/cluster-operator/issues/2008
 */
export const confined = {
  dropCapabilities: ['ALL'],
  addCapabilities: ['CHOWN', 'DAC_OVERRIDE', 'SETGID', 'SETUID'],
  readOnly: true,
  scratch: { '/tmp': '16mb', '/var/log/rabbitmq': '16mb' },
} as const;

/**
 * The official image of RabbitMQ.
 * @see https://github.com/docker-library/docs/blob/master/rabbitmq/content.md
 * @see https://github.com/docker-library/rabbitmq/blob/master/Dockerfile-ubuntu.template for its volume
 */
export const rabbitmq: Repositories = [
  [
    'rabbitmq',
    {
      product: 'RabbitMQ',
      healthcheck: false,
      traits: {
        writes: 'last',
        oneWriter: true,
        adminPorts: [15_672, 15_671],
        // https://www.rabbitmq.com/docs/feature-flags: 3.12 wants those that came with 3.11, turned on by it
        stops: ['3.11'],
      },
      initialVariables: ['RABBITMQ_DEFAULT_VHOST'],
      capabilities: confined.addCapabilities,
      dataPaths: ['/var/lib/rabbitmq'],
      volumes: ['/var/lib/rabbitmq'],
      nodeVariable: 'RABBITMQ_NODENAME',
      reach: {
        // https://www.rabbitmq.com/docs/networking#ports and https://www.rabbitmq.com/docs/access-control#default-state
        ports: [5672, 5671, 15_672, 15_671, 15_692, 15_691, 25_672, 4369],
        logins: [login('RABBITMQ_DEFAULT_PASS', 'RABBITMQ_DEFAULT_USER', 'guest', 'guest')],
        variables: names('RABBITMQ_DEFAULT', 'USER PASS VHOST'),
      },
    },
  ],
];
