import type { Located } from '../../api/examine.ts';
import { spellPlace } from '../../api/place.ts';
import { visible } from '../../model/visible.ts';
import type { Outcome } from '../pin/outcome.ts';
import { changeOf } from '../pin/outcome.ts';
import { findingsText } from './findings.ts';
import { plural } from './ink.ts';
import type { Reader } from './reader.ts';

/** What was pinned, or in a check: what would be, and how many images there are. */
export function pinnedText(outcomes: readonly Outcome[], check: boolean, { ink }: Reader): string {
  const words = outcomes.map((one) => wordOf(one, check));
  const changed = outcomes.flatMap((one, i) => {
    if (one.kind !== 'found' || changeOf(one) === 'same' || one.spots.length === 0) return [];
    const { image, before, now, spots } = one;
    const head = ink('bold', (words[i] === 'not pinned' ? 'open' : (words[i] ?? '')).padEnd(8));
    const digests = before === undefined ? [now] : [`is  ${now}`, `was ${before}`];
    const places = spots.map((spot) => ink('cyan', visible(spellPlace(spot))));
    return [head + visible(named(image)), ...[...digests, ...places].map((line) => `        ${line}`)];
  });
  const tally = tallied.flatMap((word) => {
    const times = words.filter((one) => one === word).length;
    return times === 0 ? [] : [`${times} ${word}`];
  });
  const conclusion = [
    plural(outcomes.length, 'image'),
    ...(tally.length === 0 ? [] : [tally.join(', ')]),
  ].join(': ');
  const next = changed.length === 0 ? [] : [`        → ${check ? 'npx stowage pin' : 'npm run synth'}`];
  return [...changed, conclusion, ...next].map((line) => `${line}\n`).join('');
}

const tallied = ['pinned', 'not pinned', 'moved', 'as pinned', 'by hand', 'left alone', 'unknown'] as const;

function wordOf(one: Outcome, check: boolean): (typeof tallied)[number] {
  if (one.kind !== 'found') return one.kind === 'left' ? 'left alone' : 'unknown';
  const change = changeOf(one);
  if (change === 'same') return 'as pinned';
  if (one.spots.length === 0) return 'by hand';
  if (change === 'moved') return 'moved';
  return check ? 'not pinned' : 'pinned';
}

/** What nobody but a person can do. */
export function pinTrouble(outcomes: readonly Outcome[], { ink, link }: Reader): string {
  const text = findingsText(outcomes.flatMap(troubles), ink, link);
  return text && `${text}\n`;
}

function troubles(one: Outcome): readonly Located[] {
  if (one.kind === 'refused')
    return at(one, 'error', 'no-digest', `${one.image}: ${one.refused.message}`, one.refused.fix);
  if (one.kind === 'left') return at(one, 'info', 'left-alone', `${one.image} is left as it is`, one.because);
  if (changeOf(one) === 'same' || one.spots.length > 0) return [];
  return at(
    one,
    'error',
    'no-literal',
    `no string of the source is ${one.image}: it is put together there, or read from a file`,
    `write by hand: ${one.pinned}`,
  );
}

/** At the strings that say it, or at the constructs where there are none. */
function at(
  { spots, paths, places }: Outcome,
  severity: Located['severity'],
  rule: string,
  message: string,
  fix: string,
): readonly Located[] {
  const finding = { severity, rule, message, fix };
  if (spots.length > 0)
    return spots.map(({ file, line, column }) => ({ ...finding, path: '', place: { file, line, column } }));
  return paths.map((path, i) => ({ ...finding, path, place: places[i] }));
}

/** Without its digest. */
function named(image: string): string {
  return image.replace(/@.*$/, '');
}
