import { describe, expect, test } from 'vitest';
import { like } from '../../src/testing/like.ts';
import { listed } from '../../src/testing/pattern.ts';
import { Match } from '../../src/testing.ts';

/** The lines that say how a value differs. */
const said = (actual: unknown, pattern: unknown) => listed(like(actual, pattern).differences);

describe('what holds', () => {
  test.each<[unknown, unknown]>([
    [{ a: 1, b: 2 }, { a: 1 }],
    [{ a: { b: [1, { c: 2, d: 3 }] } }, { a: { b: [1, { c: 2 }] } }],
    [undefined, Match.absent()],
    [{ a: 1 }, { b: undefined }],
    [{ a: null }, { a: Match.anyValue() }],
    [{ a: 1 }, Match.objectEquals({ a: Match.not(2) })],
    [[1, 2, 3], Match.arrayWith([1, 3])],
    [[1, { a: 1, b: 2 }], Match.arrayWith([{ a: 1 }])],
    [[1, 2], Match.arrayEquals([1, Match.anyValue()])],
    ['abc', /b/g],
    ['abc', Match.stringLikeRegexp('^a')],
    ['${A}', Match.variable('A')],
    ['${A:?say it}', Match.variable('A')],
    [{ a: 'x' }, { a: expect.any(String) }],
    [{}, {}],
    [Number.NaN, Number.NaN],
  ])('%j is like %s', (actual, pattern) => {
    expect(said(actual, pattern)).toBe('');
    expect(said(actual, pattern)).toBe(''); // a RegExp with "g" remembers where it was
  });
});

describe('what does not', () => {
  test.each<[unknown, unknown, string]>([
    [{ a: 1 }, { a: '1' }, '  a: wanted "1", there is 1'],
    [{ a: 1 }, Match.objectEquals({}), '  a: not wanted, and there is 1'],
    [[1], [1, 2], '  [1]: wanted 2, and there is nothing'],
    [{ a: [] }, { a: {} }, '  a: wanted {}, there is []'],
    [{}, { a: Match.anyValue() }, '  a: wanted Match.anyValue(), and there is nothing'],
    [null, { a: 1 }, '  wanted {a: 1}, there is null'],
    [{ 'a.b': { 'c d': 1 } }, { 'a.b': { 'c d': 2 } }, '  ["a.b"]["c d"]: wanted 2, there is 1'],
    [{ toString: 1 }, { constructor: 1 }, '  constructor: wanted 1, and there is nothing'],
    [
      [
        { a: 1, b: 1 },
        { a: 1, b: 2 },
      ],
      Match.arrayWith([{ a: 1, b: 3 }]),
      '  no entry is {a: 1, b: 3}; the closest is [0] {a: 1, b: 1}',
    ],
    [[1, 2], Match.arrayWith([2, 1]), '  no entry is 1 after [1]'],
    [1, Match.arrayWith([1]), '  wanted [1], there is 1'],
    ['${A:-b}c', Match.variable('A'), '  wanted Match.variable("A"), there is "${A:-b}c"'],
    ['$$A', Match.variable('A'), '  wanted Match.variable("A"), there is "$$A"'],
    [1, Match.not(1), '  wanted Match.not(1), there is 1'],
    ['a', /b/, '  wanted /b/, there is "a"'],
    [1, /1/, '  wanted /1/, there is 1'],
  ])('%j is not like %s', (actual, pattern, lines) => {
    expect(said(actual, pattern)).toBe(lines);
  });

  test('a list that goes on, however it begins', () => {
    expect(said([1, 2], [1])).toBe('  [1]: not wanted, and there is 2');
  });

  test('is said in short', () => {
    expect(said('a'.repeat(1000), 'b')).toBe(`  wanted "b", there is "${'a'.repeat(159)}…`);
  });
});
