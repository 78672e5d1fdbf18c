import type { ServiceProps } from '../../constructs/index.ts';
import { Job, Service, Volume } from '../../constructs/index.ts';
import type { World } from '../support/world.ts';
import type { Defect } from './defect.ts';

const image = 'example.org/shop:1.0.0';
const health = { exec: ['check'] } as const;

/** A broker whose events are kept, and its ZooKeeper; the caller says where that keeps what it knows. */
function broker({ stack, phase, later }: World, keep: (keeper: Service) => readonly Volume[]): void {
  const keeper = new Service(phase, 'keeper', {
    image: 'example.org/zookeeper:3.9.4',
    port: 2181,
    scratch: { '/tmp': '64mb' },
    health,
  });
  const nodes = keep(keeper);
  const events = new Volume(stack, 'events', { holds: 'Events' });
  new Service(later, 'broker', {
    image: 'example.org/kafka:3.9.1',
    port: 9092,
    env: { ZOOKEEPER_CONNECT: keeper.address },
  }).mount(events, '/data');
  stack.acknowledge('state-backed-up', [...nodes, events], 'Events are worth nothing after a day.');
}

function queue({ stack, phase }: World, more: Pick<ServiceProps, 'hostname'>): void {
  const messages = new Volume(stack, 'messages', { holds: 'Messages', kind: 'cache' });
  new Service(phase, 'queue', { image: 'rabbitmq:4.1.4', port: 5672, health, ...more }).mount(
    messages,
    '/var/lib/rabbitmq',
  );
}

/** What is kept, and where. */
export const stores: readonly Defect[] = [
  {
    name: 'a broker that outlives its ZooKeeper',
    story:
      'ZooKeeper had no volume. After the next upgrade Kafka found another cluster id beside its messages and refused to start.',
    rules: ['stores-together'],
    guilty: (world) => broker(world, () => []),
    innocent: (world) =>
      broker(world, (keeper) => {
        const nodes = new Volume(world.stack, 'nodes', { holds: 'What ZooKeeper knows' });
        keeper.mount(nodes, '/data');
        return [nodes];
      }),
  },
  {
    name: 'a ZooKeeper that outlives the project',
    story:
      'down -v took the messages and left the external volume of ZooKeeper: topics were there, and none could be read.',
    rules: ['stores-together'],
    guilty: (world) =>
      broker(world, (keeper) => {
        const nodes = new Volume(world.stack, 'nodes', {
          holds: 'What ZooKeeper knows',
          compose: { external: true, name: 'zookeeper' },
        });
        keeper.mount(nodes, '/data');
        return [nodes];
      }),
    innocent: (world) =>
      broker(world, (keeper) => {
        const nodes = new Volume(world.stack, 'nodes', { holds: 'What ZooKeeper knows' });
        keeper.mount(nodes, '/data');
        return [nodes];
      }),
  },
  {
    name: 'a queue that looks for itself under another name',
    story:
      'After each upgrade RabbitMQ was empty. The volume held five folders, one for each container that there had been.',
    rules: ['data-kept'],
    guilty: (world) => queue(world, {}),
    innocent: (world) => queue(world, { hostname: 'queue' }),
  },
  {
    name: 'a volume twice in one container',
    story: 'Originals and thumbnails were copied into one another until the disk was full.',
    rules: ['volumes-used'],
    guilty: ({ stack, phase }) => {
      const files = new Volume(stack, 'files', { holds: 'Pictures', kind: 'cache' });
      new Service(phase, 'web', { image }).mount(files, '/originals').mount(files, '/thumbnails');
    },
    innocent: ({ stack, phase }) => {
      const files = new Volume(stack, 'files', { holds: 'Pictures', kind: 'cache' });
      const small = new Volume(stack, 'small', { holds: 'Thumbnails', kind: 'cache' });
      new Service(phase, 'web', { image }).mount(files, '/originals').mount(small, '/thumbnails');
    },
  },
  {
    name: 'a folder of a volume, for an engine that mounts all of it',
    story: 'The engine of Debian 12 read past subpath: the public web server served the invoices, too.',
    rules: ['feature-available'],
    guilty: ({ stack, phase }) => {
      const files = new Volume(stack, 'files', { holds: 'Pictures and invoices', kind: 'cache' });
      const volume = { subpath: 'pictures' };
      const mount = { type: 'volume', source: files.node.id, target: '/srv', volume } as const;
      new Service(phase, 'web', { image, compose: { volumes: [mount] } });
    },
    innocent: ({ stack, phase }) => {
      const files = new Volume(stack, 'pictures', { holds: 'Pictures', kind: 'cache' });
      const mount = { type: 'volume', source: files.node.id, target: '/srv' } as const;
      new Service(phase, 'web', { image, compose: { volumes: [mount] } });
    },
  },
  {
    name: 'a job for owners, beside the databases',
    story:
      'An image for chown from a stranger’s account was replaced, and looked for passwords on the network.',
    rules: ['network-needed'],
    guilty: ({ stack, phase, later }) => {
      const files = new Volume(stack, 'files', { holds: 'Pictures', kind: 'cache' });
      new Job(phase, 'owners', {
        image: 'example.org/tools:1.0.0',
        command: ['chown', '-R', '1000', '/srv'],
      }).mount(files, '/srv');
      new Service(later, 'web', { image, port: 8000 });
    },
    innocent: ({ stack, phase, later }) => {
      const files = new Volume(stack, 'files', { holds: 'Pictures', kind: 'cache' });
      new Job(phase, 'owners', {
        image: 'example.org/tools:1.0.0',
        command: ['chown', '-R', '1000', '/srv'],
        compose: { network_mode: 'none' },
      }).mount(files, '/srv');
      new Service(later, 'web', { image, port: 8000 });
    },
  },
  {
    name: 'fifty seconds for a MySQL that is new',
    story:
      'On a laptop the first start took ten seconds. On the server everything that waited for it gave up.',
    rules: ['health-timing'],
    guilty: ({ stack, phase }) => {
      const rows = new Volume(stack, 'rows', { holds: 'Test rows', kind: 'cache' });
      new Service(phase, 'db', {
        image: 'mysql:8.4.6',
        health: { ...health, interval: '10s', timeout: '5s', retries: 5, startPeriod: '0s' },
      }).mount(rows, '/var/lib/mysql');
    },
    innocent: ({ stack, phase }) => {
      const rows = new Volume(stack, 'rows', { holds: 'Test rows', kind: 'cache' });
      new Service(phase, 'db', {
        image: 'mysql:8.4.6',
        health: { ...health, interval: '10s', timeout: '5s', retries: 5, startPeriod: '60s' },
      }).mount(rows, '/var/lib/mysql');
    },
  },
];
