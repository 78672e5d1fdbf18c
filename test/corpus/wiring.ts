import {
  Caddy,
  ConfigFile,
  Network,
  Postgres,
  Redis,
  Secret,
  Service,
  text,
} from '../../constructs/index.ts';
import type { World } from '../support/world.ts';
import type { Defect } from './defect.ts';

const image = 'example.org/shop:1.0.0';
const health = { exec: ['/bin/check'] } as const;

/** A database in the first phase, of no known product. */
const database = ({ phase }: World, id = 'database') =>
  new Service(phase, id, { image: 'example.org/db:1.0.0', port: 5432, health });
const web = ({ later }: World, env: Readonly<Record<string, string>>) =>
  new Service(later, 'web', { image, port: 8000, env });

/** PostgreSQL, whose loss is accepted. */
const postgres = ({ phase }: World) =>
  new Postgres(phase, 'db', { image: 'postgres:16.4', database: 'shop', volume: 'db_data' });

export const wiring: readonly Defect[] = [
  {
    name: 'a misspelt host in a URL',
    story:
      'The site logged "could not translate host name" every second. In a review "databse" reads like "database".',
    rules: ['host-known'],
    guilty: (world) => {
      database(world);
      web(world, { DATABASE_URL: 'postgres://databse:5432/shop' });
    },
    innocent: (world) => {
      database(world);
      web(world, { DATABASE_URL: 'postgres://database:5432/shop' });
    },
  },
  {
    name: 'the host of the project that the URL was copied from',
    story: 'The database was called "postgres" in the old compose file and "database" in the new one.',
    rules: ['host-known'],
    guilty: (world) => {
      database(world);
      web(world, { DATABASE_URL: 'postgres://postgres:5432/shop' });
    },
    innocent: (world) => {
      database(world);
      web(world, { DATABASE_URL: 'postgres://postgres.example.org:5432/shop' });
    },
  },
  {
    name: 'a misspelt upstream in a Caddy snippet',
    story: 'Caddy started, and answered 502 to the one path that the snippet was for.',
    rules: ['host-known'],
    guilty: (world) => snippet(world, 'reverse_proxy datebase:5432'),
    innocent: (world) => snippet(world, 'reverse_proxy database:5432'),
  },
  {
    name: "the host's port of a database inside the network",
    story:
      'psql worked from the laptop on 15432, so the same number went into the URL of the site: connection refused.',
    rules: ['address-reachable'],
    guilty: (world) => {
      published(world);
      web(world, { DATABASE_URL: 'postgres://database:15432/shop' });
    },
    innocent: (world) => {
      published(world);
      web(world, { DATABASE_URL: 'postgres://database:5432/shop' });
    },
  },
  {
    name: 'a port in a variable of its own',
    story: 'DB_HOST was right and DB_PORT was that of the old MySQL.',
    rules: ['address-reachable'],
    guilty: (world) => {
      database(world);
      web(world, { DB_HOST: 'database', DB_PORT: '3306' });
    },
    innocent: (world) => {
      database(world);
      web(world, { DB_HOST: 'database', DB_PORT: '5432' });
    },
  },
  {
    name: 'a script that waits for the wrong port',
    story: 'The container waited for its database until the timeout of the deployment.',
    rules: ['address-reachable'],
    guilty: (world) => waiting(world, 5433),
    innocent: (world) => waiting(world, 5432),
  },
  {
    name: 'the ZooKeeper of a ClickHouse overlay on a network of its own',
    story: 'Every replicated table was read-only: ClickHouse could not resolve the name in its cluster.xml.',
    rules: ['address-reachable'],
    guilty: (world) => overlay(world, false),
    innocent: (world) => overlay(world, true),
  },
  {
    name: 'no network in common',
    story: 'After the networks were split the site could not resolve "database" any more.',
    rules: ['address-reachable'],
    guilty: (world) => apart(world, false),
    innocent: (world) => apart(world, true),
  },
  {
    name: 'an alias of another network',
    story: 'The alias was declared on the network for backups; the site is on the other one.',
    rules: ['address-reachable'],
    guilty: (world) => aliased(world, 'backup'),
    innocent: (world) => aliased(world, 'backend'),
  },
  {
    name: 'a client that starts with its server',
    story:
      'It worked on the laptop. On the small host the database took longer than the site, which ended with 1.',
    rules: ['address-ordered'],
    guilty: (world) => together(world),
    innocent: (world) => {
      const { db, site } = together(world);
      site.waitFor(db);
    },
  },
  {
    name: 'depends_on as a list',
    story:
      'It waits until the container is started. The first start makes the database for half a minute more.',
    rules: ['address-ordered'],
    guilty: (world) => {
      database(world);
      const compose = { depends_on: ['database'] };
      new Service(world.later, 'web', { image, env: { DATABASE_URL: 'postgres://database/shop' }, compose });
    },
    innocent: (world) => {
      database(world);
      const compose = { depends_on: { database: { condition: 'service_healthy' } } } as const;
      new Service(world.later, 'web', { image, env: { DATABASE_URL: 'postgres://database/shop' }, compose });
    },
  },
  {
    name: 'localhost from the .env of a laptop',
    story: 'In its container localhost is the site itself, and nothing listens on 5432 there.',
    rules: ['localhost-own'],
    guilty: (world) => {
      database(world);
      web(world, { DATABASE_URL: 'postgres://localhost:5432/shop', SITE_URL: 'http://localhost:8000' });
    },
    innocent: (world) => {
      database(world);
      web(world, { DATABASE_URL: 'postgres://database:5432/shop', SITE_URL: 'http://localhost:8000' });
    },
  },
  {
    name: 'REDIS_HOST=localhost',
    story: 'The queue was silent for a week: the library logs nothing while it tries to connect.',
    rules: ['localhost-own'],
    guilty: (world) => {
      new Service(world.phase, 'redis', { image: 'example.org/kv:1.0.0', port: 6379, health });
      web(world, { REDIS_HOST: 'localhost' });
    },
    innocent: (world) => {
      new Service(world.phase, 'redis', { image: 'example.org/kv:1.0.0', port: 6379, health });
      web(world, { REDIS_HOST: 'redis' });
    },
  },
  {
    name: 'a health check of the port before the last change',
    story:
      'The site moved to 8000; its check still asked 3000. It was never healthy, and Caddy never started.',
    rules: ['localhost-own'],
    guilty: (world) => checked(world, 3000),
    innocent: (world) => checked(world, 8000),
  },
  {
    name: 'an underscore in a container name that is used as a host',
    story: 'The S3 client of the Java service found no host in "http://object_storage:9000".',
    rules: ['names-legal'],
    guilty: (world) => storage(world, 'object_storage'),
    innocent: (world) => storage(world, 'object-storage'),
  },
  {
    name: 'the password of another secret',
    story:
      'A second secret was made for the site. PostgreSQL knows the first one only: authentication failed.',
    rules: ['login-matches'],
    guilty: (world) => {
      const db = postgres(world);
      const password = new Secret('SHOP_DB_PASSWORD', { description: 'Password of the database.' });
      const url = text`postgres://shop:${password}@${db.address}/shop`;
      new Service(world.later, 'web', { image, env: { DATABASE_URL: url } });
    },
    innocent: (world) => {
      const db = postgres(world);
      const url = text`postgres://shop:${db.password}@${db.address}/shop`;
      new Service(world.later, 'web', { image, env: { DATABASE_URL: url } });
    },
  },
  {
    name: 'the user of another project',
    story: 'The URL said "app"; the database was made with "shop".',
    rules: ['login-matches'],
    guilty: (world) => {
      const db = postgres(world);
      const url = text`postgres://app:${db.password}@${db.address}/shop`;
      new Service(world.later, 'web', { image, env: { DATABASE_URL: url } });
    },
    innocent: (world) => {
      const db = postgres(world);
      new Service(world.later, 'web', { image, env: { DATABASE_URL: db.url } });
    },
  },
  {
    name: 'Redis without its password',
    story: 'Redis got a password, one of its four clients did not: "NOAUTH Authentication required".',
    rules: ['login-matches'],
    guilty: (world) => {
      const redis = queue(world);
      new Service(world.later, 'web', { image, env: { REDIS_URL: text`redis://${redis.address}/0` } });
    },
    innocent: (world) => {
      const redis = queue(world);
      new Service(world.later, 'web', { image, env: { REDIS_URL: redis.url } });
    },
  },
  {
    name: 'a container on the network of a VPN, called by its own name',
    story:
      'Behind network_mode: service:vpn the downloader had no name any more; its pages were at vpn:8080.',
    rules: ['address-reachable'],
    guilty: (world) => tunnelled(world, 'downloader'),
    innocent: (world) => tunnelled(world, 'vpn'),
  },
];

function snippet(world: World, line: string): void {
  const { stack, later } = world;
  database(world);
  const site = new Service(later, 'site', { image, port: 8000, health });
  const caddy = new Caddy(later, 'caddy', {
    image: 'caddy:2.10.0',
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

function published({ phase }: World): void {
  new Service(phase, 'database', {
    image: 'example.org/db:1.0.0',
    port: 5432,
    health,
    publish: [{ address: '127.0.0.1', published: 15_432, target: 5432, protocol: 'tcp' }],
  });
}

function waiting(world: World, port: number): void {
  database(world);
  const content = `#!/bin/sh\nuntil nc -z database ${port}; do sleep 1; done\nexec serve\n`;
  const start = new ConfigFile(world.stack, 'start', { file: 'web/start.sh', content, comment: '#' });
  new Service(world.later, 'web', { image, command: ['sh', '/start.sh'] }).mount(start, '/start.sh');
}

function overlay({ stack, phase, later }: World, together: boolean): void {
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

function apart({ stack, phase, later }: World, together: boolean): void {
  const front = new Network(stack, 'front', { purpose: 'The site' });
  const back = new Network(stack, 'back', { purpose: 'The stores' });
  const db = new Service(phase, 'database', { image, port: 5432, health, networks: [back] });
  const networks = together ? [front, back] : [front];
  new Service(later, 'web', { image, env: { DATABASE_URL: text`postgres://${db.address}/shop` }, networks });
}

function aliased({ stack, phase, later }: World, on: 'backend' | 'backup'): void {
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

function together({ phase }: World): { readonly site: Service; readonly db: Service } {
  const db = new Service(phase, 'database', { image: 'example.org/db:1.0.0', port: 5432, health });
  const env = { DATABASE_URL: text`postgres://${db.address}/shop` };
  return { db, site: new Service(phase, 'web', { image, env }) };
}

function checked({ phase, later }: World, port: number): void {
  const check = { exec: ['/bin/curl', '-fsS', `http://127.0.0.1:${port}/health`] };
  const site = new Service(phase, 'web', { image, port: 8000, health: check });
  new Service(later, 'worker', { image, env: { SITE: site.address } });
}

function storage({ phase, later }: World, name: string): void {
  new Service(phase, 'storage', {
    image: 'example.org/storage:1.0.0',
    port: 9000,
    health,
    compose: { container_name: name },
  });
  new Service(later, 'web', { image, env: { S3_ENDPOINT: `http://${name}:9000` } });
}

function queue({ stack, phase }: World): Redis {
  const redis = new Redis(phase, 'queue', { image: 'redis:7.2.5' });
  stack.acknowledge('state-backed-up', [redis], 'What is queued may be lost.');
  return redis;
}

function tunnelled({ phase, later }: World, host: string): void {
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
