import { describe, expect, test } from 'vitest';
import { beginStack, originIn, originOfError } from '../../src/model/origin.ts';

/** An error with this trace, innermost line first: `new Shop shop.ts:5`. */
function traced(...lines: readonly string[]): Error {
  const error = new Error('no');
  const spelled = lines.map((line) => {
    const [, name, place] = /^(?:(.*) )?(\S+)$/.exec(line) ?? [];
    return name === undefined ? `    at /srv/${place}:3` : `    at ${name} (/srv/${place}:3)`;
  });
  error.stack = ['Error: no', ...spelled].join('\n');
  return error;
}

const at = (line: string) => {
  const [file, number] = line.split(':');
  return { file: `/srv/${file}`, line: Number(number), column: 3 };
};

const shop = { error: traced('new Shop shop.ts:5', 'index.ts:9'), classes: ['Shop'] };
const plain = { error: traced('index.ts:6'), classes: [] };
const helped = { error: traced('makeStack stacks.ts:3', 'index.ts:5'), classes: [] };
const extended = {
  error: traced('new Base base.ts:4', 'new Shop shop.ts:6', 'new Company company.ts:2', 'index.ts:9'),
  classes: ['Shop', 'Base'],
};
const packaged = { error: traced('new Acme node_modules/acme/index.js:7', 'index.ts:9'), classes: ['Acme'] };

describe.each([
  ['a construct of the stack', shop, ['new Shop shop.ts:20', 'index.ts:9'], 'shop.ts:20', undefined],
  [
    'one that an own class in another file wraps',
    shop,
    ['new Ours ours.ts:12', 'new Shop shop.ts:20', 'index.ts:9'],
    'shop.ts:20',
    'ours.ts:12',
  ],
  [
    'through two classes and a function',
    shop,
    ['new Inner inner.ts:1', 'add ours.ts:8', 'new Ours ours.ts:12', 'new Shop shop.ts:20', 'index.ts:9'],
    'shop.ts:20',
    'inner.ts:1',
  ],
  [
    'an own class in the stack file: its new, not its super',
    shop,
    ['Ours.add shop.ts:52', 'new Ours shop.ts:50', 'new Shop shop.ts:20', 'index.ts:9'],
    'shop.ts:20',
    'shop.ts:52',
  ],
  [
    'a function in another file',
    shop,
    ['worker worker.ts:3', 'new Shop shop.ts:20', 'index.ts:9'],
    'shop.ts:20',
    'worker.ts:3',
  ],
  [
    'a function in the stack file is its own code',
    shop,
    ['worker shop.ts:30', 'new Shop shop.ts:20', 'index.ts:9'],
    'shop.ts:30',
    undefined,
  ],
  [
    'a method of the stack',
    shop,
    ['Shop.site shop.ts:40', 'new Shop shop.ts:20', 'index.ts:9'],
    'shop.ts:40',
    undefined,
  ],
  [
    'a class that a method makes',
    shop,
    ['new Ours ours.ts:12', 'Shop.site shop.ts:40', 'new Shop shop.ts:20', 'index.ts:9'],
    'shop.ts:40',
    'ours.ts:12',
  ],
  [
    'a callback that another file calls',
    shop,
    ['shop.ts:22', 'each each.ts:2', 'new Shop shop.ts:20', 'index.ts:9'],
    'shop.ts:22',
    undefined,
  ],
  [
    'a package',
    shop,
    ['new Acme node_modules/acme/index.js:7', 'new Shop shop.ts:20', 'index.ts:9'],
    'shop.ts:20',
    undefined,
  ],
  [
    'a package that calls back',
    shop,
    ['shop.ts:22', 'each node_modules/each/index.js:1', 'new Shop shop.ts:20', 'index.ts:9'],
    'shop.ts:22',
    undefined,
  ],
  ['a construct of a plain stack', plain, ['index.ts:8'], 'index.ts:8', undefined],
  [
    'a class in the file of a plain stack',
    plain,
    ['new Ours index.ts:30', 'index.ts:8'],
    'index.ts:8',
    'index.ts:30',
  ],
  [
    'a function fills a stack that another one made',
    helped,
    ['fill fill.ts:4', 'index.ts:6'],
    'index.ts:6',
    'fill.ts:4',
  ],
  ['a stack itself', shop, ['new Shop shop.ts:5', 'index.ts:9'], 'shop.ts:5', undefined],
  ['a plain stack itself', plain, ['index.ts:6'], 'index.ts:6', undefined],
  [
    'a stack that a function makes',
    helped,
    ['makeStack stacks.ts:3', 'index.ts:5'],
    'stacks.ts:3',
    undefined,
  ],
  [
    'a stack of a class of a class: the super of its own',
    extended,
    ['new Base base.ts:4', 'new Shop shop.ts:6', 'new Company company.ts:2', 'index.ts:9'],
    'shop.ts:6',
    'base.ts:4',
  ],
  [
    'what the class above makes',
    extended,
    ['new Base base.ts:10', 'new Shop shop.ts:6', 'new Company company.ts:2', 'index.ts:9'],
    'base.ts:10',
    undefined,
  ],
  [
    'what the stack of a package makes',
    packaged,
    ['new Acme node_modules/acme/index.js:8', 'index.ts:9'],
    'index.ts:9',
    undefined,
  ],
] as const)('%s', (_, stack, trace, line, by) => {
  test(`stands at ${line}`, () => {
    const origin = originIn(traced(...trace).stack, stack);
    expect(origin).toEqual({ ...at(line), ...(by && { by: at(by) }) });
  });
});

test('without a stack it is the innermost line of the author, and nothing without one', () => {
  expect(originIn(traced('f a.ts:1', 'b.ts:2').stack)).toEqual(at('a.ts:1'));
  expect(originIn(traced('f node_modules/a/index.js:1').stack, shop)).toBeUndefined();
  expect(originIn(undefined, shop)).toBeUndefined();
});

test('an error stands at a line of the stack that was begun last', () => {
  const error = traced('check ours.ts:3', 'new Shop shop.ts:20', 'index.ts:9');
  beginStack(shop);
  expect(originOfError(error)).toEqual({ ...at('shop.ts:20'), by: at('ours.ts:3') });
  beginStack(undefined);
  expect(originOfError(error)).toEqual(at('ours.ts:3'));
  expect(originOfError('a string')).toBeUndefined();
  expect(originOfError(Object.assign(new Error('no'), { stack: 42 }))).toBeUndefined();
});
