import vm from 'node:vm';
import { expect, test } from 'vitest';
import { inspected, isError, messageOf, onOneLine } from '../../src/api/thrown.ts';
import { worded } from '../../src/model/worded.ts';

const hostile = {
  get message() {
    throw new Error('mine');
  },
  [Symbol.for('nodejs.util.inspect.custom')]() {
    throw new Error('mine');
  },
};
const unseen = 'a value that cannot be looked at';

test('an error of another realm is one', () => {
  const error: unknown = vm.runInNewContext("new TypeError('there')");
  expect(isError(error)).toBe(true);
  expect(messageOf(error)).toBe('there');
  expect(isError({ message: 'no' })).toBe(false);
});

test('what fails when it is looked at is said to', () => {
  expect(onOneLine(hostile)).toBe(unseen);
  expect(messageOf(hostile)).toBe(unseen);
  expect(inspected(hostile)).toBe(unseen);
  expect(worded(Object.create(null))).toBe(unseen);
  expect(
    messageOf(
      Object.defineProperty(
        new Error('x'),
        'message',
        Object.getOwnPropertyDescriptor(hostile, 'message') ?? {},
      ),
    ),
  ).toBe(unseen);
});

test('anything else is shown on one line', () => {
  expect(onOneLine({ a: { b: 1 }, c: 'x'.repeat(100) })).toBe(`{ a: [Object], c: '${'x'.repeat(100)}' }`);
  expect(worded(new TypeError('no'))).toBe('TypeError: no');
});
