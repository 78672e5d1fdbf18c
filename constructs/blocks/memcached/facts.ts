import type { Repositories } from '../../images/facts.ts';

/**
 * Its image starts as a user without privileges, and it writes nothing to disk.
 * @see https://github.com/docker-library/memcached/blob/master/debian/Dockerfile
 */
export const confined = { dropCapabilities: ['ALL'], readOnly: true } as const;

/**
 * The official image of Memcached.
 * @see https://github.com/docker-library/docs/blob/master/memcached/content.md
 */
export const memcached: Repositories = [
  [
    'memcached',
    {
      product: 'Memcached',
      traits: { inside: true },
      healthcheck: false,
      capabilities: [],
      reach: { ports: [11_211] },
    },
  ],
];
