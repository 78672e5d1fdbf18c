import { explained } from '../../src/cli/explained.ts';
import { contents, page } from '../../src/cli/words/page.ts';

/** Every page of this folder by its name, as the rules say it. */
export const pages: ReadonlyMap<string, string> = new Map([
  ['README.md', contents(explained)],
  ...explained.map((rule) => [`${rule.id}.md`, page(rule)] as const),
]);
