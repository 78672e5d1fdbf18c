import { Caddy, ComposeSecret, Postgres, Secret, Service, Volume } from '../../constructs/index.ts';
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
  {
    name: 'one secret that signs and logs in',
    story:
      'A contractor knew the administrator password of the staging site, and so how to sign a session of anybody.',
    rules: ['secret-one-purpose'],
    guilty: ({ phase }) => {
      const key = new Secret('APP_KEY', { description: 'Signs the sessions.' });
      new Service(phase, 'web', { image, env: { SECRET_KEY: key, ADMIN_PASSWORD: key } });
    },
    innocent: ({ phase }) => {
      const key = new Secret('APP_KEY', { description: 'Signs the sessions.' });
      const password = new Secret('ADMIN_PASSWORD', { description: 'Password of the first user.' });
      new Service(phase, 'web', { image, env: { SECRET_KEY: key, ADMIN_PASSWORD: password } });
    },
  },
  {
    name: 'one password for two databases',
    story:
      'After a leak at the statistics the password of the orders had to change, in the night, at the same minute.',
    rules: ['secret-one-purpose'],
    guilty: ({ phase }) => {
      const password = new Secret('DB_PASSWORD', { description: 'Password of the databases.' });
      for (const id of ['orders', 'statistics'])
        new Service(phase, id, { image: 'postgres:17.6', env: { POSTGRES_PASSWORD: password } }).mount(
          new Volume(phase, `${id}_data`, { holds: 'Rows', kind: 'cache' }),
          '/var/lib/postgresql/data',
        );
    },
    innocent: ({ phase }) => {
      for (const id of ['orders', 'statistics'])
        new Service(phase, id, {
          image: 'postgres:17.6',
          env: {
            POSTGRES_PASSWORD: new Secret(`${id.toUpperCase()}_PASSWORD`, { description: 'Password.' }),
          },
        }).mount(
          new Volume(phase, `${id}_data`, { holds: 'Rows', kind: 'cache' }),
          '/var/lib/postgresql/data',
        );
    },
  },
  {
    name: 'a dump of a database of another make',
    story:
      'The database had been moved to MySQL in spring; pg_dump failed each night, into a log that nobody read.',
    rules: ['backup-fits', 'data-kept'],
    guilty: ({ phase, later }) => {
      new Postgres(phase, 'db', { image: 'mysql:8.4.6', database: 'shop' });
      new Service(later, 'web', { image });
    },
    innocent: ({ phase, later }) => {
      new Postgres(phase, 'db', { image: 'postgres:17.6', database: 'shop' });
      new Service(later, 'web', { image });
    },
  },
  {
    name: 'a key that only its owner may read',
    story:
      'mode 0400 and uid 1000 stood in the file; in the container the key belonged to root, and the proxy did not start.',
    rules: ['file-owner'],
    guilty: ({ stack, phase }) => {
      new ComposeSecret(stack, 'tls_key', { file: '/srv/shop/tls.key' });
      new Service(phase, 'proxy', {
        image,
        compose: { secrets: [{ source: 'tls_key', uid: '1000', mode: 0o400 }] },
      });
    },
    innocent: ({ stack, phase }) => {
      new ComposeSecret(stack, 'tls_key', { file: '/srv/shop/tls.key' });
      new Service(phase, 'proxy', { image, compose: { secrets: [{ source: 'tls_key', target: '/key' }] } });
    },
  },
  {
    name: 'a database without a volume',
    story: 'A new environment variable made a new container; the shop opened on Monday without one order.',
    rules: ['data-kept'],
    guilty: ({ phase }) => {
      new Service(phase, 'db', { image: 'mysql:8.4.6' });
    },
    innocent: ({ phase }) => {
      new Service(phase, 'db', { image: 'mysql:8.4.6' }).mount(
        new Volume(phase, 'db_data', { holds: 'Rows', kind: 'cache' }),
        '/var/lib/mysql',
      );
    },
  },
  {
    name: 'PostgreSQL 18 at the place of 17',
    story:
      'The tag went from 17 to 18, the mount stayed: version 18 keeps its files a folder higher, outside of it.',
    rules: ['data-kept'],
    guilty: ({ phase }) => {
      new Service(phase, 'db', { image: 'postgres:18.1' }).mount(
        new Volume(phase, 'db_data', { holds: 'Rows', kind: 'cache' }),
        '/var/lib/postgresql/data',
      );
    },
    innocent: ({ phase }) => {
      new Service(phase, 'db', { image: 'postgres:18.1' }).mount(
        new Volume(phase, 'db_data', { holds: 'Rows', kind: 'cache' }),
        '/var/lib/postgresql',
      );
    },
  },
  {
    name: 'a volume without a name',
    story:
      'Each deploy left the uploads of a week in a volume of 64 hexadecimal digits, until the disk was full.',
    rules: ['data-kept'],
    guilty: ({ phase }) => {
      new Service(phase, 'web', { image, compose: { volumes: ['/uploads'] } });
    },
    innocent: ({ phase }) => {
      new Service(phase, 'web', { image, scratch: { '/uploads': '64mb' } });
    },
  },
  {
    name: 'the socket of the engine in a container',
    story: 'A dashboard read container names through the socket; its plugin system did the rest.',
    rules: ['container-confined'],
    guilty: ({ phase }) => {
      const volumes = ['/var/run/docker.sock:/var/run/docker.sock:ro'];
      new Service(phase, 'dashboard', { image, compose: { volumes } });
    },
    innocent: ({ phase }) => {
      new Service(phase, 'dashboard', { image });
    },
  },
  {
    name: 'privileges for a file system',
    story: 'privileged: true came from a forum, for a mount that needed one capability.',
    rules: ['container-confined'],
    guilty: ({ phase }) => {
      new Service(phase, 'files', { image, compose: { privileged: true } });
    },
    innocent: ({ phase }) => {
      new Service(phase, 'files', { image, addCapabilities: ['CHOWN'], dropCapabilities: ['ALL'] });
    },
  },
  {
    name: 'the console of the storage on the site',
    story:
      'The console was routed for one afternoon of debugging, and found by a scanner before the evening.',
    rules: ['admin-inside'],
    guilty: ({ phase, later }) => {
      const health = { exec: ['check'] } as const;
      const storage = new Service(phase, 'storage', {
        image,
        port: 9000,
        otherPorts: { 9001: 'console' },
        health,
      });
      const routes = { '/console/*': storage.at(9001), '/*': storage } as const;
      new Caddy(later, 'caddy', {
        image: 'caddy:2.11.4',
        domain: 'shop.example.com',
        tls: 'internal',
        routes,
      });
    },
    innocent: ({ phase, later }) => {
      const health = { exec: ['check'] } as const;
      const storage = new Service(phase, 'storage', {
        image,
        port: 9000,
        otherPorts: { 9001: 'console' },
        health,
      });
      const routes = { '/*': storage } as const;
      new Caddy(later, 'caddy', {
        image: 'caddy:2.11.4',
        domain: 'shop.example.com',
        tls: 'internal',
        routes,
      });
    },
  },
];
