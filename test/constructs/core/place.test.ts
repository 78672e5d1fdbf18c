import { Construct } from 'constructs';
import { expect, test } from 'vitest';
import { blaming, placeOf, rememberPlace } from '../../../constructs/core/place.ts';
import { App } from '../../../constructs/index.ts';
import { StowageError } from '../../../src/model/error.ts';

const thing = () => new Construct(new App(), 'thing');

test('remembers the line, and leaves the length of traces as it was', () => {
  const limit = Error.stackTraceLimit;
  const one = thing();
  rememberPlace(one);
  expect(placeOf(one)).toMatchObject({ file: import.meta.filename, line: 12 });
  expect(placeOf(thing())).toBeUndefined();
  expect(Error.stackTraceLimit).toBe(limit);
});

test('finds the line below many calls', () => {
  const one = thing();
  const deep = (n: number): void => (n === 0 ? rememberPlace(one) : deep(n - 1));
  deep(30);
  expect(placeOf(one)).toMatchObject({ file: import.meta.filename });
});

test('a mistake is blamed on the innermost construct, any other error on nobody', () => {
  const outer = new Construct(new App(), 'outer');
  const inner = new Construct(outer, 'inner');
  const mistake = new StowageError('code', 'wrong', 'mend it');
  const fail = (error: Error) => () =>
    blaming(outer, () =>
      blaming(inner, () => {
        throw error;
      }),
    );
  expect(fail(mistake)).toThrow(
    expect.objectContaining({
      code: 'code',
      message: 'wrong',
      fix: 'mend it',
      at: 'outer/inner',
      cause: mistake,
    }),
  );
  const bug = new TypeError('bug');
  expect(fail(bug)).toThrow(bug);
  expect(blaming(inner, () => 1)).toBe(1);
});
