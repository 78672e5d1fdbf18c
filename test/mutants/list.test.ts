import { expect, test } from 'vitest';
import { isHere, mutants } from './list/index.ts';
import type { Mutant } from './mutant.ts';
import { stale } from './stale.ts';

const file = 'src/model/unspellable.ts';
const right: Mutant = {
  fault: 'it has another name',
  file,
  replace: 'export class Unspellable',
  by: 'export class Unspoken',
  fails: { 'test/mutants/list.test.ts': 'every entry can be tried' },
};

test('every entry can be tried: its text stands in its file once, and its tests are there', () => {
  expect(mutants.length).toBeGreaterThan(100);
  expect(mutants.flatMap(stale)).toEqual([]);
});

test.each<[string, Partial<Mutant>, boolean]>([
  ['in the compiler', {}, true],
  ['in a system that is not here', { file: 'stacks/gone/images.ts' }, false],
  ['that a test of such a system finds', { fails: { 'stacks/gone/test/images.test.ts': 'x' } }, false],
  ['in a file beside the systems', { file: 'stacks/gone.ts' }, true],
])('an entry %s', (_, over, here) => {
  expect(isHere({ ...right, ...over })).toBe(here);
});

test('no entry is there twice', () => {
  const keys = mutants.map(({ file, replace, by }) => JSON.stringify([file, replace, by]));
  expect(keys.filter((key, i) => keys.indexOf(key) !== i)).toEqual([]);
});

test.each<[string, Partial<Mutant>, string]>([
  [
    'a file that is gone',
    { file: 'src/gone.ts' },
    'src/gone.ts (it has another name): there is no such file',
  ],
  [
    'a text that is gone',
    { replace: 'Spelt' },
    `${file} (it has another name): "Spelt" stands there 0 times, not once`,
  ],
  [
    'a text that changes nothing',
    { by: right.replace },
    `${file} (it has another name): nothing would change`,
  ],
  [
    'a test file that is gone',
    { fails: { 'test/gone.test.ts': 'it is' } },
    `${file} (it has another name): there is no test/gone.test.ts`,
  ],
  [
    'a test that is gone',
    { fails: { 'test/syntax/make.test.ts': 'no such title at all' } },
    `${file} (it has another name): test/syntax/make.test.ts has no test "no such title at all…"`,
  ],
])('%s is named', (_, over, said) => {
  expect(stale(right)).toEqual([]);
  expect(stale({ ...right, ...over })).toEqual([said]);
});
