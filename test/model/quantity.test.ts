import { expect, test } from 'vitest';
import { mebibytes, seconds } from '../../src/model/quantity.ts';

test.each([
  ['30s', 30],
  ['1.5s', 1.5],
  ['5m', 300],
  ['2h', 7200],
] as const)('%s is %d seconds', (duration, expected) => {
  expect(seconds(duration)).toBe(expected);
});

test.each([
  ['512mb', 512],
  ['1gb', 1024],
  ['1.5gb', 1536],
] as const)('%s is %d mebibytes', (size, expected) => {
  expect(mebibytes(size)).toBe(expected);
});
