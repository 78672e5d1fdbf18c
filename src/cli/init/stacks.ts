import { existsSync, readFileSync } from 'node:fs';
import type { Artifact } from '../../model/artifact.ts';
import type { Options } from '../options.ts';
import { file } from './files.ts';

/** What a project begins with. */
export type Template = Options['template'];

const classes: Readonly<Record<Template, string>> = { web: 'Web', empty: 'System', posthog: 'PostHog' };

/** The stacks of a template, for a system of this name. PostHog is the stack that this repository describes, and has its own. */
export function stacksOf(template: Template, name: string): readonly Artifact[] {
  const system = template === 'empty' ? 'system' : template;
  const index = read('index').replaceAll('CLASS', classes[template]).replaceAll('FILE', system);
  const others =
    template === 'posthog'
      ? posthog('posthog.ts')
      : new Map([
          ['environments.ts', read('environments')],
          [`${system}.ts`, read(template).replaceAll('NAME', name)],
        ]);
  return [...new Map([['index.ts', index], ...others])].map(([path, text]) => file(`stacks/${path}`, text));
}

function read(name: string): string {
  return readFileSync(new URL(`templates/${name}.ts.txt`, import.meta.url), 'utf8');
}

/** A file of stacks/ and what it imports, as text: nothing of it is run here. */
function posthog(entry: string, found = new Map<string, string>()): ReadonlyMap<string, string> {
  if (found.has(entry)) return found;
  const here = new URL(`../../../stacks/${entry}`, import.meta.url);
  const text = readFileSync(existsSync(here) ? here : new URL(`${here.href}.txt`), 'utf8');
  found.set(entry, text.replaceAll("'../constructs/index.ts'", "'stowage'"));
  for (const [, next = ''] of text.matchAll(/ from '\.\/([^']+)';/g)) posthog(next, found);
  return found;
}
