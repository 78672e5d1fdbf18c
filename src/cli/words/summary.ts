import { join } from 'node:path';
import type { Finding } from '../../model/finding.ts';
import { visible } from '../../model/visible.ts';
import type { Group } from '../group.ts';
import { tally } from './findings.ts';
import type { Ink } from './ink.ts';
import { plural } from './ink.ts';

/** More than these are only counted: a first run writes a hundred. */
const shown = 12;

/** What a synthesis did, one line for each system and environment, and below it what it changed. */
export function summary(out: string, groups: readonly Group[], ink: Ink): string {
  const titles = groups.map(({ system, environment }) => visible(`${system} ${environment}`.trim()));
  const width = Math.max(0, ...titles.map(({ length }) => length));
  return groups
    .map((group, i) => `${(titles[i] ?? '').padEnd(width)}  ${counted(group)}\n${changes(out, group, ink)}`)
    .join('');
}

/** The same on one line, with the names of three files at the most. */
export function roundText(out: string, groups: readonly Group[], found: readonly Finding[]): string {
  const written = groups.flatMap((group) => group.written);
  const removed = groups.flatMap((group) => group.removed);
  const named = [...written, ...removed].slice(0, 3).map((path) => join(out, path));
  const rest = written.length + removed.length - named.length;
  const changed = [
    ...(written.length > 0 ? [`${written.length} written`] : []),
    ...(removed.length > 0 ? [`${removed.length} removed`] : []),
  ].join(', ');
  const names = `${named.join(', ')}${rest > 0 ? `, and ${rest} more` : ''}`;
  return `${changed === '' ? 'no file changes' : `${changed}: ${names}`}; rules: ${tally(found) || 'nothing found'}`;
}

function counted({ environment, written, removed, unchanged, findings }: Group): string {
  const files = plural(written.length + unchanged, 'file').padStart('999 files'.length);
  const parts = [
    ...(written.length > 0 ? [`${written.length} written`] : []),
    ...(unchanged > 0 ? [`${unchanged} unchanged`] : []),
    ...(removed.length > 0 ? [`${removed.length} removed`] : []),
  ];
  const rules = environment === '' ? '' : `; rules: ${tally(findings) || 'nothing found'}`;
  return `${files}: ${parts.join(', ') || 'none'}${rules}`;
}

function changes(out: string, { written, removed }: Group, ink: Ink): string {
  const lines = [
    ...written.map((path) => `  ${ink('green', 'wrote')}    ${visible(join(out, path))}\n`),
    ...removed.map((path) => `  ${ink('yellow', 'removed')}  ${visible(join(out, path))}\n`),
  ];
  const rest = lines.length - shown;
  return rest > 1 ? `${lines.slice(0, shown).join('')}  … and ${rest} more\n` : lines.join('');
}
