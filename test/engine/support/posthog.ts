import type { App } from '../../../constructs/index.ts';

/**
 * PostHog's stack, which the lane runs. It is imported by name alone, here and nowhere else in the lane: whoever deletes
 * it has no compiler that misses it, and test/engine/run says what is missing.
 */
async function imported(file: string) {
  return import(new URL(`../../../stacks/${file}`, import.meta.url).href);
}

type Image =
  | 'posthog'
  | 'postgres'
  | 'redis'
  | 'clickhouse'
  | 'zookeeper'
  | 'kafka'
  | 'minio'
  | 'minioClient'
  | 'restic'
  | 'caddy';

/** Its images, of which the lane has each. */
export const images: Readonly<Record<Image, string>> = (await imported('posthog/images.ts')).images;

const [{ PostHog }, { environments }] = await Promise.all([
  imported('posthog.ts'),
  imported('posthog/environments.ts'),
]);

/** Puts it into an app, in each of its environments. */
export function addPostHog(app: App): void {
  for (const environment of environments) new PostHog(app, environment);
}
