import fc from 'fast-check';
import { expect, test } from 'vitest';
import { caddyfile } from './syntax.ts';

const { caddy, caddyLines, caddyOptional } = caddyfile.escapes;

/**
 * The tokens of one line, as Caddy reads them: white space parts; between double quotes only `\\"` is an escape, and any
 * other backslash stands for itself; between backticks all does.
 */
function tokens(line: string): readonly string[] {
  const found: string[] = [];
  let rest = line.trimStart();
  while (rest !== '') {
    const [all = '', quoted, ticked, bare] =
      /^(?:"((?:\\[\s\S]|[^"\\])*)"|`([^`]*)`|([^\s"`]\S*))(?=\s|$)/.exec(rest) ?? [];
    if (all === '') throw new Error(`no token at ${rest}`);
    found.push(quoted?.replaceAll('\\"', '"') ?? ticked ?? bare ?? '');
    rest = rest.slice(all.length).trimStart();
  }
  return found;
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
      fc.pre(!/\{\$|\0|^[{}]$|^\{\}$/.test(one) && !(one.includes('`') && /\\("|$)/.test(one)));
      expect(tokens(`header ${caddy([one])} end`)).toEqual(['header', one, 'end']);
    }),
    { numRuns: 500 },
  );
});

test('a variable is what Caddy replaces before it parses', () => {
  expect(caddy(['https://', { kind: 'variable', name: 'DOMAIN' }])).toBe('https://{$DOMAIN}');
});

test('an address is a host and a port', () => {
  expect(caddy([{ kind: 'address', service: 'web', port: 8000 }])).toBe('web:8000');
});

test.each([
  ['a b', '"a b"'],
  ['say "a"', '"say \\"a\\""'],
  ['C:\\dir', '"C:\\dir"'],
  ['a\\', '`a\\`'],
  ['\\"', '`\\"`'],
  ['', '""'],
])('%j is written %s', (one, written) => {
  expect(caddy([one])).toBe(written);
});

test.each(['{', '}', '{}'])('%s alone is a block to Caddy, quoted or not: refused', (one) => {
  expect(() => caddy([one])).toThrow(`"${one}" cannot stand in a Caddyfile alone`);
});

test.each(['`\\', '`\\"'])('what neither quotes nor backticks keep is refused: %s', (one) => {
  expect(() => caddy([one])).toThrow('neither quotes nor backticks keep it');
});

test('a literal that Caddy would replace is refused', () => {
  expect(() => caddy(['{$HOME}'])).toThrow('"{$HOME}" cannot stand in a Caddyfile');
});

test('what may be empty stays a token', () => {
  expect(caddyOptional([{ kind: 'variable', name: 'ACME_EMAIL' }])).toBe('"{$ACME_EMAIL}"');
  expect(caddyOptional(['ops@example.com'])).toBe('ops@example.com');
  expect(caddyOptional(['ops@', { kind: 'variable', name: 'DOMAIN' }])).toBe('ops@{$DOMAIN}');
});

test('lines stay lines, as deep as they stand, with what is named in them', () => {
  const variable = { kind: 'variable', name: 'ZONE' } as const;
  const address = { kind: 'address', service: 'web', port: 8000 } as const;
  const lines = [
    '@bots header User-Agent "*Bot {*"\nhandle @bots {\n  respond `} {` 403 # no }\n}\n\nreverse_proxy ',
    address,
    ' {\nheader_up X-Zone ',
    variable,
    '\n}\n',
  ];
  expect(caddyLines(lines)).toBe(`@bots header User-Agent "*Bot {*"
	handle @bots {
		respond \`} {\` 403 # no }
	}

	reverse_proxy web:8000 {
		header_up X-Zone {$ZONE}
	}`);
});

test.each(['}', '}\n:80 {', 'a {\n}\n}', 'respond }', 'a { b', '{', 'a } {', 'a {\n} b'])(
  'lines that would end their block are refused: %j',
  (lines) => {
    expect(() => caddyLines([lines])).toThrow('would end the block that it stands in');
  },
);

test.each([
  ['handle {', 'leaves a block open'],
  ['respond "a', 'is no line of a Caddyfile'],
  ['respond `a\nb`', 'is no line of a Caddyfile'],
  ['respond <<END\n}\nEND', 'is no line of a Caddyfile'],
  ['vars a {$HOME}', 'cannot stand in a Caddyfile: Caddy would replace "{$"'],
])('lines that are none are refused: %j', (lines, why) => {
  expect(() => caddyLines([lines])).toThrow(why);
});
