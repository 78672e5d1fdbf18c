import type { Complaint, Rule } from '../model/finding.ts';
import { compareVersions } from '../model/version.ts';
import { features } from './facts/features.gen.ts';
import { has } from './facts/features.ts';

/** What is written is understood by the oldest tool that may read it. */
export const featureAvailable: Rule = {
  id: 'feature-available',
  severity: 'error',
  summary: 'No raw key is one that the oldest Compose of the stack refuses or ignores.',
  check: ({ services, minimum }) => {
    const lacking = features.filter(
      ({ compose }) => /^[\d.]+$/.test(minimum.compose) && compareVersions(minimum.compose, compose) <= 0,
    );
    const raws = services.filter(({ compose }) => Object.keys(compose).length > 0);
    return raws.flatMap(({ path, id, compose: raw }) =>
      lacking
        .filter(({ key }) => has(raw, key))
        .map(({ key, compose, outcome }): Complaint => {
          const what = key.replaceAll('.*', '').replace('=', ': ');
          return {
            path,
            message:
              outcome === 'refuses'
                ? `"${id}" says ${what}, and Compose ${compose} refuses the whole project for it: this stack promises to work with ${minimum.compose}`
                : `"${id}" says ${what}, and Compose ${compose} does nothing about it, without a word: this stack promises to work with ${minimum.compose}`,
            fix: `do without ${what}, or raise minimum.compose of the stack above ${compose}`,
          };
        }),
    );
  },
  about: {
    why: 'A host has the Compose that its distribution had. An older one refuses a key that it does not know, or reads past it: hooks that never run are the worst of these, for nothing says so. The table is made by running the versions, not by reading about them.',
    wrong: `
      new Service(phase, 'web', {
        image: 'example.org/shop:1.0.0',
        compose: { post_start: [{ command: ['shop', 'warm-up'] }] },
      });
    `,
    right: `
      new Job(phase, 'warm-up', { image: 'example.org/shop:1.0.0', command: ['shop', 'warm-up'] });
      new Service(later, 'web', { image: 'example.org/shop:1.0.0' });
    `,
    since: 'Compose 2.26, the oldest that is tried',
    sources: ['https://docs.docker.com/reference/compose-file/services/'],
  },
};
