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

/**
 * The official image of Redis. It has no variable for a password, and as often holds a cache as data.
 * @see https://github.com/docker-library/docs/blob/master/redis/content.md
 */
export const redis: Repositories = [
  [
    'redis',
    {
      product: 'Redis',
      capabilities: confined.addCapabilities,
      reach: { ports: [6379], sharedPassword: true },
    },
  ],
];
