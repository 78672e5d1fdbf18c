import { spawnSync } from 'node:child_process';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { shellWord } from '../../src/syntax/shell.ts';

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

test('a NUL byte is refused', () => {
  expect(() => shellWord('a\0b')).toThrow(RangeError);
});
