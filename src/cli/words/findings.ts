import type { Severity } from '../../model/finding.ts';
import type { Located } from '../examine.ts';
import type { Ink } from './ink.ts';
import { plural, severityStyle } from './ink.ts';
import { spellPlace } from './place.ts';

const margin = ' '.repeat(8);
const widest = 100;

/** Every finding once, those of one line of the author's together: the same one is often true of each environment. */
export function findings(found: readonly Located[], ink: Ink): string {
  const lines = new Map<string, Map<string, Located[]>>();
  for (const finding of found) {
    const line = spellPlace(finding.place);
    const { severity, rule, message, fix } = finding;
    const key = JSON.stringify([severity, rule, message, fix]);
    const here = lines.get(line) ?? new Map<string, Located[]>();
    lines.set(line, here.set(key, [...(here.get(key) ?? []), finding]));
  }
  return [...lines]
    .flatMap(([line, here]) => [...here.values()].map((same) => complaint(same, line, ink)))
    .join('');
}

/** One thing to mend: where, what, how. */
export function complaint(same: readonly Omit<Located, 'place'>[], line: string, ink: Ink): string {
  const [first] = same;
  if (first === undefined) return '';
  const { severity, rule, fix } = first;
  const paths = same.map(({ path }) => path).filter((path) => path !== '');
  const message = first.message.split('\n');
  const lengths = [...paths, ...message].map(({ length }) => length).filter((length) => length <= widest);
  const width = paths.length === 0 ? 0 : Math.max(0, ...lengths);
  const head = paths.length === 0 ? [ink('cyan', line)].filter((text) => text !== '') : [...paths];
  if (paths.length > 0 && line !== '') head[0] = `${paths[0]?.padEnd(width)}  ${ink('cyan', line)}`;
  const last = `${message.at(-1)?.padEnd(width)}  ${ink('dim', `(${rule})`)}`;
  const mend = fix.split('\n').map((text, i) => `${i === 0 ? '→' : ' '} ${text}`);
  const [top = '', ...rest] = [...head, ...message.slice(0, -1), last, ...mend];
  const label = ink(severityStyle[severity], severity.padEnd(margin.length));
  return `${[label + top, ...rest.map((text) => margin + text)].join('\n')}\n\n`;
}

/** `2 errors, 1 warning`. */
export function count(found: readonly { readonly severity: Severity }[]): string {
  const words = { error: 'error', warn: 'warning', info: 'note' } as const;
  const kinds = ['error', 'warn', 'info'] as const;
  return kinds
    .map((kind) => [found.filter(({ severity }) => severity === kind).length, words[kind]] as const)
    .flatMap(([times, word]) => (times === 0 ? [] : [plural(times, word)]))
    .join(', ');
}
