import type { Form } from '../form.ts';
import type { Text } from '../text.ts';
import { byName } from './pairs.ts';
import { scalar, scalarOrNone } from './scalars.ts';

/** Texts by name, `NAME=value` or `NAME: value`; a name without a value has none: the shell of the caller says it. */
export const pairs: Form<ReadonlyMap<string, Text | null>> = byName<Text | null>({
  inMap: scalarOrNone,
  inList: {
    separators: ['='],
    of: (said) => said ?? null,
    print: (value) => (value === null ? undefined : [value]),
  },
});

/** The same, but a name without a value has an empty one. */
export const labels: Form<ReadonlyMap<string, Text>> = byName<Text>({
  inMap: scalar,
  inList: { separators: ['='], of: (said) => said ?? [], print: (value) => [value] },
});

/**
 * Names, each with more to say or not.
 * @param plain what is said of a name alone
 * @param isPlain whether that is all: where it is for each name, a list is printed
 */
export function namesOf<Value>(
  form: Form<Value>,
  plain: Value,
  isPlain: (value: Value) => boolean,
): Form<ReadonlyMap<string, Value>> {
  return byName<Value>({
    inMap: form,
    inList: { separators: [], of: () => plain, print: () => undefined },
    asList: (values) => values.length > 0 && values.every(isPlain),
  });
}

/** The same, where nothing is said of a name alone. */
export function namesWith<Value>(form: Form<Value>): Form<ReadonlyMap<string, Value | null>> {
  return namesOf<Value | null>(
    {
      read: (written, at, faults) => (written === null ? null : form.read(written, at, faults)),
      print: (value) => (value === null ? null : form.print(value)),
    },
    null,
    (value) => value === null,
  );
}
