import type { Repositories } from '../../images/facts.ts';

/**
 * Its entrypoint, as root, looks for files of others in the data and makes them Redis's, then starts again as that user. It
 * writes nowhere else.
 * @see https://github.com/redis/docker-library-redis/blob/master/docker-entrypoint.sh
 */
export const confined = {
  dropCapabilities: ['ALL'],
  addCapabilities: ['CHOWN', 'DAC_OVERRIDE', 'SETGID', 'SETUID'],
  readOnly: true,
} as const;

/** @see https://redis.io/docs/latest/operate/oss_and_stack/management/security/ for the password of everybody */
export const sharedPassword = { flag: 'requirepass', user: 'default', schemes: ['redis', 'rediss'] } as const;

/**
 * Its images have no protected mode, so anybody comes in until one of these is said.
 * @see https://github.com/docker-library/docs/blob/master/redis/content.md, under "Security"
 * @see https://github.com/redis/docker-library-redis/blob/master/Dockerfile.template
 */
export const openUnless = ['requirepass', 'aclfile', '--user', 'protected-mode'] as const;

/**
 * The official image of Redis. It has no variable for a password, and as often holds a cache as data.
 * @see https://github.com/docker-library/docs/blob/master/redis/content.md
 * @see https://github.com/redis/docker-library-redis/blob/master/Dockerfile.template for its volume
 */
export const redis: Repositories = [
  [
    'redis',
    {
      product: 'Redis',
      healthcheck: false,
      traits: {
        writes: 'always',
        oneWriter: true,
        servers: ['redis-server'],
        keptBy: ['--appendonly yes', '--save #'],
        dataFlags: ['--dir'],
        appends: '--appendonly',
      },
      memory: { what: 'a memory of Redis', flag: '--maxmemory' },
      dumps: ['REDIS[0-9]{4}'],
      capabilities: confined.addCapabilities,
      volumes: ['/data'],
      reach: { ports: [6379], sharedPassword, openUnless },
    },
  ],
];
