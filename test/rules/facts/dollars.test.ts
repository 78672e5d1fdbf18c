import { describe, expect, test } from 'vitest';
import { dollarsIn } from '../../../src/rules/facts/dollars.ts';

const names = (value: string) => dollarsIn(value).map(({ name }) => name);

describe('the dollar signs that Compose acts on', () => {
  test.each<[string, readonly (string | undefined)[]]>([
    ['$A', ['A']],
    ['${A}', ['A']],
    ['$A$B', ['A', 'B']],
    ['$$A', []],
    ['$$$A', ['A']],
    ['$$$$A', []],
    ['${A:-x}${B-y}', ['A', 'B']],
    ['${A:?$B}', ['A', 'B']],
    ['${A:-${B:-${C:-${D}}}}', ['A', 'B', 'C', 'D']],
    ['${A:+{x}} ${B}', ['A', 'B']],
    ['$1 $( $) $ $', []],
    ['{{ ${A} }}', ['A']],
    ['${A/x/y}', [undefined]],
    ['${A:=x}', [undefined]],
    ['${A:0:2}', [undefined]],
    ['${#A}', [undefined]],
    ['${1}', [undefined]],
    ['${}', [undefined]],
    ['${A', [undefined]],
    ['${', [undefined]],
  ])('%s', (value, expected) => {
    expect(names(value)).toEqual(expected);
  });

  test('what stands in its place', () => {
    expect(dollarsIn('${A:-x y}')).toEqual([{ written: '${A:-x y}', name: 'A', otherwise: 'x y' }]);
    expect(dollarsIn('${A:-}')).toEqual([{ written: '${A:-}', name: 'A' }]);
    expect(dollarsIn('${A:+x}')).toEqual([{ written: '${A:+x}', name: 'A' }]);
  });

  test('a hundred thousand of them', () => {
    for (const many of ['${', '${A:-', '$', '{', '$A', '${A}'])
      expect(dollarsIn(many.repeat(100_000)).length).toBeLessThanOrEqual(100_000);
    expect(dollarsIn('${A:-'.repeat(1000) + '}'.repeat(1000))).toHaveLength(1000);
  });
});
