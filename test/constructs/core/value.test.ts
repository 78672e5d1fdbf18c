import { Construct } from 'constructs';
import { expect, test } from 'vitest';
import { VariableBook } from '../../../constructs/core/value.ts';
import { Address, App, Secret, text, Variable } from '../../../constructs/index.ts';

const password = new Secret('PASSWORD', { description: 'x' });
const domain = new Variable('DOMAIN', { description: 'x' });
const redis = new Address(new Construct(new App(), 'redis'), 6379);

test('a text keeps its variables and addresses as such', () => {
  expect(new VariableBook().text(text`redis://:${password}@${redis}/${0}`)).toEqual([
    'redis://:',
    { kind: 'variable', name: 'PASSWORD' },
    '@',
    { kind: 'address', service: 'redis', port: 6379 },
    '/0',
  ]);
});

test('a text in a text is one text, and nothing empty stands in it', () => {
  const inner = text`${domain}:${443}`;
  expect(new VariableBook().text(text`${''}https://${inner}${''}`)).toEqual([
    'https://',
    { kind: 'variable', name: 'DOMAIN' },
    ':443',
  ]);
});

test.each([
  ['', []],
  ['$HOME', ['$HOME']],
  [false, ['false']],
  [0, ['0']],
  [new Address(new Construct(new App(), 'web')), [{ kind: 'address', service: 'web' }]],
])('%j alone', (value, parts) => {
  expect(new VariableBook().text(value)).toEqual(parts);
});

test('a book notes each variable once, and the same one twice is the same', () => {
  const book = new VariableBook();
  book.text(text`${domain}${password}${domain}`);
  book.add(new Variable('DOMAIN', { description: 'x' }).model);
  expect(book.list().map(({ name }) => name)).toEqual(['DOMAIN', 'PASSWORD']);
});

test('one name with two meanings is refused', () => {
  const book = new VariableBook();
  book.add(domain.model);
  expect(() => book.add(new Variable('DOMAIN', { description: 'x', default: 'localhost' }).model)).toThrow(
    expect.objectContaining({
      code: 'variable-twice',
      message: '"DOMAIN" is defined in two different ways in one stack',
      fix: 'define it once, in a const, and pass that const to both',
    }),
  );
});
