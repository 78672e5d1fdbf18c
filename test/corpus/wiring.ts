import { Secret, Service, text } from '../../constructs/index.ts';
import type { Defect } from './defect.ts';
import {
  aliased,
  apart,
  checked,
  database,
  health,
  image,
  overlay,
  postgres,
  published,
  queue,
  snippet,
  storage,
  together,
  tunnelled,
  waiting,
  web,
} from './wiring-worlds.ts';

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
