/**
 * Software that blocks run and PostHog does not, by the names of its makers. Where their registries do not answer, `images.sh` makes
 * each in `images/<key>`.
 */
export const blockImages = {} as const satisfies Readonly<Record<string, string>>;
