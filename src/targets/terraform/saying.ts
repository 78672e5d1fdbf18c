import type { Bytes, Count, Flag } from '../../compose/forms/scalars.ts';
import type { Text } from '../../compose/text.ts';
import { mebibytes, readBack } from './amounts.ts';
import type { Around, Body } from './body.ts';
import { saysNothing } from './parts.ts';
import { expression, quoted, spell, spellCount, spellFlag } from './spell.ts';

/** What becomes of one key. */
export type Say<Value> = (value: Value, around: Around) => Body;

/** What the provider cannot say. */
export const never =
  (mend: string, what = 'has no counterpart in the provider', changes = true) =>
  (value: unknown, { lose }: Around): Body => {
    if (!saysNothing(value)) lose(what, mend, changes);
    return {};
  };
/** Nothing that a container has, or said by another resource or another key. */
export const elsewhere = (): Body => ({});
export const one =
  (name: string) =>
  (value: Text): Body => ({ [name]: spell(value) });
export const many =
  (name: string) =>
  (values: readonly Text[]): Body =>
    values.length === 0 ? {} : { [name]: values.map(spell) };
export const flag =
  (name: string): Say<Flag> =>
  (value) => ({ [name]: spellFlag(value) });
export const count =
  (name: string): Say<Count> =>
  (value) => ({ [name]: spellCount(value) });
export const map =
  (name: string) =>
  (values: ReadonlyMap<string, Text>): Body => ({ [name]: spelled(values) });
export const memory =
  (name: string): Say<Bytes> =>
  (value, around) => {
    const size = mebibytes(value, around);
    return size === undefined ? {} : { [name]: size };
  };
/** Keys of Windows or of Swarm. */
export const swarm = never('take it away: it is for Windows or for Swarm');

/** A name that may stand in a list with its value, where a dollar sign is two. */
export function unescaped(name: string): string {
  return name.replaceAll('$$', '$');
}

/** A map of texts; its names are templates, too. */
export function spelled(values: ReadonlyMap<string, Text>): Body {
  return Object.fromEntries([...values].map(([name, value]) => [spell([name]), spell(value)]));
}

/** Processors. */
export function cpus(value: Count): Body {
  return { cpus: typeof value === 'number' ? (readBack(value) ?? String(value)) : readBackLater(value) };
}

/** What `readBack` does, done by Terraform once it knows the number. */
function readBackLater(value: Text): string {
  const [whole, tenths] = ['format("%.9f", n)', 'n * 10 == floor(n * 10)'];
  const short = `length(regexall("0", ${whole})) == 9 && ${tenths}`;
  return expression(
    `[for n in [tonumber(${quoted(value)})] : ${short} ? format("%.1f", n) : replace(${whole}, "/0+$/", "")][0]`,
  );
}
