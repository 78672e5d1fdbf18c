import type { OldJava } from '../../images/jvm.ts';

/** Images of Kafka whose Java is too old; of Bitnami's 3.3, October 2022, and later nobody reports it. */
export const oldJava: OldJava = [
  // https://github.com/PostHog/posthog/issues/36523
  ['posthog/kafka-container', '<3.0'],
  // The same image.
  ['bitnami/kafka', '<3.3'],
  ['bitnamilegacy/kafka', '<3.3'],
];
