import { images } from '../../../stacks/images.ts';
import { fetched } from './fetched.ts';

const [, version = ''] = /:([\d.]+)/.exec(images.caddy) ?? [];

/** The Caddy of the stack's image, and the newest to be had. */
export const caddies = [
  [version, fetched('STOWAGE_CADDY_OLD')],
  ['the newest', fetched('STOWAGE_CADDY_NEW')],
] as const;
