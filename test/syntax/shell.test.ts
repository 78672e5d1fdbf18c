import { spawnSync } from 'node:child_process';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { shellInside, shellLines, shellWord } from '../../src/syntax/shell.ts';

test.each([
  ['web', 'web'],
  ['/_health', '/_health'],
  ['', `''`],
  ['two words', `'two words'`],
  [`it's`, `'it'\\''s'`],
  ['$HOME', `'$HOME'`],
  ['~', `'~'`],
])('%j is written %s', (value, word) => {
  expect(shellWord(value)).toBe(word);
});

const value = fc.string({ unit: 'binary' }).map((text) => text.replaceAll('\0', ''));
const hostile = fc
  .array(fc.constantFrom(...`'"\\$\`!*?[]{}()<>|&;# =~^-:\n\t`, '$(id)', 'a'))
  .map((pieces) => pieces.join(''));

test.each(['bash', 'sh'])('%s reads back the same words', (shell) => {
  fc.assert(
    fc.property(fc.array(fc.oneof(value, hostile), { maxLength: 5 }), (words) => {
      const line = `printf '%s\\0' ${words.map(shellWord).join(' ')} end`;
      const { stdout, stderr } = spawnSync(shell, ['-c', line], { encoding: 'utf8' });
      expect(stderr).toBe('');
      expect(stdout.split('\0')).toEqual([...words, 'end', '']);
    }),
    { numRuns: 100 },
  );
});

test.each(['bash', 'sh'])('%s reads back what stands between double quotes', (shell) => {
  fc.assert(
    fc.property(fc.oneof(value, hostile), (text) => {
      const line = `printf '%s\\0' "<${shellInside(text)}>"`;
      const { stdout, stderr } = spawnSync(shell, ['-c', line], { encoding: 'utf8' });
      expect([stdout, stderr]).toEqual([`<${text}>\0`, '']);
    }),
    { numRuns: 100 },
  );
});

test('lines stay as they are, and end once', () => {
  expect(shellLines('a() {\n  echo "$1"\n}\n\n')).toBe('a() {\n  echo "$1"\n}');
});

test('a NUL byte is refused', () => {
  for (const spelled of [shellWord, shellInside, shellLines])
    expect(() => spelled('a\0b')).toThrow(RangeError);
  expect(() => shellLines('one\ntwo\0\n')).toThrow('"two\\u0000" cannot stand in a shell script');
});
