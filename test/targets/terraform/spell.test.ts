import { expect, test } from 'vitest';
import type { Text } from '../../../src/compose/text.ts';
import { quoted, spell, spellCount, spellFlag } from '../../../src/targets/terraform/spell.ts';

const X = { kind: 'variable', name: 'X' } as const;
const or = (sign: ':-' | '-' | ':?' | '?' | ':+' | '+', text: Text) =>
  ({ ...X, otherwise: { sign, text } }) as const;

// That Terraform reads what was said is tried with Terraform itself, and many more: test/engine/terraform-cdk.engine.ts.
test.each([
  ['plain', 'plain', '"plain"'],
  ['${', '$${', '"$${"'],
  ['%{ if true }', '%%{ if true }', '"%%{ if true }"'],
  ['$${', '${"$$"}{', '"${"$$"}{"'],
  ['$$${a}', '${"$$$"}{a}', '"${"$$$"}{a}"'],
  ['$%{', '${"$%"}{', '"${"$%"}{"'],
  ['$', '$', '"$"'],
  ['${TfToken[TOKEN.0]}', '${"$"}{TfToken[TOKEN.0]}', '"${"$"}{TfToken[TOKEN.0]}"'],
  ['#{TfToken[', '${"#"}{TfToken[', '"${"#"}{TfToken["'],
  ['$#{TfToken[x', '${"$#"}{TfToken[x', '"${"$#"}{TfToken[x"'],
  ['#{x}', '#{x}', '"#{x}"'],
  ['a "b" \\', 'a "b" \\', '"a \\"b\\" \\\\"'],
  ['a\n\tb', 'a\n\tb', '"a\\n\\tb"'],
  ['\b\f', '\b\f', '"\\u0008\\u000c"'],
  ['a\r\n', 'a${"\\r"}\n', '"a\\r\\n"'],
  ['$\r', '${"$\\r"}', '"$\\r"'],
  ['\ufeffa', '${"\\ufeff"}a', '"${"\\ufeff"}a"'],
  ['\u2028', '\u2028', '"\u2028"'],
])('%j as a string, and as an expression', (text, asString, asExpression) => {
  expect([spell([text]), quoted([text])]).toEqual([asString, asExpression]);
});

test.each<readonly [Text, string]>([
  [[X], '${var.X}'],
  [['a', 'b', X, 'c'], 'ab${var.X}c'],
  [['costs $', X], 'costs ${"$"}${var.X}'],
  [['costs $$', X, '$'], 'costs ${"$$"}${var.X}$'],
  [['a%', X], 'a%${var.X}'],
  [[{ kind: 'address', service: 'db', port: 5432 }, '/', X], 'db:5432/${var.X}'],
  [[or(':?', ['set it'])], '${var.X}'],
  [[or('?', [])], '${var.X}'],
  [[or(':-', [])], '${var.X}'],
  [[or(':-', ['a"${'])], '${var.X != "" ? var.X : "a\\"$${"}'],
  [[or('-', ['a'])], '${var.X != "" ? var.X : "a"}'],
  [[or(':+', ['a'])], '${var.X != "" ? "a" : ""}'],
  [
    [or(':-', ['$', or('-', ['$${', X])])],
    '${var.X != "" ? var.X : "${"$"}${var.X != "" ? var.X : "${"$$"}{${var.X}"}"}',
  ],
])('%j with variables', (text, wanted) => {
  expect(spell(text)).toBe(wanted);
});

test('numbers and flags stay what they are', () => {
  expect([spellCount(3), spellCount([X]), spellFlag(false), spellFlag([X])]).toEqual([
    3,
    '${var.X}',
    false,
    '${var.X}',
  ]);
});
