import { isNothing, replace, replaces } from '../../src/compose/replace.ts';
import { rawFault } from '../../src/model/raw-fault.ts';
import type { SaidModel, ServiceModel } from '../../src/model/service.ts';
import type { Named, VariableBook } from './value.ts';
import { isNamed } from './value.ts';

/**
 * Raw keys as a stack writes them: wherever Compose takes any text, a value may stand, too. The names of a map are text.
 * @throws StowageError `raw-loop` when a value contains itself, `raw-huge` for more than any file has, `raw-value` for a function, a symbol or an
 * object of a class
 * @see https://docs.docker.com/reference/compose-file/
 */
export type RawKeys<Keys> = Keys extends string
  ? string extends Keys
    ? Keys | Named
    : Keys
  : Keys extends readonly (infer Item)[]
    ? readonly RawKeys<Item>[]
    : Keys extends object
      ? { readonly [Key in keyof Keys]: RawKeys<Keys[Key]> }
      : Keys;

/**
 * Raw keys go into a YAML file, which is a tree of plain values.
 * @param within the prop that they stand in
 * @throws StowageError `raw-loop` when a value contains itself, `raw-huge` for more than any file has, `raw-value` for a function, a symbol or an object of a class.
 */
export function checkRawKeys(id: string, keys: object | undefined, within = ['compose']): void {
  const fault = rawFault(id, keys, { within, isValue: isNamed });
  if (fault !== undefined) throw fault;
}

/**
 * Raw keys as data. A value among them is spelled as Compose reads it, and its variables are noted down; plain text stays as it is,
 * Compose's own `${…}` in it. A list or a map that is marked stays marked, and a `reset` is one.
 */
export function rawModel(
  keys: object | undefined,
  book: VariableBook,
): Required<Pick<ServiceModel, 'compose' | 'said'>> {
  const said: SaidModel[] = [];
  const copies = new Map<object, object>();
  const copy = (value: unknown, path: readonly string[]): unknown => {
    if (isNamed(value)) {
      const text = book.text(value);
      said.push({ keys: path, text });
      return book.spelled(text);
    }
    if (typeof value !== 'object' || value === null || isNothing(value)) return value;
    const known = copies.get(value);
    if (known !== undefined) return known;
    const empty = Array.isArray(value) ? [] : {};
    const made = replaces(value) ? replace(empty) : empty;
    // Before what is in it: it may contain itself, which is refused later.
    copies.set(value, made);
    for (const [key, one] of Object.entries(value))
      Object.defineProperty(made, key, { ...open, value: copy(one, [...path, key]) });
    return made;
  };
  const compose = Object.fromEntries(Object.entries(keys ?? {}).map(([key, one]) => [key, copy(one, [key])]));
  return { compose, said };
}

const open = { configurable: true, enumerable: true, writable: true };
