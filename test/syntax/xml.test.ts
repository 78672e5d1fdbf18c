import { DOMParser } from '@xmldom/xmldom';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { xml } from '../../src/syntax/xml.ts';

/** What a reader makes of a value as text and as an attribute; it throws where the document is not well formed. */
function read(value: string): readonly [string | null, string | null] {
  const onError = (level: string, message: string) => {
    throw new Error(`${level}: ${message}`);
  };
  const source = `<?xml version="1.0"?><a b="${xml(value)}">${xml(value)}</a>`;
  const root = new DOMParser({ onError }).parseFromString(source, 'text/xml').documentElement;
  return [root?.textContent ?? null, root?.getAttribute('b') ?? null];
}

const legal = fc
  .oneof(
    fc.constantFrom(
      '<',
      '>',
      '&',
      '"',
      "'",
      ']]>',
      '<!--',
      '&amp;',
      '&#10;',
      '\n',
      '\r\n',
      '\t',
      ' ',
      '$',
      '😀',
      '\u0085',
      '\u2028',
    ),
    fc.string({ unit: 'binary', maxLength: 12 }),
  )
  .filter((value) => [...value].every((character) => isLegal(character.codePointAt(0) ?? 0)));

/** @see https://www.w3.org/TR/xml/#charsets */
function isLegal(code: number): boolean {
  if (code < 0x20) return [9, 10, 13].includes(code);
  return code < 0xd800 || (code >= 0xe000 && code <= 0xfffd) || code >= 0x10000;
}

test('a reader gets every legal value back, as text and as an attribute', () => {
  fc.assert(
    fc.property(fc.array(legal, { maxLength: 4 }), (parts) => {
      const value = parts.join('');
      expect(read(value)).toEqual([value, value]);
    }),
    { numRuns: 500 },
  );
});

test.each(['\0', '\x07', '\x1b', '\ufffe', '\ud800'])('refuses what XML cannot carry: %j', (value) => {
  expect(() => xml(`a${value}`)).toThrow(/^".*" cannot stand in XML: it has U\+[0-9A-F]{4}$/);
});
