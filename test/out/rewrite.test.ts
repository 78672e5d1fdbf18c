import { chmodSync, lstatSync, readFileSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { rewrite } from '../../src/out.ts';
import { folder, tree } from '../support/folder.ts';

const change = (file: string, before: string, after: string) => ({
  file,
  before: Buffer.from(before),
  after: Buffer.from(after),
});

test('the content is another one; the mode is not, and nothing is left beside it', () => {
  const path = folder({ 'a.ts': 'old' });
  chmodSync(join(path, 'a.ts'), 0o640);
  rewrite([change(join(path, 'a.ts'), 'old', 'new')]);
  expect(tree(path)).toEqual({ 'a.ts': 'new' });
  expect(lstatSync(join(path, 'a.ts')).mode & 0o777).toBe(0o640);
});

test('a link still leads to the file', () => {
  const path = folder({ 'real/a.ts': 'old' });
  symlinkSync('real/a.ts', join(path, 'a.ts'));
  rewrite([change(join(path, 'a.ts'), 'old', 'new')]);
  expect(lstatSync(join(path, 'a.ts')).isSymbolicLink()).toBe(true);
  expect(readFileSync(join(path, 'real/a.ts'), 'utf8')).toBe('new');
});

test('what somebody changed in the meantime is not lost, and no other file is touched', () => {
  const path = folder({ 'a.ts': 'old', 'b.ts': 'edited' });
  const both = ['a.ts', 'b.ts'].map((name) => change(join(path, name), 'old', 'new'));
  expect(() => rewrite(both)).toThrow(
    expect.objectContaining({
      code: 'source-changed',
      message: `${join(path, 'b.ts')} was changed in the meantime`,
    }),
  );
  expect(tree(path)).toEqual({ 'a.ts': 'old', 'b.ts': 'edited' });
});

test('when one of them cannot be written, none is', () => {
  const path = folder({ 'a.ts': 'old' });
  const both = ['a.ts', 'gone/b.ts'].map((name) => change(join(path, name), 'old', 'new'));
  expect(() => rewrite(both)).toThrow(
    expect.objectContaining({
      code: 'source-refused',
      fix: 'mend that, and run it again: every file is whole',
    }),
  );
  expect(tree(path)).toEqual({ 'a.ts': 'old' });
});

test('a file of the name that is made beside it stays, and so does the source', () => {
  const beside = `.a.ts.${process.pid}.tmp`;
  const path = folder({ 'a.ts': 'old', [beside]: 'mine' });
  expect(() => rewrite([change(join(path, 'a.ts'), 'old', 'new')])).toThrow(
    expect.objectContaining({ code: 'source-refused' }),
  );
  expect(tree(path)).toEqual({ 'a.ts': 'old', [beside]: 'mine' });
});
