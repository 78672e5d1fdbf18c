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
      // https://posthog.com/docs/runbook/async-migrations/setup: its migrations 1 to 3 run on 1.33, 4 on 1.36, and 5 to 7 on 1.41
      traits: { stops: ['1.33', '1.36', '1.41'] },
      // https://posthog.com/blog/sunsetting-helm-support-posthog: later images have the tags of commits, and `latest`
      lines: [{ tags: /^release-(\d+(?:\.\d+)*)(?:-|$)/, last: '1.43.1', tag: 'release-1.43.1' }],
    },
  ],
];
