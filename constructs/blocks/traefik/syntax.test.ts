import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { routesFile } from './syntax.ts';

const { traefik } = routesFile.escapes;

test('a value is one scalar, and itself, whatever it holds', () => {
  const any = fc.oneof(
    fc.constantFrom(
      'yes',
      'Null',
      '1.10',
      '007',
      '-1',
      '',
      ' a',
      'a: b',
      '#a',
      '{a',
      '[',
      '\u2028',
      '\u0085',
      '\u007f',
      '"\\',
    ),
    fc.string({ unit: 'grapheme' }),
  );
  fc.assert(
    fc.property(any, (value) => {
      fc.pre(!value.includes('{{'));
      const spelled = traefik([value]);
      expect(spelled).not.toMatch(/[\n\u0085\u2028\ufeff]/);
      // Traefik takes whatever a scalar is as the text of it: only its letters must be the same.
      expect(String(parse(`a: ${spelled}`).a)).toBe(value);
    }),
  );
});

test.each([
  [['web'], 'web'],
  [['1000'], '1000'],
  [['on'], '"on"'],
  [['0x1'], '"0x1"'],
  [['a{{b}}'], '{{ print "a{{b}}" | toJson }}'],
  [
    ['x{', { kind: 'variable', name: 'DOMAIN' }, '`"\\'],
    '{{ print "x{" (env "DOMAIN") "`\\"\\\\" | toJson }}',
  ],
  [['http://', { kind: 'address', service: 'web', port: 8000 }], '"http://web:8000"'],
] as const)('%j', (value, spelled) => {
  expect(traefik(value)).toBe(spelled);
});

test('half of a surrogate pair is refused', () => {
  expect(() => traefik(['a\ud800'])).toThrow('has half of a surrogate pair');
});
