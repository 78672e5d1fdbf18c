import type { OldJava } from '../../images/jvm.ts';

/**
 * Both kinds of images start as a user of their own. They write their configuration beside their programs, so the container is not
 * read-only.
 * @see https://github.com/bitnami/containers/blob/main/bitnami/kafka/README.md and https://github.com/apache/kafka/blob/trunk/docker/jvm/Dockerfile
 */
export const confined = { dropCapabilities: ['ALL'] } as const;

/**
 * Images of Kafka whose Java is too old; of Bitnami's 3.3, October 2022, and later nobody reports it.
 * @see https://github.com/PostHog/posthog/issues/36523
 */
export const oldJava: OldJava = [
  ['posthog/kafka-container', '<3.0'],
  // The same image.
  ['bitnami/kafka', '<3.3'],
  ['bitnamilegacy/kafka', '<3.3'],
];
