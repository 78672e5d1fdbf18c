import { SourceMap } from 'node:module';
import { expect, test } from 'vitest';
import { firstOfLines } from '../../package/lines.ts';

/** Where a place of the code comes from, lines and columns from 0. */
const origin = (mappings: string, line: number, column: number) => {
  const map = new SourceMap({
    version: 3,
    file: '',
    sources: ['a.ts'],
    names: [],
    mappings,
    sourceRoot: '',
    sourcesContent: [],
  });
  const entry = map.findEntry(line, column);
  return 'originalLine' in entry ? entry.originalLine : undefined;
};

test('a source map that knows lines alone finds the line, also after one without an origin and far back', () => {
  // Line 0 comes from lines 40 and 41; line 1 from none; line 2 from 3; line 3 from 1000.
  const whole = 'AAwCA,EACA;;IAtCA,QAAA;AAq+BA';
  const lines = firstOfLines(whole);
  expect([0, 2, 3].map((line) => origin(lines, line, 20))).toEqual([40, 3, 1000]);
  expect([0, 2, 3].map((line) => origin(whole, line, line === 0 ? 0 : 8))).toEqual([40, 3, 1000]);
  expect(lines.split(';').map((line) => line.split(',').length)).toEqual([1, 1, 1, 1]);
});
