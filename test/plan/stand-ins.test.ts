import fc from 'fast-check';
import { expect, test } from 'vitest';
import { canonical } from '../../src/compose/canonical.ts';
import { print } from '../../src/compose/print.ts';
import { standIns } from '../../src/plan/stand-ins.ts';
import { anyCompose } from '../support/any-compose.ts';

const said = (line: string) =>
  standIns([canonical({ services: { web: { image: 'a:1', command: [line] } } }).project]);

test('a variable that may have no default has a value, and one of its own', () => {
  const lookUp = said('${ONE} $TWO ${THREE:?} ${FOUR?say it} ${FIVE:-${SIX}}');
  const values = ['ONE', 'TWO', 'THREE', 'FOUR', 'SIX'].map(lookUp);
  expect(values).not.toContain(undefined);
  expect(new Set(values).size).toBe(5);
});

test('one that always has a default is without, and so is what is no variable', () => {
  const lookUp = said('${ONE:-1} ${TWO-} ${THREE:+there} $$FOUR $${FIVE}');
  expect(['ONE', 'TWO', 'THREE', 'FOUR', 'FIVE', 'kind'].map(lookUp)).toEqual(Array(6).fill(undefined));
});

/** What stands behind keys, but for those that no version looks at. */
function values(below: unknown): readonly string[] {
  if (typeof below === 'string') return [below];
  if (typeof below !== 'object' || below === null) return [];
  return Object.entries(below).flatMap(([key, value]) => (key.startsWith('x-') ? [] : values(value)));
}

test('wherever it stands', () => {
  let found = 0;
  fc.assert(
    fc.property(anyCompose({ variables: true }), (document) => {
      const { project } = canonical(document);
      const lookUp = standIns([project]);
      // `$$` is a dollar; a sign of a default ends in one of the two.
      for (const [, braced, sign = '', plain] of values(print(project))
        .join(' ')
        .matchAll(/\$(?:\$|\{(\w+)(:?[-?+])?|(\w+))/g)) {
        const name = plain ?? braced;
        if (name === undefined || /[-+]$/.test(sign)) continue;
        found++;
        expect([name, lookUp(name) !== undefined]).toEqual([name, true]);
      }
    }),
    { numRuns: 150, seed: 7 },
  );
  expect(found).toBeGreaterThan(100);
});
