import { expect, test } from 'vitest';
import { wordsIn } from '../../src/compose/command-line.ts';

test.each([
  ['', []],
  ['  ', []],
  ['run it', ['run', 'it']],
  ['sh -c "a && b"', ['sh', '-c', 'a && b']],
  [`'q"x' "it's"`, ['q"x', "it's"]],
  ['a"b c"d', ['ab cd']],
  ['z\\ y', ['z y']],
  ['\\\\ "a\\"b" \'\\\'', ['\\', 'a"b', '\\']],
  ['a "" \'\'', ['a', '', '']],
  ['a\tb\nc', ['a', 'b', 'c']],
  // What Compose drops: no shell reads it.
  ['echo a; echo b', ['echo', 'a']],
  ['a | b', ['a']],
  ['a>b', ['a']],
  ['a 2> b', ['a']],
  ['echo $(date -u)', ['echo', '$(date -u)']],
  ['a `b c`', ['a', '`b c`']],
  ['😀 \\😀', ['😀', '😀']],
])('%s', (line, words) => {
  expect(wordsIn(line)).toEqual(words);
});

test.each(['"a', "it's", 'a\\', 'f(x)', 'a)', '$(a'])('%s is refused', (line) => {
  expect(wordsIn(line)).toMatchObject({ mend: expect.stringContaining('list') });
});
