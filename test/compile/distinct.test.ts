import { expect, test } from 'vitest';
import { checkPaths } from '../../src/compile/distinct.ts';
import { stack } from '../support/model.ts';

const file = (path: string) => ({ path, content: '', executable: false });
const conf = { path: 'shop-test/web/conf', file: 'Makefile', content: { kind: 'text', text: '' } } as const;
const stacks = [stack({ files: [conf] })];
const check = (...paths: readonly string[]) => checkPaths(stacks, paths.map(file));

test('files beside each other are fine', () => {
  expect(check('shop/test/a', 'shop/test/b/a', 'shop/test/ab')).toBeUndefined();
});

test('two files with one path are refused, at the construct that can take another name', () => {
  expect(() => check('shop/test/Makefile', 'shop/test/Makefile')).toThrow(
    expect.objectContaining({
      code: 'artifact-twice',
      message: 'two files want to be shop/test/Makefile',
      fix: 'give "shop-test/web/conf" another name or path',
      at: 'shop-test/web/conf',
    }),
  );
  expect(() => check('shop/README.md', 'shop/readme.md')).toThrow(
    expect.objectContaining({
      message: 'two files want to be shop/readme.md, and one shop/README.md: many disks tell no case',
      fix: 'give one of the systems another name',
      at: 'shop-test',
    }),
  );
});

test('a file where a folder is to be is refused', () => {
  expect(() => check('shop/test/makefile/a', 'shop/test/Makefile')).toThrow(
    expect.objectContaining({
      code: 'artifact-above',
      message: 'shop/test/Makefile is to be a file, and a folder: shop/test/makefile/a lies in it',
      at: 'shop-test/web/conf',
    }),
  );
});

test.each([
  ['compose.yaml', 'docker-compose.yml', 'Compose'],
  ['docker-compose.yaml', 'docker-compose.yml', 'Compose'],
  ['GNUmakefile', 'Makefile', 'make'],
])('%s is refused beside %s: it would be read in its place', (file, ours, program) => {
  expect(() => check(`shop/test/${ours}`, `shop/test/${file}`)).toThrow(
    expect.objectContaining({
      code: 'bad-path',
      message: `"shop/test/${file}" cannot be written: ${program} looks for that name, and ${ours} beside it is what it is to read`,
      fix: 'give the file another path',
    }),
  );
  expect(() => check(`shop/test/${ours}`, `shop/test/web/${file}`)).not.toThrow();
});

test('a path that leads out of the folder, or that a disk takes for another, is refused', () => {
  expect(() => check('shop/test/../Makefile')).toThrow(
    expect.objectContaining({
      code: 'bad-path',
      message: '"shop/test/../Makefile" cannot be written: it leads out of the folder',
      fix: 'give the file another path: relative, with forward slashes',
      at: 'shop-test',
    }),
  );
  expect(() => check(`shop/${'x'.repeat(201)}/a`)).toThrow(
    'cannot be written: it is longer than a disk takes',
  );
  expect(() => check(`shop/${'x/'.repeat(1000)}a`)).toThrow(
    'cannot be written: it is longer than a disk takes',
  );
  expect(() => check('shop/a\\b')).toThrow('"shop/a\\\\b" cannot be written: it has a backslash');
});
