import { describe, expect, test } from 'vitest';
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

describe('what an author gives as a value', () => {
  const made = (props: { default?: string; example?: string; pattern: string }) => () =>
    new Variable('PORT_OF_MAIL', { description: 'x', ...props });

  test('matches the pattern', () => {
    expect(made({ default: 'smtp', pattern: '[0-9]+' })).toThrow(
      expect.objectContaining({
        code: 'bad-default',
        message:
          'the default of PORT_OF_MAIL is "smtp", and its own pattern [0-9]+ does not match that: make doctor refuses it',
        fix: 'write a default that matches, or mend the pattern',
      }),
    );
    expect(made({ example: '587/tcp', pattern: '[[:digit:]]+' })).toThrow(
      expect.objectContaining({
        code: 'bad-example',
        fix: 'write an example that matches, or mend the pattern',
      }),
    );
  });

  test.each([
    ['587', '[0-9]+'],
    ['', '[0-9]+'],
    ['a-z', '[[:alpha:]-]+'],
    ['x]', '[]x]+'],
    ['a b\t!', '[[:print:][:blank:]]+'],
    ['A1_', '[[:alnum:][:punct:]]+'],
    ['https://example.org/x', 'https?://[^[:space:]"\\\\]+'],
    // JavaScript takes it for these characters.
    ['aa', 'a{,3}'],
  ])('%j is one of %s', (value, pattern) => {
    expect(made({ default: value, example: value, pattern })).not.toThrow();
  });
});
