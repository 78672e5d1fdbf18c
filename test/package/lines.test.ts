import { SourceMap } from 'node:module';
import { expect, test } from 'vitest';
import { fewerLines } from '../../package/lines.ts';

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
  const { text, mappings } = fewerLines('a();b();\nc();\nd();e();\nf();', whole);
  expect(text.split('\n')).toHaveLength(4);
  expect([0, 2, 3].map((line) => origin(mappings, line, 20))).toEqual([40, 3, 1000]);
  expect([0, 2, 3].map((line) => origin(whole, line, line === 0 ? 0 : 8))).toEqual([40, 3, 1000]);
  expect(mappings.split(';').map((line) => line.split(',').length)).toEqual([1, 1, 1, 1]);
});

test('what others wrote has no place, and not that of the line before', () => {
  // Lines 0 and 3 come from the first file, 1 and 2 from the second.
  const { mappings } = fewerLines('a();\nb();\nc();\nd();', 'AAAA;ACAA;AACA;ADAA', (file) => file === 0);
  expect([0, 1, 2, 3].map((line) => origin(mappings, line, 3))).toEqual([0, undefined, undefined, 1]);
});

test('what closes a statement stands behind it, and comments that name files are no lines', () => {
  const text = [
    '// src/a.ts',
    'f(() => {',
    '  if (x) {',
    '    g([',
    '      1',
    '    ]);',
    '  }',
    '});',
    '',
    '// src/b.ts',
    'h();',
  ];
  // Each line comes from the line of that number.
  const whole = text.map((_, i) => (i === 0 ? 'AAAA' : 'AACA')).join(';');
  const made = fewerLines(text.join('\n'), whole);
  expect(made.text).toBe('// src/a.ts\nf(() => {\nif (x) {\ng([\n1]);}});\nh();');
  expect([0, 1, 2, 3, 4, 5].map((line) => origin(made.mappings, line, 0))).toEqual([0, 1, 2, 3, 4, 10]);
});

test('a comment within an expression swallows nothing', () => {
  const text = ['a({', 'b: { c: 0 }', '// why', '}, [', '// src/a.ts', '1', '// a word', ']);'].join('\n');
  const { text: made } = fewerLines(text, ';'.repeat(7));
  expect(made).toBe('a({\nb: { c: 0 }\n}, [\n1]);');
});
