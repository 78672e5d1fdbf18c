import { imageOf } from '../../lower/runs.ts';
import type { Rule } from '../../model/finding.ts';
import { groupBy } from '../../model/groups.ts';
import { quoted } from '../facts/wording.ts';

/** A tag is one that somebody published. */
export const imageExists: Rule = {
  id: 'image-exists',
  severity: 'error',
  summary: 'No image has a tag that is known never to have been published.',
  check: ({ services }) => {
    const missing = services.filter(({ known }) => known?.lastTag !== undefined);
    return groupBy(missing, imageOf).map(([first, ...others]) => {
      const image = imageOf(first);
      const last = `${image.slice(0, image.lastIndexOf(':'))}:${first.known?.lastTag}`;
      const verb = first.build !== undefined ? 'built from' : others.length === 0 ? 'runs' : 'run';
      const is = first.build === undefined ? '' : others.length === 0 ? 'is ' : 'are ';
      return {
        path: first.path,
        also: others.map(({ path }) => path),
        message: `${quoted([first, ...others].map(({ id }) => id))} ${is}${verb} the image "${image}", and that tag was never published: nothing can be pulled`,
        fix: `write the last of its line, '${last}', or a line that goes on`,
      };
    });
  },
  about: {
    why: 'A version that the last number suggests need not exist: the makers ended the line, or went on under another name. The file is valid, every check is green, and the upgrade stops at the pull, after the old containers were stopped. The lines that have ended stand in constructs/images/others.ts and the facts.ts of the products with their sources, as of November 2026.',
    wrong: `
      new Service(phase, 'web', { image: 'posthog/posthog:release-1.44.0' });
    `,
    right: `
      new Service(phase, 'web', { image: 'posthog/posthog:release-1.43.1' });
    `,
    sources: [
      'https://posthog.com/blog/sunsetting-helm-support-posthog',
      'https://www.postgresql.org/support/versioning/',
    ],
  },
};
