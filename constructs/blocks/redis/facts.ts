import type { Repositories } from '../../images/facts.ts';

/**
 * The official image of Redis. It has no variable for a password, and as often holds a cache as data.
 * @see https://github.com/docker-library/docs/blob/master/redis/content.md
 */
export const redis: Repositories = [['redis', { product: 'Redis', reach: { ports: [6379] } }]];
