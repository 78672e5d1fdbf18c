import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { toYaml } from '../../src/syntax/yaml.ts';

const nasty = [
  'yes',
  'No',
  'on',
  'y',
  'null',
  '~',
  'true',
  '=',
  '<<',
  '.inf',
  '.nan',
  '-',
  '?',
  ':',
  '0o17',
  '012',
  '0x1F',
  '1e3',
  '1_000',
  '12:30:45',
  '2001-01-01',
  '2001-01-01T00:00:00Z',
  '',
  ' ',
  ' a',
  'a ',
  '\t',
  'a\tb',
  '#',
  'a #b',
  'a: b',
  '- a',
  '[a]',
  '{a: b}',
  '&a',
  '*a',
  '!a',
  '%a',
  '@a',
  '`a',
  '|',
  '>',
  '"',
  "'",
  '\\',
  '\n',
  'a\n',
  '\na',
  'a\n\n',
  'a\nb',
  'a\n b\nc',
  ' a\nb',
  '\ta\nb',
  'a\n\t\nb',
  'a\n  \nb',
  'a\r\nb',
  'é',
  '😀',
  '\u{feff}a',
  '\u0085',
  '\u2028',
  '\u0007',
  '---',
  '...',
  ':19000',
  'a:',
  '$x',
];
const text = fc.oneof(
  fc.constantFrom(...nasty),
  fc.string({ unit: 'binary', maxLength: 30 }),
  fc.array(fc.constantFrom(...nasty), { maxLength: 4 }).map((parts) => parts.join('\n')),
);

describe.each(['1.2', '1.1'] as const)('a reader of YAML %s', (version) => {
  test('gets every string back, wherever it stands', () => {
    fc.assert(
      fc.property(fc.array(text, { minLength: 1, maxLength: 4 }), text, (list, value) => {
        const document = { plain: value, command: list, volumes: list, [`k${value}`]: { nested: value } };
        expect(parse(toYaml(document, 'a comment'), { version })).toEqual(document);
      }),
      { numRuns: 500 },
    );
  });
});

test('a reviewer reads it', () => {
  const document = {
    name: 'shop',
    services: {
      web: {
        image: 'example:1',
        command: ['run', '--port', ':80'],
        ports: ['80:80'],
        environment: { A: 'yes', B: 'no more' },
      },
      job: { command: ['sh', '-c', 'a\nb\n'] },
    },
  };
  expect(toYaml(document, 'Generated.', ['services'])).toBe(`# Generated.

name: shop

services:
  web:
    image: example:1
    command: [run, --port, ':80']
    ports:
      - 80:80
    environment:
      A: 'yes'
      B: no more

  job:
    command:
      - sh
      - -c
      - |
        a
        b
`);
});
