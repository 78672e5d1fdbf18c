import { Service } from '../../constructs/index.ts';
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
      new Service(phase, 'export', { image, compose: { logging: { options: { 'max-size': null } } } });
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
      new Service(phase, 'web', { image, compose: { mem_limit: 0 } });
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
];
