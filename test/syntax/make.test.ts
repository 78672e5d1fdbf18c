import { spawnSync } from 'node:child_process';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { makeComment, makeTarget, makeText } from '../../src/syntax/make.ts';
import { shellWord } from '../../src/syntax/shell.ts';

function make(makefile: string) {
  const { stdout, stderr } = spawnSync('make', ['--silent', '-f', '-'], {
    input: makefile,
    encoding: 'utf8',
  });
  return { stdout, stderr };
}

const hostile = fc
  .array(fc.constantFrom(...`'"\\$#:;=%@-+()[]{} \t*~&|<>!`, '$(shell id)', '${MAKE}', '$@', 'a'))
  .map((pieces) => pieces.join(''));

test('a recipe gets its words through make and the shell', () => {
  fc.assert(
    fc.property(fc.array(hostile, { maxLength: 4 }), (words) => {
      const recipe = `printf '%s\\0' ${words.map((word) => makeText(shellWord(word))).join(' ')} end`;
      const { stdout, stderr } = make(`all:\n\t${recipe}\n`);
      expect(stderr).toBe('');
      expect(stdout.split('\0')).toEqual([...words, 'end', '']);
    }),
    { numRuns: 100 },
  );
});

test('a comment behind a target stays one', () => {
  fc.assert(
    fc.property(fc.oneof(hostile, fc.string()), (text) => {
      const { stdout, stderr } = make(
        `all: | other ## ${makeComment(text)}\n\t@echo done\nother:\n\t@echo other\n`,
      );
      expect({ stdout, stderr }).toEqual({ stdout: 'other\ndone\n', stderr: '' });
    }),
    { numRuns: 100 },
  );
});

test.each([
  ['a\n\tb', 'a b'],
  ['ends in \\', 'ends in \\.'],
  [' plain ', 'plain'],
])('the comment %j is written %j', (text, written) => {
  expect(makeComment(text)).toBe(written);
});

describe('what cannot be written', () => {
  test.each(['a\nb', 'a\rb', 'a\0b'])('%j in a recipe', (text) => {
    expect(() => makeText(text)).toThrow(RangeError);
  });

  test.each(['', '.PHONY', 'a b', 'a:b', '%', '$(x)', '-x', 'a/b', 'a=b', '#'])('%j as a target', (name) => {
    expect(() => makeTarget(name)).toThrow(RangeError);
  });
});

test('a plain name is a target', () => {
  expect(makeTarget('check-async_migrations.2')).toBe('check-async_migrations.2');
});
