import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isMisspelled, readText, resolveText, spellText } from '../../src/compose/interpolation.ts';
import type { Text } from '../../src/compose/text.ts';

const v = (name: string) => ({ kind: 'variable' as const, name });
const otherwise = (name: string, sign: ':-' | '-' | ':?' | '?' | ':+' | '+', text: Text) => ({
  ...v(name),
  otherwise: { sign, text },
});

describe('what Compose reads', () => {
  test.each<[string, Text]>([
    ['', []],
    ['plain', ['plain']],
    ['$A', [v('A')]],
    ['${A}', [v('A')]],
    ['$A_1-b', [v('A_1'), '-b']],
    ['$$A', ['$A']],
    ['a$', ['a$']],
    ['$5 $ %', ['$5 $ %']],
    ['$$${A}$$', ['$', v('A'), '$']],
    ['${A:-b}', [otherwise('A', ':-', ['b'])]],
    ['${A:-}', [otherwise('A', ':-', [])]],
    ['${A-b}', [otherwise('A', '-', ['b'])]],
    ['${A:?say: it}', [otherwise('A', ':?', ['say: it'])]],
    ['${A?}', [otherwise('A', '?', [])]],
    ['${A:+b}', [otherwise('A', ':+', ['b'])]],
    ['${A+$B}', [otherwise('A', '+', [v('B')])]],
    ['${A:-$$b}', [otherwise('A', ':-', ['$b'])]],
    ['${A:-${B:-${C}}}/x', [otherwise('A', ':-', [otherwise('B', ':-', [v('C')])]), '/x']],
    ['${A:-{"b": {}}} c', [otherwise('A', ':-', ['{"b": {}}']), ' c']],
    ['${A}} ${B}', [v('A'), '} ', v('B')]],
    ['x\n${A}\n}', ['x\n', v('A'), '\n}']],
  ])('%s', (written, text) => {
    expect(readText(written)).toEqual(text);
  });
});

describe('what Compose refuses', () => {
  test.each([
    ['a ${', 2],
    ['${A', 0],
    ['${}', 0],
    ['x${1}', 1],
    ['${A.b}', 0],
    ['${A/b/c}', 0],
    ['${A:b}', 0],
    ['${A:-\n}', 0],
    ['${A:-${}}', 5],
    ['${A:-x${B!}}', 6],
  ])('%s, at its place', (written, at) => {
    expect(readText(written)).toMatchObject({ at, mend: expect.stringContaining('$${') });
  });
});

const names = fc.constantFrom('A', 'B', 'C_1');
const text: fc.Arbitrary<Text> = fc.letrec<{ text: Text }>((tie) => ({
  text: fc.array(
    fc.oneof(
      { depthSize: 'small' },
      fc.constantFrom('a', '$', '$$', '${', 'B', ':-', ' ', '\n', 'é'),
      names.map(v),
      fc
        .tuple(names, fc.constantFrom(':-' as const, '-' as const, ':?' as const, '+' as const), tie('text'))
        .map(([name, sign, inner]) => otherwise(name, sign, inner)),
    ),
    { maxLength: 4 },
  ),
})).text;
const soup = fc
  .array(
    fc.constantFrom('$', '{', '}', 'A', 'B', ':-', '-', '?', '+', '$$', '${', ' ', '${A', '${B:-', '\n'),
    {
      maxLength: 12,
    },
  )
  .map((pieces) => pieces.join(''));
const values = fc.record({
  A: fc.constantFrom(undefined, '', 'one'),
  B: fc.constantFrom(undefined, '', 'two'),
});
const from = (env: object) => (name: string) => new Map<string, string>(Object.entries(env)).get(name);

describe('what is written is what was read', () => {
  test('whatever the values are', () => {
    fc.assert(
      fc.property(fc.oneof(soup, fc.string()), values, (written, env) => {
        const read = readText(written);
        if (isMisspelled(read)) return;
        const again = readText(spellText(read));
        expect(again).toEqual(read);
        expect(isMisspelled(again) ? again : resolveText(again, from(env))).toEqual(
          resolveText(read, from(env)),
        );
      }),
      { numRuns: 3000, seed: 5 },
    );
  });

  test('for texts that were made here', () => {
    fc.assert(
      fc.property(text, values, (made, env) => {
        // A brace that is open in a default, or its line that ends, cannot be written.
        const inner = JSON.stringify(made).match(/"otherwise".*/)?.[0] ?? '';
        fc.pre(!/\$\{"|\\n/.test(inner));
        const read = readText(spellText(made));
        expect(isMisspelled(read) ? read : resolveText(read, from(env))).toEqual(
          resolveText(made, from(env)),
        );
      }),
      { numRuns: 1000, seed: 6 },
    );
  });
});

test.each([
  ['${A:-x}', undefined, 'x'],
  ['${A:-x}', '', 'x'],
  ['${A-x}', undefined, 'x'],
  ['${A-x}', '', ''],
  ['${A:?x}', '', undefined],
  ['${A?x}', '', ''],
  ['${A?x}', undefined, undefined],
  ['${A:+x}', '', ''],
  ['${A+x}', '', 'x'],
  ['${A+x}', undefined, ''],
  ['-$A-', undefined, '--'],
])('%s with %s is %s', (written, value, result) => {
  const read = readText(written);
  expect(isMisspelled(read) ? read : resolveText(read, () => value)).toBe(result);
});
