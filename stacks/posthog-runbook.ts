import type { StackProps } from '../constructs/index.ts';

/** What an operator of PostHog 1.43.0 must know beyond the commands. */
export const runbook: NonNullable<StackProps['runbook']> = {
  about: {
    en: 'PostHog 1.43.0, self-hosted on one Docker host: product analytics, with its events in ClickHouse.',
    id: 'PostHog 1.43.0 self-hosted pada satu host Docker: analitik produk, dengan event di ClickHouse.',
  },
};
