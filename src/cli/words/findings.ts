import type { Located } from '../../api/examine.ts';
import { spellOrigin, spellPlace, spellWay } from '../../api/place.ts';
import type { Finding, Severity } from '../../model/finding.ts';
import { severities } from '../../model/finding.ts';
import type { Origin } from '../../model/origin.ts';
import { visible, visibleLines } from '../../model/visible.ts';
import type { Ink } from './ink.ts';
import { plural, severityStyle } from './ink.ts';
import type { Link } from './links.ts';
import { unlinked } from './links.ts';

type Said = Pick<Finding, 'rule' | 'message' | 'fix'>;

const margin = ' '.repeat(8);
/** A longer line than this does not move the column on the right. */
const widest = 100;

/**
 * Every finding once, by the author's line: what is wrong there is often wrong in each environment. The line with the
 * most severe finding comes first, and so does that finding.
 */
export function findingsText(found: readonly Located[], ink: Ink, link: Link = unlinked): string {
  const worst = severities.flatMap((severity) => found.filter((finding) => finding.severity === severity));
  return [...by(worst, ({ place }) => spellOrigin(place)).values()]
    .flatMap((here) => {
      const same = by(here, ({ severity, rule, message, fix }) =>
        JSON.stringify([severity, rule, message, fix]),
      );
      const heads = by([...same.values()], (each) =>
        JSON.stringify([each[0]?.severity, each.map(({ path }) => path)]),
      );
      return [...heads.values()].map((said) => {
        const paths = said[0]?.map(({ path }) => path) ?? [];
        const firsts = said.flatMap((each) => each.slice(0, 1));
        return complaint(firsts[0]?.severity ?? 'error', paths, here[0]?.place, firsts, ink, link);
      });
    })
    .join('\n');
}

/** One place to mend: where, and for each thing that is wrong there, what and how. */
export function complaint(
  severity: Severity,
  paths: readonly string[],
  place: Origin | undefined,
  said: readonly Said[],
  ink: Ink,
  link: Link = unlinked,
): string {
  const line = visible(spellPlace(place));
  const named = paths.filter((path) => path !== '').map(visible);
  const told = said.map(({ message, fix, ...rest }) => ({
    ...rest,
    message: visibleLines(message),
    fix: visibleLines(fix),
  }));
  const texts = [...named, ...told.flatMap(({ message }) => message.split('\n'))];
  const lengths = texts.map(({ length }) => length).filter((length) => length <= widest);
  const width = named.length === 0 ? 0 : Math.max(0, ...lengths);
  const where = link(place, ink('cyan', line));
  const head =
    named.length === 0
      ? [where]
      : named.map((path, i) => (i === 0 && line !== '' ? `${path.padEnd(width)}  ${where}` : path));
  const way = visible(spellWay(place));
  if (way !== '') head.push(link(place?.by, ink('dim', way)));
  const body = told.flatMap(({ rule, message, fix }) => {
    const lines = message.split('\n');
    const last = `${lines.at(-1)?.padEnd(width)}  ${ink('dim', `(${rule})`)}`;
    return [
      ...lines.slice(0, -1),
      last,
      ...fix.split('\n').map((text, i) => `${i === 0 ? '→' : ' '} ${text}`),
    ];
  });
  const [top = '', ...rest] = [...head.filter((text) => text !== ''), ...body];
  const label = ink(severityStyle[severity], severity.padEnd(margin.length));
  return `${[label + top, ...rest.map((text) => margin + text)].join('\n')}\n`;
}

/** `2 errors, 1 warning`. */
export function tally(found: readonly { readonly severity: Severity }[]): string {
  const words = { error: 'error', warn: 'warning', info: 'note' } as const;
  return severities
    .map((kind) => [found.filter(({ severity }) => severity === kind).length, words[kind]] as const)
    .flatMap(([times, word]) => (times === 0 ? [] : [plural(times, word)]))
    .join(', ');
}

/** In the order in which each key first comes. */
function by<T>(items: readonly T[], key: (item: T) => string): ReadonlyMap<string, readonly T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const name = key(item);
    const group = groups.get(name);
    if (group === undefined) groups.set(name, [item]);
    else group.push(item);
  }
  return groups;
}
