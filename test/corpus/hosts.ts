import type { ServiceProps } from '../../constructs/index.ts';
import { Caddy, Environment, Network, Service, Stack, Volume } from '../../constructs/index.ts';
import type { World } from '../support/world.ts';
import type { Defect } from './defect.ts';

const image = 'example.org/shop:1.0.0';

/** Two environments on one host, each with a web server on a loopback port. */
function twoOnOneHost(
  { app }: World,
  ports: Readonly<Record<'demo' | 'test', number>>,
  memory: ServiceProps['memory'] = '512mb',
): void {
  const host = { name: 'attic', cpus: 4, memory: '16gb', disk: '50gb' } as const;
  for (const environment of Environment.all({ demo: { host }, test: { host } })) {
    const stack = new Stack(app, 'blog', environment, { title: 'Blog', version: '1.0' });
    const [phase] = stack.phases('all');
    const publish = [
      { address: '127.0.0.1', published: ports[environment.name], target: 80, protocol: 'tcp' },
    ] as const;
    new Service(phase, 'web', { image, port: 80, publish, memory });
  }
}

/** A store that a person may want to look into. */
function store({ stack, phase }: World, published: boolean): void {
  const rows = new Volume(stack, 'rows', { holds: 'Test rows', kind: 'cache' });
  const publish = [{ address: '127.0.0.1', published: 27_017, target: 27_017, protocol: 'tcp' }] as const;
  new Service(phase, 'db', { image: 'mongo:8.0.4', port: 27_017, ...(published && { publish }) }).mount(
    rows,
    '/data/db',
  );
}

/** A shop and a blog behind one edge, which is on a network of both. */
function twoBehindOneEdge({ app, environment, stack, phase, later }: World, id: string): void {
  const backups = { at: '04:00', keepDays: 7 } as const;
  const blog = new Stack(app, 'blog', environment, { title: 'Blog', version: '1.0', backups });
  const [core] = blog.phases('core');
  const door = new Network(stack, 'door', { purpose: 'The edge, and what it leads to' });
  const shared = new Network(blog, 'door', { purpose: 'The edge of this host', external: door });
  const inside = new Network(stack, 'inside', { purpose: 'The shop', internal: true });
  const health = { exec: ['check'] } as const;
  const other = new Service(core, 'web', { image, port: 8000, health, networks: [shared] });
  const web = new Service(phase, id, { image, port: 8000, health, networks: [inside] });
  new Caddy(later, 'caddy', {
    image: 'caddy:2.11.7',
    tls: 'public',
    networks: [door, inside],
    sites: [
      { domain: 'shop.example.org', routes: { '/*': web } },
      { domain: 'blog.example.org', routes: { '/*': other } },
    ],
  });
}

/** Ports, memory and networks of the host. */
export const hosts: readonly Defect[] = [
  {
    name: 'two environments on one host, and one port',
    story:
      'The demo went up in the morning; the test system next to it did not come back from its next deploy.',
    rules: ['ports-distinct'],
    guilty: (world) => twoOnOneHost(world, { demo: 8080, test: 8080 }),
    innocent: (world) => twoOnOneHost(world, { demo: 8080, test: 8081 }),
  },
  {
    name: 'two environments on one host, each as large as the host',
    story: 'Each of the two fitted. When both were busy the kernel killed the database of the other one.',
    rules: ['host-budget'],
    guilty: (world) => twoOnOneHost(world, { demo: 8080, test: 8081 }, '12gb'),
    innocent: (world) => twoOnOneHost(world, { demo: 8080, test: 8081 }, '8gb'),
  },
  {
    name: 'one edge for two stacks, each with its "web"',
    story:
      'After a blog had moved in, the shop showed the blog: its own web was on the network that is asked last.',
    rules: ['host-distinct'],
    guilty: (world) => twoBehindOneEdge(world, 'web'),
    innocent: (world) => twoBehindOneEdge(world, 'shop'),
  },
  {
    name: 'the database on the loopback of production',
    story: 'A web shell of another site on that host found 5432 open, and a password in a backup beside it.',
    rules: ['only-edge-publishes'],
    guilty: (world) => store(world, true),
    innocent: (world) => store(world, false),
  },
  {
    name: 'a range over a port of another service',
    story: 'The range for transfers was widened by ten, over the port of the metrics.',
    rules: ['ports-distinct'],
    guilty: ({ phase }) => {
      const loopback = (ports: string): ServiceProps => ({
        image,
        compose: { ports: [`127.0.0.1:${ports}`] },
      });
      new Service(phase, 'transfer', loopback('9090-9110:9090-9110'));
      new Service(phase, 'metrics', loopback('9100:9100'));
    },
    innocent: ({ phase }) => {
      const loopback = (ports: string): ServiceProps => ({
        image,
        compose: { ports: [`127.0.0.1:${ports}`] },
      });
      new Service(phase, 'transfer', loopback('9090-9099:9090-9099'));
      new Service(phase, 'metrics', loopback('9100:9100'));
    },
  },
  {
    name: 'a volume that is a folder beside the compose file',
    story:
      'The uploads were to lie in ./uploads, by way of driver_opts. Every service was up but the one that had them: no such file or directory.',
    rules: ['resources-legal'],
    guilty: ({ stack, phase }) => {
      const bound = { driver_opts: { type: 'none', o: 'bind', device: './uploads' } };
      const uploads = new Volume(stack, 'uploads', { holds: 'Thumbnails', kind: 'cache', compose: bound });
      new Service(phase, 'web', { image }).mount(uploads, '/uploads');
    },
    innocent: ({ stack, phase }) => {
      const bound = { driver_opts: { type: 'none', o: 'bind', device: '/srv/uploads' } };
      const uploads = new Volume(stack, 'uploads', { holds: 'Thumbnails', kind: 'cache', compose: bound });
      new Service(phase, 'web', { image }).mount(uploads, '/uploads');
    },
  },
  {
    name: 'two networks of one range',
    story:
      'The second network was written like the first one. On the host the engine said that the pool overlaps.',
    rules: ['addresses-legal'],
    guilty: ({ stack, phase }) => {
      const range = (subnet: string) => ({ ipam: { config: [{ subnet }] } });
      const front = new Network(stack, 'front', { purpose: 'Visitors', compose: range('10.20.0.0/16') });
      const back = new Network(stack, 'back', { purpose: 'Stores', compose: range('10.20.8.0/24') });
      new Service(phase, 'web', { image, networks: [front, back] });
    },
    innocent: ({ stack, phase }) => {
      const range = (subnet: string) => ({ ipam: { config: [{ subnet }] } });
      const front = new Network(stack, 'front', { purpose: 'Visitors', compose: range('10.20.0.0/16') });
      const back = new Network(stack, 'back', { purpose: 'Stores', compose: range('10.21.0.0/24') });
      new Service(phase, 'web', { image, networks: [front, back] });
    },
  },
];
