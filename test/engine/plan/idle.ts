import { images } from '../support/posthog.ts';

/** A small program that starts and stops quickly. */
export const idle = { image: images.posthog, entrypoint: ['sleep', '100000'], stop_grace_period: '0s' };

/** The same on no network. */
export const alone = { ...idle, network_mode: 'none' };
