import type { Artifact } from '../model/artifact.ts';
import { heading } from '../model/heading.ts';
import type { StackModel, SystemModel } from '../model/stack.ts';
import { notice } from './notice.ts';

const file = '.gitattributes';

/** What every checkout is told: a script whose lines end as on Windows names an interpreter that no host has. */
const rule = `# Every checkout has the lines as they were generated, on Windows, too: a carriage return behind #!/bin/sh is part of that name.
* text=auto eol=lf
`;

/**
 * Keeps the ends of lines as they were generated, whatever the git of a workplace makes of them: in each repository once, whatever targets make files
 * of it. A system in a repository of several has only what is left as it is: the rule stands at the root.
 * @param files all of the system; paths are relative to its folder
 */
export function gitattributesOf(system: SystemModel, files: readonly Artifact[]): readonly Artifact[] {
  if (files.length === 0 || files.some(({ path }) => path === file)) return [];
  return system.stacks[0]?.repository === undefined
    ? gitattributes(system, files)
    : gitattributesBelow(system, files);
}

function gitattributes({ stacks }: SystemModel, files: readonly Artifact[]): readonly Artifact[] {
  const [first] = stacks;
  return first === undefined ? [] : [made(notice(first), rule, files)];
}

function gitattributesBelow({ stacks }: SystemModel, files: readonly Artifact[]): readonly Artifact[] {
  const [first] = stacks;
  return first === undefined || !files.some(isKept) ? [] : [made(notice(first), '', files)];
}

/**
 * The rule for a repository of several systems.
 * @param files all above them
 */
export function gitattributesAbove(
  systems: readonly SystemModel[],
  files: readonly Artifact[],
): readonly Artifact[] {
  const stacks: readonly StackModel[] = systems.flatMap((system) => system.stacks);
  if (stacks.length === 0 || files.some(({ path }) => path === file)) return [];
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
