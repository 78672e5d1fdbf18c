import { existsSync, readFileSync } from 'node:fs';
import { posix } from 'node:path';
import type { Artifact } from '../../model/artifact.ts';
import { StowageError } from '../../model/error.ts';
import type { Options } from '../options.ts';
import { file } from './files.ts';

/** What a project begins with. */
export type Template = Options['template'];

const classes: Readonly<Record<Template, string>> = { web: 'Web', empty: 'System', posthog: 'PostHog' };

/**
 * The stacks of a template, for a system of this name. PostHog is a stack that this repository describes, and has its own.
 * @throws StowageError `no-template` in a clone whose owner has deleted it
 */
export function stacksOf(template: Template, name: string): readonly Artifact[] {
  const system = template === 'empty' ? 'system' : template;
  const index = read('index')
    .replaceAll('CLASS', classes[template])
    .replaceAll('FILE', system)
    .replaceAll('ENVIRONMENTS', `./${template === 'posthog' ? 'posthog/' : ''}environments.ts`);
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
  const file = [here, new URL(`${here.href}.txt`)].find((one) => existsSync(one));
  if (file === undefined)
    throw new StowageError(
      'no-template',
      `this Stowage has no stacks/${entry}`,
      'take another --template: web or empty',
    );
  const text = readFileSync(file, 'utf8');
  found.set(entry, text.replaceAll(/'(?:\.\.\/)+constructs\/index\.ts'/g, "'stowage'"));
  for (const [, next = ''] of text.matchAll(/ from '(\.\.?\/[^']+)';/g))
    if (!next.endsWith('/constructs/index.ts')) posthog(posix.join(posix.dirname(entry), next), found);
  return found;
}
