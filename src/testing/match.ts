import { isMisspelled, readText } from '../compose/interpolation.ts';
import { like, listEquals, listWith, mapEquals, mapLike, told } from './like.ts';
import { Matcher, shown } from './pattern.ts';

/** A map of a document. */
type Keyed = Readonly<Record<string, unknown>>;

/** Questions to a value, wherever a pattern may have one: `{ restart: Match.absent() }`. */
export const Match = {
  /** Nothing stands there. */
  absent: () => matcher('Match.absent()', (actual) => actual === undefined),
  /** Something stands there, whatever it is. */
  anyValue: () => matcher('Match.anyValue()', (actual) => actual !== undefined),
  /** A map with at least these keys: what a plain map in a pattern says, too. */
  objectLike: (pattern: Keyed) =>
    new Matcher(`Match.objectLike(${shown(pattern)})`, (actual) => mapLike(actual, pattern)),
  /** A map with these keys and no others. */
  objectEquals: (pattern: Keyed) =>
    new Matcher(`Match.objectEquals(${shown(pattern)})`, (actual) => mapEquals(actual, pattern)),
  /** A list with these entries, in this order, among others. */
  arrayWith: (pattern: readonly unknown[]) =>
    new Matcher(`Match.arrayWith(${shown(pattern)})`, (actual) => listWith(actual, pattern)),
  /** A list of these entries and no others: what a plain list in a pattern says, too. */
  arrayEquals: (pattern: readonly unknown[]) =>
    new Matcher(`Match.arrayEquals(${shown(pattern)})`, (actual) => listEquals(actual, pattern)),
  /** A text in which it is found: what a RegExp in a pattern says, too. */
  stringLikeRegexp: (pattern: string | RegExp) => {
    const expression = new RegExp(pattern);
    return new Matcher(`Match.stringLikeRegexp(${expression})`, (actual) => like(actual, expression));
  },
  /** What is not like that. */
  not: (pattern: unknown) =>
    matcher(`Match.not(${shown(pattern)})`, (actual) => like(actual, pattern).differences.length > 0),
  /** A text that is this variable of `.env`, whatever Compose does where it has no value: `${DOMAIN:?…}`. */
  variable: (name: string) =>
    matcher(`Match.variable(${JSON.stringify(name)})`, (actual) => isVariable(actual, name)),
} as const;

function matcher(name: string, holds: (actual: unknown) => boolean): Matcher {
  const made: Matcher = new Matcher(name, (actual) => told(holds(actual), actual, made));
  return made;
}

function isVariable(actual: unknown, name: string): boolean {
  if (typeof actual !== 'string') return false;
  const text = readText(actual);
  if (isMisspelled(text) || text.length !== 1) return false;
  const [part] = text;
  return typeof part === 'object' && part.kind === 'variable' && part.name === name;
}
