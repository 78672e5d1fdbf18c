import { Caddy, ConfigFile, Network, Postgres, Redis, Service, text } from '../../constructs/index.ts';
import type { World } from '../support/world.ts';

export const image = 'example.org/shop:1.0.0';
export const health = { exec: ['/bin/check'] } as const;

/** A database in the first phase, of no known product. */
export const database = ({ phase }: World, id = 'database') =>
  new Service(phase, id, { image: 'example.org/db:1.0.0', port: 5432, health });
export const web = ({ later }: World, env: Readonly<Record<string, string>>) =>
  new Service(later, 'web', { image, port: 8000, env });

/** PostgreSQL, with the user `shop` and a password of its own. */
export const postgres = ({ phase }: World) =>
  new Postgres(phase, 'db', { image: 'postgres:16.4', database: 'shop', volume: 'db_data' });

export function snippet(world: World, line: string): void {
  const { stack, later } = world;
  database(world);
  const site = new Service(later, 'site', { image, port: 8000, health });
  const caddy = new Caddy(later, 'caddy', {
    image: 'caddy:2.11.7',
    domain: 'shop.example.org',
    tls: 'public',
    routes: { '/*': site },
  });
  const content = `# for the old client\n${line}\n`;
  caddy.mount(
    new ConfigFile(stack, 'snippet', { file: 'caddy/old', content, comment: '#' }),
    '/etc/caddy/old',
  );
}

export function published({ phase }: World): void {
  new Service(phase, 'database', {
    image: 'example.org/db:1.0.0',
    port: 5432,
    health,
    publish: [{ address: '127.0.0.1', published: 15_432, target: 5432, protocol: 'tcp' }],
  });
}

export function waiting(world: World, port: number): void {
  database(world);
  const content = `#!/bin/sh\nuntil nc -z database ${port}; do sleep 1; done\nexec serve\n`;
  const start = new ConfigFile(world.stack, 'start', { file: 'web/start.sh', content, comment: '#' });
  new Service(world.later, 'web', { image, command: ['sh', '/start.sh'] }).mount(start, '/start.sh');
}

export function overlay({ stack, phase, later }: World, together: boolean): void {
  const coordination = new Network(stack, 'coordination', { purpose: 'ZooKeeper and its clients' });
  const backend = new Network(stack, 'backend', { purpose: 'The shop and its stores' });
  new Service(phase, 'keeper', {
    image: 'example.org/keeper:1.0.0',
    port: 2181,
    health,
    networks: [coordination],
  });
  const content =
    '<clickhouse>\n  <zookeeper>\n    <node>\n      <host>keeper</host>\n      <port>2181</port>\n    </node>\n  </zookeeper>\n</clickhouse>\n';
  new Service(later, 'columns', {
    image: 'example.org/columns:1.0.0',
    networks: together ? [backend, coordination] : [backend],
  }).mount(new ConfigFile(stack, 'cluster', { file: 'columns/cluster.xml', content }), '/etc/cluster.xml');
}

export function apart({ stack, phase, later }: World, together: boolean): void {
  const front = new Network(stack, 'front', { purpose: 'The site' });
  const back = new Network(stack, 'back', { purpose: 'The stores' });
  const db = new Service(phase, 'database', { image, port: 5432, health, networks: [back] });
  const networks = together ? [front, back] : [front];
  new Service(later, 'web', { image, env: { DATABASE_URL: text`postgres://${db.address}/shop` }, networks });
}

export function aliased({ stack, phase, later }: World, on: 'backend' | 'backup'): void {
  const backend = new Network(stack, 'backend', { purpose: 'The shop and its stores' });
  const backup = new Network(stack, 'backup', { purpose: 'What saves the stores' });
  new Service(phase, 'database', {
    image,
    port: 5432,
    health,
    networks: [backend, backup],
    compose: { networks: { backend: null, backup: null, [on]: { aliases: ['store'] } } },
  });
  const env = { DATABASE_URL: 'postgres://store:5432/shop' };
  new Service(later, 'web', { image, env, networks: [backend] });
}

export function together({ phase }: World): { readonly site: Service; readonly db: Service } {
  const db = new Service(phase, 'database', { image: 'example.org/db:1.0.0', port: 5432, health });
  const env = { DATABASE_URL: text`postgres://${db.address}/shop` };
  return { db, site: new Service(phase, 'web', { image, env }) };
}

export function checked({ phase, later }: World, port: number): void {
  const check = { exec: ['/bin/curl', '-fsS', `http://127.0.0.1:${port}/health`] };
  const site = new Service(phase, 'web', { image, port: 8000, health: check });
  new Service(later, 'worker', { image, env: { SITE: site.address } });
}

export function storage({ phase, later }: World, name: string): void {
  new Service(phase, 'storage', {
    image: 'example.org/storage:1.0.0',
    port: 9000,
    health,
    compose: { container_name: name },
  });
  new Service(later, 'web', { image, env: { S3_ENDPOINT: `http://${name}:9000` } });
}

export function queue({ stack, phase }: World): Redis {
  const redis = new Redis(phase, 'queue', { image: 'redis:7.2.5' });
  stack.acknowledge('state-backed-up', [redis], 'What is queued may be lost.');
  return redis;
}

export function tunnelled({ phase, later }: World, host: string): void {
  new Service(phase, 'vpn', {
    image: 'example.org/vpn:1.0.0',
    health,
    otherPorts: { 8080: 'the downloader' },
  });
  const compose = { network_mode: 'service:vpn' };
  const env = { PAGES: `http://${host}:8080` };
  const behind = new Service(phase, 'downloader', { image: 'example.org/get:1.0.0', health, compose });
  new Service(later, 'web', { image, env }).waitFor(behind);
}
