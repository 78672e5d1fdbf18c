import type { Repositories } from './facts.ts';

/**
 * What is known of images that no block of ours runs, as it was in November 2026, and what the table of docs/images.md cannot say.
 * @see https://github.com/docker-library/docs for those of Docker's own library
 */
export const others: Repositories = [
  // https://github.com/nodejs/docker-node/blob/main/docs/BestPractices.md#non-root-user
  ['node', { product: 'Node.js', user: 'node' }],
  // https://www.cockroachlabs.com/docs/stable/cockroach-start-single-node#security: everybody is root then
  ['cockroachdb/cockroach', { product: 'CockroachDB', reach: { openingFlags: ['--insecure'] } }],
  [
    'posthog/posthog',
    {
      product: 'posthog/posthog',
      // https://posthog.com/blog/sunsetting-helm-support-posthog: later images have the tags of commits, and `latest`
      lines: [{ tags: /^release-(\d+(?:\.\d+)*)(?:-|$)/, last: '1.43.1', tag: 'release-1.43.1' }],
    },
  ],
];
