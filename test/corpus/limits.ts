import { Service, text, Variable, Volume } from '../../constructs/index.ts';
import type { Defect } from './defect.ts';

const image = 'example.org/shop:1.0.0';

/** What keeps one service from taking the host. */
export const limits: readonly Defect[] = [
  {
    name: 'a heap as large as the container',
    story: 'The search ran for weeks, and was killed whenever somebody rebuilt the index.',
    rules: ['memory-fits'],
    guilty: ({ phase }) => {
      new Service(phase, 'search', { image, memory: '2gb', env: { JAVA_OPTS: '-Xms2g -Xmx2g' } });
    },
    innocent: ({ phase }) => {
      new Service(phase, 'search', { image, memory: '2gb', env: { JAVA_OPTS: '-Xms1g -Xmx1400m' } });
    },
  },
  {
    name: 'a cache that may use all that there is',
    story: 'maxmemory was the limit of the container; at each snapshot the kernel killed it.',
    rules: ['memory-fits'],
    guilty: ({ phase }) => {
      const command = ['redis-server', '--maxmemory', '1gb'];
      new Service(phase, 'cache', { image, memory: '1gb', command });
    },
    innocent: ({ phase }) => {
      const command = ['redis-server', '--maxmemory', '512mb'];
      new Service(phase, 'cache', { image, memory: '1gb', command });
    },
  },
  {
    name: 'a log without rotation',
    story: 'An export logged each row. The disk was full on Sunday, and PostgreSQL stopped.',
    rules: ['guards-kept'],
    guilty: ({ phase }) => {
      new Service(phase, 'export', { image, compose: { logging: { options: { 'max-size': '-1' } } } });
    },
    innocent: ({ phase }) => {
      new Service(phase, 'export', { image, compose: { logging: { driver: 'journald' } } });
    },
  },
  {
    name: 'a memory limit taken away for a test',
    story: 'The override of one evening was committed; a month later a leak took the database with it.',
    rules: ['guards-kept'],
    guilty: ({ phase }) => {
      new Service(phase, 'web', { image, compose: { deploy: { resources: { limits: { memory: '0' } } } } });
    },
    innocent: ({ phase }) => {
      new Service(phase, 'web', { image, memory: '1gb' });
    },
  },
  {
    name: 'less memory with swap than without',
    story: 'memswap_limit was taken for the swap alone; the engine refused the container at the next deploy.',
    rules: ['guards-kept'],
    guilty: ({ phase }) => {
      new Service(phase, 'web', { image, memory: '1gb', compose: { memswap_limit: '512m' } });
    },
    innocent: ({ phase }) => {
      new Service(phase, 'web', { image, memory: '1gb', compose: { memswap_limit: '1g' } });
    },
  },
  {
    name: 'a service that stays away after a reboot',
    story:
      'restart: "no" had stopped a crash loop once. After the next kernel update the worker was missing for a week.',
    rules: ['guards-kept'],
    guilty: ({ phase }) => {
      new Service(phase, 'worker', { image, compose: { restart: 'no' } });
    },
    innocent: ({ phase }) => {
      new Service(phase, 'worker', { image, compose: { restart: 'always' } });
    },
  },
  {
    name: 'a check that takes longer than its interval',
    story: 'The web server hung for three minutes before the first check was over.',
    rules: ['health-timing'],
    guilty: ({ phase }) => {
      const health = { exec: ['shop', 'ready'], interval: '10s', timeout: '60s' } as const;
      new Service(phase, 'web', { image, health });
    },
    innocent: ({ phase }) => {
      const health = { exec: ['shop', 'ready'], interval: '60s', timeout: '10s' } as const;
      new Service(phase, 'web', { image, health });
    },
  },
  {
    name: 'no time for a first start',
    story: 'On a laptop it was healthy in two seconds; on the busy host the deploy gave up each time.',
    rules: ['health-timing'],
    guilty: ({ phase }) => {
      const often = { interval: '1s', timeout: '1s', retries: 3, startPeriod: '0s' } as const;
      new Service(phase, 'web', { image, health: { exec: ['shop', 'ready'], ...often } });
    },
    innocent: ({ phase }) => {
      const often = { interval: '1s', timeout: '1s', retries: 3, startPeriod: '60s' } as const;
      new Service(phase, 'web', { image, health: { exec: ['shop', 'ready'], ...often } });
    },
  },
  {
    name: 'more processors than the host has',
    story: 'The limit came from the old server. On the new one the engine refused to start the container.',
    rules: ['host-budget'],
    guilty: ({ phase }) => {
      new Service(phase, 'web', { image, cpus: 8 });
    },
    innocent: ({ phase }) => {
      new Service(phase, 'web', { image, cpus: 4 });
    },
  },
  {
    name: 'more memory together than the host has',
    story: 'Each limit was reasonable alone; on the day of the sale the kernel chose the database.',
    rules: ['host-budget'],
    guilty: ({ phase }) => {
      for (const id of ['web', 'worker', 'search']) new Service(phase, id, { image, memory: '6gb' });
    },
    innocent: ({ phase }) => {
      for (const id of ['web', 'worker', 'search']) new Service(phase, id, { image, memory: '5gb' });
    },
  },
  {
    name: 'a database that is killed at each deploy',
    story: 'stopGrace was lowered for a faster deploy; each start then took minutes of recovery.',
    rules: ['stop-grace'],
    guilty: ({ phase }) => {
      const rows = new Volume(phase, 'db_data', { holds: 'Rows', kind: 'cache' });
      new Service(phase, 'db', { image: 'mariadb:11.8.3', stopGrace: '1s' }).mount(rows, '/var/lib/mysql');
    },
    innocent: ({ phase }) => {
      const rows = new Volume(phase, 'db_data', { holds: 'Rows', kind: 'cache' });
      new Service(phase, 'db', { image: 'mariadb:11.8.3', stopGrace: '60s' }).mount(rows, '/var/lib/mysql');
    },
  },
  {
    name: 'a login that ends the URL early',
    story: 'The user name of the mail server was an address. Mail went to a host called example.com@mail.',
    rules: ['secret-fits'],
    guilty: ({ phase }) => {
      const user = new Variable('SMTP_USER', { description: 'Who sends.', default: '' });
      const env = { SMTP_URL: text`smtp://${user}@mail.example.com:587` };
      new Service(phase, 'web', { image, env });
    },
    innocent: ({ phase }) => {
      const user = new Variable('SMTP_USER', { description: 'Who sends.', default: '' });
      new Service(phase, 'web', { image, env: { SMTP_USER: user } });
    },
  },
  {
    name: 'root by wish',
    story: 'user: root came with an example; a hole in an image library was then one in the host.',
    rules: ['container-confined'],
    guilty: ({ phase }) => {
      new Service(phase, 'web', { image, user: 'root' });
    },
    innocent: ({ phase }) => {
      new Service(phase, 'web', { image, user: '1000:1000' });
    },
  },
];
