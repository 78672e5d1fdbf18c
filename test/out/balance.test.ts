import { expect, test } from 'vitest';
import type { Artifact } from '../../src/model/artifact.ts';
import { balanceOf, compare, removesMost, write } from '../../src/out.ts';
import { folder, put, tree } from '../support/folder.ts';

const files = (...paths: readonly string[]): readonly Artifact[] =>
  paths.map((path) => ({ path, content: `${path}\n`, executable: false }));
const made = (...paths: readonly string[]) => {
  const out = folder();
  write(out, files(...paths));
  return out;
};
const some = (system: string, count: number) =>
  Array.from({ length: count }, (_, i) => `${system}/production/${i}`);

test('more than stays is not removed, and what it would be is named', () => {
  const out = made('shop/a', 'shop/b/c', 'shop/d');
  const before = tree(out);
  expect(() => write(out, files('shop/d', 'blog/e'))).toThrow(
    `${out} would lose 2 files and keep 1 of those that are there:\nshop/a\nshop/b/c`,
  );
  expect(tree(out)).toEqual(before);
  write(out, files('shop/d', 'blog/e'), { removeMost: true });
  expect(Object.keys(tree(out))).toEqual(['.stowage-manifest', 'blog/e', 'shop/d']);
});

test('of many, each folder is named with how many go from it', () => {
  const out = made(...some('shop', 20), 'shop/README.md', 'shop/production/scripts/deep/x');
  expect(() => write(out, files('blog/a'))).toThrow(
    `${out} would lose 22 files and keep none of those that are there:\nshop: 1 file\nshop/production: 21 files`,
  );
});

test('of many folders, the first twelve', () => {
  const out = made(...Array.from({ length: 30 }, (_, i) => `s${i + 10}/a`));
  expect(() => write(out, files('blog/a'))).toThrow(/\ns21: 1 file\n… and 18 more$/);
});

test.each<readonly [string, readonly string[], readonly string[], readonly string[], number, boolean]>([
  ['a first run', [], ['a', 'b'], [], 0, false],
  ['the only file of all, renamed', ['a'], ['b'], ['a'], 0, false],
  ['both of two', ['a', 'b'], ['c'], ['a', 'b'], 0, true],
  ['one of two environments', [...some('a', 3), 'a/x'], ['a/x', ...some('b', 1)], some('a', 3), 1, true],
  ['half', ['a', 'b', 'c', 'd'], ['a', 'b'], ['c', 'd'], 2, false],
  ['everything', ['a', 'b', 'c'], [], ['a', 'b', 'c'], 0, true],
])('%s', (_, before, after, removed, stay, most) => {
  const balance = balanceOf(compare(made(...before), files(...after)));
  expect(balance).toEqual({ removed, stay });
  expect(removesMost(balance)).toBe(most);
});

test('what is written anew stays; what is not ours, and what is gone already, does not count', () => {
  const out = made('a', 'b', 'c', 'd');
  put(out, { mine: 'mine', b: 'somebody else wrote this\n' });
  const changed = files('a').map((one) => ({ ...one, content: 'new\n' }));
  expect(balanceOf(compare(out, changed))).toEqual({ removed: ['c', 'd'], stay: 1 });
});
