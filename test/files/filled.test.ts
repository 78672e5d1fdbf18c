import { describe, expect, test } from 'vitest';
import { caddyfile } from '../../constructs/blocks/caddy/syntax.ts';
import { filled } from '../../src/files/filled.ts';
import type { Facts, FileFormat } from '../../src/model/config-file.ts';

const fill = (format: FileFormat, template: string, facts: Facts = {}) =>
  filled({ kind: 'template', format, template, facts }, 'Generated.');
const variable = { kind: 'variable', name: 'DOMAIN' } as const;
const address = { kind: 'address', service: 'web', port: 8000 } as const;

test('literals, numbers, texts and addresses, each by the escape of the format', () => {
  const facts = { name: 'a<b', days: 7, at: address, url: ['http://', address, '/?a&b'] };
  expect(fill('xml', '<!-- {{notice}} --><a n="{{xml name}}" d="{{xml days}}">{{xml url}}</a>', facts)).toBe(
    '<!-- Generated. --><a n="a&lt;b" d="7">http://web:8000/?a&amp;b</a>',
  );
  expect(fill('xml', '{{xml (host at)}} {{xml (port at)}} {{xml at}}', facts)).toBe('web 8000 web:8000');
  expect(fill(caddyfile, '{{caddy url}} {{caddy "max-age=" days}} {{caddy at}}', facts)).toBe(
    '"http://web:8000/?a&b" "max-age=7" web:8000',
  );
});

test('several values together are one, and a variable is read where the file is', () => {
  expect(fill(caddyfile, '{{caddy "http://" site}} {{caddyOptional site}}', { site: [variable] })).toBe(
    'http://{$DOMAIN} "{$DOMAIN}"',
  );
});

test('what a product brings spells its own files, and is called by its name', () => {
  const hcl: FileFormat = {
    name: 'HCL',
    escapes: {
      hcl: ([first]) => {
        if (typeof first !== 'string') return typeof first === 'object' ? `env.${first.kind}` : '';
        if (first.includes('$')) throw new Error('it would be replaced');
        return first === 'nothing' ? (undefined as never) : `"${first}"`;
      },
    },
  };
  expect(fill(hcl, 'a = {{hcl a}}, b = {{hcl b}}', { a: 'x', b: [variable] })).toBe(
    'a = "x", b = env.variable',
  );
  const refused = (template: string, a: string) => () => fill(hcl, template, { a });
  expect(refused('{{yaml a}}', 'x')).toThrow('is no template of HCL: {{yaml}} goes through none');
  expect(refused('{{hcl a}}', '$x')).toThrow('"$x" cannot stand in HCL: Error: it would be replaced');
  expect(refused('{{hcl a}}', 'nothing')).toThrow(
    '"nothing" cannot stand in HCL: TypeError: its escape answers undefined',
  );
});

describe('refused', () => {
  test.each<[string, FileFormat, string, Facts, string]>([
    [
      'a value through no escape',
      'xml',
      '{{name}}',
      { name: 'x' },
      '{{name}} goes through none of its escapes (xml, bare)',
    ],
    [
      'three braces',
      'xml',
      '{{{name}}}',
      { name: 'x' },
      '{{name}} goes through none of its escapes (xml, bare)',
    ],
    [
      'the escape of another format',
      caddyfile,
      '{{xml name}}',
      { name: 'x' },
      '{{xml}} goes through none of its escapes (caddy, caddyOptional, caddyLines)',
    ],
    ['one within a block', 'xml', '{{#if a}}{{a}}{{/if}}', { a: true }, '{{a}} goes through none'],
    ['a fact that is not there', 'xml', '{{xml nmae}}', { name: 'x' }, 'it names a fact that is not there'],
    ['a block without an end', 'xml', '{{#if a}}', {}, 'Parse error on line 1'],
    ['another template', 'xml', '{{> other}}', {}, 'The partial other could not be found'],
    ['a map as a text', 'xml', '{{xml a}}', { a: { b: 'c' } }, '{"b":"c"} is no text'],
    ['half of what is no address', 'xml', '{{xml (host a)}}', { a: 'web' }, '"web" is no address'],
    ['an address without quotes', 'yaml', '{{bare a}}', { a: 'a: b' }, 'it is no number and no word'],
    ['a quote in an env file', 'env', '{{env a}}', { a: "it's" }, "cannot stand in '…' of an env file"],
    ['what no quoting keeps', caddyfile, '{{caddy a}}', { a: '{' }, 'cannot stand in a Caddyfile alone'],
  ])('%s', (_, format, template, facts, why) => {
    expect(() => fill(format, template, facts)).toThrow(
      expect.objectContaining({ name: 'Unspellable', message: expect.stringContaining(why) }),
    );
  });
});
