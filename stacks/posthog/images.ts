/**
 * Every image, once. `npx stowage pin` writes the digests, an update bot may edit both; `npm run synth` carries them into
 * the generated files.
 */
export const images = {
  posthog: 'posthog/posthog:release-1.43.0',
  postgres: 'postgres:12.13-alpine3.17',
  redis: 'redis:6.2.20-alpine',
  clickhouse: 'clickhouse/clickhouse-server:22.8.21.38',
  zookeeper: 'zookeeper:3.7.0',
  // Bitnami's versioned tags were deleted in September 2025; this is PostHog's own build of that image.
  kafka: 'ghcr.io/posthog/kafka-container:v2.8.2',
  // Deleted from Docker Hub in September 2026; the last community builds are still served here.
  minio: 'quay.io/minio/minio:RELEASE.2025-09-07T16-13-09Z',
  minioClient: 'quay.io/minio/mc:RELEASE.2025-08-13T08-35-41Z',
  restic: 'restic/restic:0.18.1',
  // The newest whose image was seen in use; the source is at 2.11.9, which passes the same tests.
  caddy: 'caddy:2.11.7-alpine',
} as const;

/** The version that an image's tag names, for who must name it, too: nothing else repeats one. */
export function versionOf(image: keyof typeof images): string {
  const tag = images[image].replace(/@.*$/, '').split(':').at(-1) ?? '';
  return /^(?:v|release-)?(\d+(?:\.\d+)*)/.exec(tag)?.[1] ?? tag;
}
