import { join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import * as vocabulary from '../../../constructs/index.ts';
import { isPlain } from '../../../constructs/props/fault.ts';
import { calls } from '../../../constructs/props/shapes.gen.ts';
import { compile } from '../../../src/compile.ts';
import { StowageError } from '../../../src/model/error.ts';
import { authorPlace } from '../../../src/model/place.ts';
import { call, right } from './right/call.ts';
import { image, world } from './right/world.ts';

/** Where the call stands. */
const author = join(import.meta.dirname, 'right/call.ts');

/** The keys to where the steps lead: the last may be one that is not there. */
function placeIn(value: unknown, [step, ...rest]: readonly number[]): readonly string[] {
  if (step === undefined || (!Array.isArray(value) && !isPlain(value))) return [];
  const keys = Object.keys(value);
  const key = keys[step % (keys.length + 1)];
  return key === undefined ? ['nonsense'] : [key, ...placeIn(Reflect.get(value, key), rest)];
}

/** A copy with nonsense at that place. */
function spoilt(value: unknown, [key, ...rest]: readonly string[], nonsense: unknown): unknown {
  if (key === undefined) return nonsense;
  if (!Array.isArray(value))
    return { ...Object(value), [key]: spoilt(Reflect.get(Object(value), key), rest, nonsense) };
  return key === 'nonsense'
    ? [...value, nonsense]
    : value.map((one, i) => (i === Number(key) ? spoilt(one, rest, nonsense) : one));
}

const nonsense = fc.oneof(
  fc.anything({
    withBigInt: true,
    withBoxedValues: true,
    withDate: true,
    withMap: true,
    withNullPrototype: true,
    withObjectString: true,
    withSet: true,
    withSparseArray: true,
    withTypedArray: true,
  }),
  fc.constantFrom(undefined, null, Number.NaN, -1, 0, 1e99, '', ' ', '0mb', '27:99', '__proto__', [], {}, [
    [],
  ]),
  fc.constantFrom(Symbol('x'), () => 1, class {}, { __proto__: { image } }, 'a\nb', '$X', 'constructor'),
  fc.constant(undefined).map(() => new vocabulary.App()), // a new one each time
);

test('every constructor and every verb has a line in right/', () => {
  expect(Object.keys(right).sort()).toEqual(Object.keys(calls).sort());
});

test.each(Object.keys(right))('%s takes what is right', (name) => {
  const w = world();
  call(name, w, right[name]?.(w) ?? []);
  expect(() => compile(w.app)).not.toThrow();
});

/** What makes a value, which no stack holds yet. */
const makesValue =
  /^(new (Address|Environment|Secret|Template|Variable)|Environment\.\w+|archived|fileBeside|replace|text)$/;

test.each(Object.keys(right))('%s with nonsense is a mistake of the author, at his line', (name) => {
  let refused = 0;
  const whole = right[name]?.(world()) ?? [];
  // Half of what is drawn is one of a few words: the same at the same place would come out the same.
  const tried = new Map<unknown, Set<string>>();
  fc.assert(
    fc.property(fc.array(fc.nat(40), { minLength: 1, maxLength: 5 }), nonsense, (steps, wrong) => {
      const place = placeIn(whole, steps);
      const places = tried.get(wrong) ?? new Set();
      if (places.has(place.join('\0'))) return;
      tried.set(wrong, places.add(place.join('\0')));
      const w = world();
      const args = spoilt(right[name]?.(w) ?? [], place, wrong) as readonly unknown[]; // a list stays one
      try {
        call(name, w, args);
      } catch (error) {
        refused++;
        expect(error).toBeInstanceOf(StowageError);
        expect(authorPlace((error as StowageError).stack)?.file).toBe(author);
        return;
      }
      if (makesValue.test(name)) return;
      try {
        compile(w.app);
      } catch (error) {
        expect(error).toBeInstanceOf(StowageError); // said later, of the construct
      }
    }),
    { seed: 11, numRuns: 120 },
  );
  expect(refused).toBeGreaterThan(name === 'new App' ? -1 : 5);
});
