import { expect, test } from 'vitest';
import { lineEdits } from '../../../src/cli/fix/line-edits.ts';

const between = (before: string, after: string) =>
  lineEdits([{ file: '/srv/shop.ts', before: Buffer.from(before), after: Buffer.from(after) }]);
const file = '/srv/shop.ts';

test('lines that follow each other are one edit, with their ends', () => {
  expect(between('a\r\nb\r\nc\r\nd', 'a\r\nB\r\nC\r\nd')).toEqual([
    { file, line: 2, lines: 2, old: 'b\r\nc\r\n', new: 'B\r\nC\r\n' },
  ]);
});

test('lines that go, and lines that come', () => {
  expect(between('a\nb\nc\nd\n', 'a\nc\nd\ne\n')).toEqual([
    { file, line: 2, lines: 1, old: 'b\n', new: '' },
    { file, line: 5, lines: 0, old: '', new: 'e\n' },
  ]);
  expect(between('a\n', 'a\n')).toEqual([]);
});
