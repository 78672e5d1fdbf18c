import { join } from 'node:path';
import { expect, test } from 'vitest';
import { compare, write } from '../../src/out.ts';
import { folder, tree } from '../support/folder.ts';

const made = [{ path: 'x', content: 'x\n', executable: false }];

test.each([
  ['the root', () => '/', /^OUT is the root of the disk, and no folder for what is generated$/],
  [
    'the root by another way',
    () => '/tmp/..',
    /^OUT is the root of the disk, and no folder for what is generated$/,
  ],
  ['a file', () => join(folder({ a: 'mine' }), 'a'), /^OUT is not a folder$/],
  [
    'a folder in a file',
    () => join(folder({ a: 'mine' }), 'a/b/c'),
    /^OUT cannot be made: .*\/a is not a folder$/,
  ],
  ['a device', () => '/dev/null', /^OUT is not a folder$/],
])('%s is no output folder', (_, of, message) => {
  const out = of();
  for (const attempt of [compare, write]) {
    expect(() => attempt(out, made)).toThrow(
      expect.objectContaining({
        code: 'out-blocked',
        message: expect.toSatisfy((text: string) => message.test(text.replace(out, 'OUT'))),
        fix: 'choose another folder with --out',
      }),
    );
  }
});

test('folders are made down to the last, and where the system takes none, that is said', () => {
  const out = join(folder(), 'a/b/c');
  write(out, made);
  expect(tree(out)).toMatchObject({ x: 'x\n' });
  expect(() => write('/proc/stowage/out', made)).toThrow(expect.objectContaining({ code: 'out-refused' }));
});
