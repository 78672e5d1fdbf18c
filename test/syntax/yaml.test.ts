import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { toYaml } from '../../src/syntax/yaml.ts';
import { fromYaml } from '../../src/syntax/yaml-read.ts';

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
  '0x_1',
  '+0x1',
  '0b1010',
  '08',
  'e3',
  '.5',
  '+.',
  '685_230.15',
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
  'a\u0085b',
  '\u2028',
  'a\u2028b\nc',
  'a\u2029',
  '\u007f',
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
const scalar = fc.oneof(
  { weight: 5, arbitrary: text.filter((one) => one !== '.') },
  fc.integer(),
  fc.double({ noNaN: true }).filter((one) => !Object.is(one, -0)),
  fc.boolean(),
  fc.constant(null),
);
/** Lists and maps in each other, under the keys that lay out what stands below them, too. */
const { document } = fc.letrec((tie) => ({
  document: fc.dictionary(key(), tie('node'), { maxKeys: 5 }),
  node: fc.oneof(
    { depthSize: 'small' },
    scalar,
    fc.array(tie('node'), { maxLength: 4 }),
    fc.dictionary(key(), tie('node'), { maxKeys: 4 }),
  ),
}));

/** "on" is a workflow's key, and __proto__ no key of a document in JavaScript. */
function key() {
  return fc.oneof(
    { weight: 3, arbitrary: text.filter((one) => !['on', '__proto__', '.'].includes(one)) },
    fc.constantFrom('services', 'steps', 'command', 'ports', 'k'.repeat(1100)),
  );
}

/** The letter of YAML 1.1 makes a float of a lone dot; no reader of images and paths does, and `context: .` is how people write it. */
const value = text.filter((one) => one !== '.');

describe.each(['1.2', '1.1'] as const)('a reader of YAML %s', (version) => {
  test('gets every string back, wherever it stands', () => {
    fc.assert(
      fc.property(fc.array(value, { minLength: 1, maxLength: 4 }), value, (list, one) => {
        // "on" is a workflow's key, and __proto__ no key of a document in JavaScript.
        fc.pre(one !== 'on' && one !== '__proto__');
        const document = { plain: one, command: list, volumes: list, keys: { [one]: { nested: one } } };
        expect(parse(toYaml(document, 'a comment'), { version })).toEqual(document);
      }),
      { numRuns: 500 },
    );
  });

  test('gets every document back', () => {
    fc.assert(
      fc.property(document, (whole) => {
        expect(parse(toYaml(Object(whole), 'a comment', ['services', 'steps']), { version })).toEqual(whole);
      }),
      { numRuns: 500 },
    );
  });
});

test('an empty line sets entries apart, unless the one before ends with empty lines that are its own', () => {
  const document = { services: { a: 'x\n\n', b: 'x\n', c: {} }, steps: [{ run: 'x\n\n' }, { run: [] }, 'x'] };
  const text = [
    ['# a comment', '', 'services:', '  a: |+', '    x', '', '  b: |', '    x', '', '  c: {}', ''],
    ['steps:', '  - run: |+', '      x', '', '  - run:', '      []', '  - x', ''],
  ];
  expect(toYaml(document, 'a comment', ['services', 'steps'])).toBe(text.flat().join('\n'));
});

test('a key of more than 1024 characters has its colon on the next line, and a key without a value is none', () => {
  const long = 'k'.repeat(1025);
  expect(toYaml({ [long]: { a: 1, b: undefined }, c: undefined }, 'a comment')).toBe(
    `# a comment\n\n? ${long}\n: a: 1\n`,
  );
  expect(toYaml({ a: undefined }, 'a comment')).toBe('# a comment\n\n{}\n');
});

test('a line of one space in a long text that needs quotes comes back', () => {
  const long = '2001-01-01T00:00:00Z and more than forty\n \na\n b\nc';
  const written = toYaml({ v: long }, 'a comment');
  expect(written.split('\n')).toHaveLength(4);
  expect(parse(written)).toEqual({ v: long });
});

test.each([
  ['a\u0085b', 'v: "a\\u0085b"'],
  ['a\u2028b\nc', 'v: "a\\u2028b\\nc"'],
  ['\ufeff', 'v: "\\ufeff"'],
  ['\x7f', 'v: "\\u007f"'],
])('what Go takes for the end of a line, or for nothing, is escaped: %j', (one, line) => {
  expect(toYaml({ v: one }, 'a comment')).toBe(`# a comment\n\n${line}\n`);
});

test("a key that YAML 1.1 would turn into something else is quoted, but a workflow's on", () => {
  expect(toYaml({ on: { NO: 'a', '012': 'b', plain: 'c' } }, 'a comment')).toBe(
    `# a comment\n\non:\n  'NO': a\n  '012': b\n  plain: c\n`,
  );
});

test.each(['._', '.1_', '-._'])(
  'a float of YAML 1.1 without a digit before its point is quoted: %s',
  (one) => {
    expect(parse(toYaml({ v: one }, 'a comment'), { version: '1.1' })).toEqual({ v: one });
  },
);

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

test('a list of up to 100 characters stands on one line, a longer one has a line for each entry', () => {
  // Each entry counts two for what sets it apart.
  const command = (length: number) => toYaml({ command: ['a'.repeat(length - 5), 'b'] }, 'Generated.');
  expect(command(100)).toBe(`# Generated.\n\ncommand: [${'a'.repeat(95)}, b]\n`);
  expect(command(101)).toBe(`# Generated.\n\ncommand:\n  - ${'a'.repeat(96)}\n  - b\n`);
});

test('what is no YAML, or says one key twice, is not read', () => {
  expect(fromYaml('a: {b: [1, x]}\n')).toEqual({ a: { b: [1, 'x'] } });
  expect(() => fromYaml('a: [1\n')).toThrow();
  expect(() => fromYaml('v:\n  a: 1\n  b: 2\n  "a": 3\n')).toThrow('a map has the key "a" twice');
});

test('what YAML takes as an escape alone, and what it takes in no way', () => {
  expect(toYaml({ a: 'x\ufffey\uffff' }, 'Generated.')).toBe('# Generated.\n\na: "x\\ufffey\\uffff"\n');
  for (const value of [{ a: 'x\ud800' }, { 'x\udc00': 1 }, { a: ['\ud800\n'] }])
    expect(() => toYaml(value, 'Generated.')).toThrow(
      'cannot stand in YAML: it has half of a surrogate pair',
    );
  expect(fromYaml(toYaml({ a: '😀' }, 'Generated.'))).toEqual({ a: '😀' });
});
