import { expect, test } from 'vitest';
import { Secret, Variable } from '../../../constructs/index.ts';

const secret = (pattern: string) => new Secret('TOKEN', { description: 'x', issued: true, pattern });
const variable = (pattern: string) => new Variable('TOKEN', { description: 'x', pattern });

test.each([
  ['[a-z', 'its brackets, parentheses or repetitions do not fit together'],
  ['(a', 'its brackets, parentheses or repetitions do not fit together'],
  ['*a', 'its brackets, parentheses or repetitions do not fit together'],
  ['a{2,1}', 'its brackets, parentheses or repetitions do not fit together'],
  ['\\d+', 'it has no \\d'],
  ['(?:a|b)', 'it has no (?…)'],
  ['[[:alfa:]]+', 'it has no class [:alfa:]'],
])('%s is none that bash reads', (pattern, what) => {
  const refused = expect.objectContaining({
    code: 'bad-pattern',
    message: `the pattern of TOKEN is ${JSON.stringify(pattern)}, which is no POSIX extended regular expression: ${what}`,
  });
  expect(() => secret(pattern)).toThrow(refused);
  expect(() => variable(pattern)).toThrow(refused);
});

test.each([
  '[^@[:space:]]+@[^@[:space:]]+',
  'true|false',
  '[]a]+',
  '[^]]*',
  '\\$2[aby]\\$[0-9]{2}',
  'a\\\\d',
  '(a|b){1,3}',
  '',
])('%s is one', (pattern) => {
  expect(secret(pattern).model.pattern).toBe(pattern);
  expect(() => variable(pattern)).not.toThrow();
});
