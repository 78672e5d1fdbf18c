import fc from 'fast-check';
import { expect, test } from 'vitest';
import { caddyToken } from '../../src/syntax/caddy.ts';

/** The tokens of one line, by the rules that Caddy documents: white space parts, quotes hold together, a backslash escapes in quotes. */
function tokens(line: string): readonly string[] {
  return [...line.matchAll(/"((?:[^"\\]|\\.)*)"|(\S+)/gs)].map(
    ([, quoted, bare]) => quoted?.replace(/\\(["\\])/g, '$1') ?? bare ?? '',
  );
}

const value = fc
  .array(
    fc.oneof(
      fc.constantFrom(' ', '"', '\\', '#', '{', '}', '`', '\t', '\n', '/static/*', ':80', 'é', '😀'),
      fc.string({ maxLength: 5 }),
    ),
    { minLength: 1, maxLength: 5 },
  )
  .map((parts) => parts.join(''));

test('a value is one token, whatever it holds', () => {
  fc.assert(
    fc.property(value, (one) => {
      fc.pre(!/\{\$|\0/.test(one));
      expect(tokens(`header ${caddyToken(one)} end`)).toEqual(['header', one, 'end']);
    }),
    { numRuns: 500 },
  );
});

test('a variable is what Caddy replaces before it parses', () => {
  expect(caddyToken(['https://', { kind: 'variable', name: 'DOMAIN' }])).toBe('https://{$DOMAIN}');
});

test('an address is a host and a port', () => {
  expect(caddyToken([{ kind: 'address', service: 'web', port: 8000 }])).toBe('web:8000');
});

test('a literal that Caddy would replace is refused', () => {
  expect(() => caddyToken('{$HOME}')).toThrow('"{$HOME}" cannot stand in a Caddyfile');
});
