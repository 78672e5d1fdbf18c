import { notice } from '../../files/notice.ts';
import type { Artifact } from '../../model/artifact.ts';
import { heading } from '../../model/heading.ts';
import type { StackModel, SystemModel } from '../../model/stack.ts';

const file = '.gitattributes';

/** What every checkout is told: a script whose lines end as on Windows names an interpreter that no host has. */
const rule = `# Every checkout has the lines as they were generated, on Windows, too: a carriage return behind #!/bin/sh is part of that name.
* text=auto eol=lf
`;

/** Keeps the ends of lines as they were generated, whatever the git of a workplace makes of them. */
export function gitattributes(
  { stacks }: SystemModel,
  environments: readonly Artifact[],
): readonly Artifact[] {
  const [first] = stacks;
  return first === undefined ? [] : [made(notice(first), rule, environments)];
}

/** The same of a system in a repository of several, where the rule stands at the root: what of it is left as it is. */
export function gitattributesBelow(
  { stacks }: SystemModel,
  environments: readonly Artifact[],
): readonly Artifact[] {
  const [first] = stacks;
  return first === undefined || !environments.some(isKept) ? [] : [made(notice(first), '', environments)];
}

/** The rule for a repository of several systems. */
export function gitattributesAbove(systems: readonly SystemModel[]): readonly Artifact[] {
  const stacks: readonly StackModel[] = systems.flatMap((system) => system.stacks);
  if (stacks.length === 0) return [];
  return [made(heading([...new Set(stacks.map(({ source }) => source))].join(', ')), rule, [])];
}

function made(notice: string, rule: string, files: readonly Artifact[]): Artifact {
  const kept = files.filter(isKept).map(({ path }) => `${pattern(path)} -text\n`);
  const others =
    kept.length === 0
      ? ''
      : `# No text, or one whose lines end otherwise: git leaves the bytes alone.\n${kept.join('')}`;
  const content = [`# ${notice}\n`, rule, others].filter((part) => part !== '').join('\n');
  return { path: file, content, executable: false };
}

/** What a checkout must not touch. */
function isKept({ content, encoding }: Artifact): boolean {
  return encoding !== undefined || content.includes('\r');
}

/** One path, from where the file lies; whatever has another meaning in a pattern is escaped. @see https://git-scm.com/docs/gitattributes */
function pattern(path: string): string {
  const exact = `/${path.replace(/[\\*?[\]]/g, '\\$&')}`;
  return /[\s"]/.test(exact) ? `"${exact.replace(/[\\"]/g, '\\$&')}"` : exact;
}
