import { StowageError } from '../../src/model/error.ts';
import { isA } from '../props/brand.ts';
import { Service } from './service.ts';
import type { Said } from './settled.ts';
import { Address } from './value.ts';

/** What an edge does of what can be said of sites and routes. */
export interface Heeds {
  /** As its makers write it. */
  readonly product: string;
  /** The props of sites (`hsts`) and of routes (`route.headers`), and `redirect` for a whole site, that it keeps. */
  readonly words: readonly string[];
  /** Who says the others instead: the end of "nothing here tells it so:". */
  readonly how: string;
}

const ofSites = ['hsts', 'bodyLimit', 'compress', 'hidden', 'maintenance', 'snippet'] as const;

/**
 * What is said of a site holds, or is refused.
 * @throws StowageError `proxy-cannot`
 */
export function refuseUnkept(id: string, props: Said, heeds: Heeds): void {
  const all = props.domain === undefined ? (props.sites ?? []) : [];
  for (const where of [props, ...all])
    for (const word of ofSites) if (where[word] !== undefined) check(id, word, word, heeds);
  for (const site of all) if (site.tls !== undefined) check(id, 'tls', 'tls of a site', heeds);
  for (const site of all) if (site.redirect !== undefined) check(id, 'redirect', 'redirect of a site', heeds);
  for (const { routes = {} } of [props, ...all])
    for (const [match, route] of Object.entries(routes)) {
      if (isA(route, Service) || isA(route, Address)) continue;
      if (typeof route.to === 'string') check(id, 'route.elsewhere', `the URL behind ${match}`, heeds);
      for (const word of Object.keys(route))
        if (word !== 'to') check(id, `route.${word}`, `${word} of ${match}`, heeds);
    }
}

function check(id: string, word: string, shown: string, { product, words, how }: Heeds): void {
  if (words.includes(word)) return;
  throw new StowageError(
    'proxy-cannot',
    `"${id}" is told ${shown}, and nothing here tells ${product} so: ${how}`,
    `leave it out here, and write it there`,
  );
}
