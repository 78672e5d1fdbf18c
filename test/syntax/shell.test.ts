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

/** A shell reads twenty-five lines in the time of one. */
const lines = <T>(line: fc.Arbitrary<T>) => fc.array(line, { minLength: 25, maxLength: 25 });

test.each(['bash', 'sh'])('%s reads back the same words', (shell) => {
  fc.assert(
    fc.property(lines(fc.array(fc.oneof(value, hostile), { maxLength: 5 })), (all) => {
      const script = all.map((words) => `printf '%s\\0' ${words.map(shellWord).join(' ')} end`).join('\n');
      const { stdout, stderr } = spawnSync(shell, ['-c', script], { encoding: 'utf8' });
      expect(stderr).toBe('');
      expect(stdout.split('\0')).toEqual([...all.flatMap((words) => [...words, 'end']), '']);
    }),
    { numRuns: 4 },
  );
});

test.each(['bash', 'sh'])('%s reads back what stands between double quotes', (shell) => {
  fc.assert(
    fc.property(lines(fc.oneof(value, hostile)), (all) => {
      const script = all.map((text) => `printf '%s\\0' "<${shellInside(text)}>"`).join('\n');
      const { stdout, stderr } = spawnSync(shell, ['-c', script], { encoding: 'utf8' });
      expect(stderr).toBe('');
      expect(stdout.split('\0')).toEqual([...all.map((text) => `<${text}>`), '']);
    }),
    { numRuns: 4 },
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
