import { fetched } from './fetched.ts';
import { images } from './posthog.ts';

const [, version = ''] = /:([\d.]+)/.exec(images.caddy) ?? [];

/** The Caddy of the stack's image, and the oldest that the construct is for. */
export const caddies = [
  [version, fetched('STOWAGE_CADDY')],
  ['2.6.4', fetched('STOWAGE_CADDY_OLD')],
] as const;
