import { Service } from '../../constructs/index.ts';
import type { Defect } from './defect.ts';

const image = 'example.org/shop:1.0.0';

export const running: readonly Defect[] = [
  {
    name: 'a rolling update that only Swarm knows',
    story: 'Every deploy was an outage of ten seconds, although start-first stood in the file for two years.',
    rules: ['swarm-only'],
    guilty: ({ phase }) => {
      new Service(phase, 'web', { image, compose: { deploy: { update_config: { order: 'start-first' } } } });
    },
    innocent: ({ phase }) => {
      new Service(phase, 'web', { image, compose: { deploy: { replicas: 2 } } });
    },
  },
  {
    name: 'a placement on a host that never was asked',
    story:
      'The database was meant for the machine with the fast disk; on one host, nobody reads the constraint.',
    rules: ['swarm-only'],
    guilty: ({ phase }) => {
      const placement = { constraints: ['node.labels.disk == ssd'] };
      new Service(phase, 'db', { image, compose: { deploy: { placement } } });
    },
    innocent: ({ phase }) => {
      new Service(phase, 'db', { image });
    },
  },
  {
    name: 'two replicas and one port of the host',
    story: 'The second container stayed in the state created: the port was taken, by the first one.',
    rules: ['replicas-free'],
    guilty: ({ phase }) => {
      const publish = [{ address: '127.0.0.1', published: 8080, target: 80, protocol: 'tcp' }] as const;
      new Service(phase, 'web', { image, port: 80, publish, compose: { scale: 2 } });
    },
    innocent: ({ phase }) => {
      new Service(phase, 'web', { image, port: 80, compose: { scale: 2 } });
    },
  },
  {
    name: 'two replicas and one name',
    story: 'Compose refused the file on the day of the sale, when the second worker was needed.',
    rules: ['replicas-free'],
    guilty: ({ phase }) => {
      new Service(phase, 'worker', { image, compose: { container_name: 'worker', deploy: { replicas: 2 } } });
    },
    innocent: ({ phase }) => {
      new Service(phase, 'worker', { image, compose: { deploy: { replicas: 2 } } });
    },
  },
  {
    name: 'a folder beside the compose file',
    story:
      'The engine made ./uploads for root; the application ran as another user and answered 500 to each upload.',
    rules: ['bind-source'],
    guilty: ({ phase }) => {
      new Service(phase, 'web', { image, compose: { volumes: ['./uploads:/uploads'] } });
    },
    innocent: ({ phase }) => {
      new Service(phase, 'web', { image, compose: { volumes: ['/etc/localtime:/etc/localtime:ro'] } });
    },
  },
];
