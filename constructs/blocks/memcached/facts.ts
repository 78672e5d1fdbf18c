import type { Repositories } from '../../images/facts.ts';

/**
 * Its image starts as a user without privileges, and it writes nothing to disk.
 * @see https://github.com/docker-library/memcached/blob/master/debian/Dockerfile
 */
export const confined = { dropCapabilities: ['ALL'], readOnly: true } as const;

/**
 * The official image of Memcached.
 * @see https://github.com/docker-library/docs/blob/master/memcached/content.md
 * @see https://github.com/memcached/memcached/blob/master/memcached.c, its usage, for what makes it ask
 */
export const memcached: Repositories = [
  [
    'memcached',
    {
      product: 'Memcached',
      traits: { inside: true },
      healthcheck: false,
      capabilities: [],
      reach: {
        ports: [11_211],
        openUnless: ['-S', '--enable-sasl', '-Y', '--auth-file', '-Z', '--enable-ssl'],
      },
    },
  ],
];
