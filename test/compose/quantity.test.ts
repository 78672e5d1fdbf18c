import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  bytesIn,
  nanosecondsIn,
  numberIn,
  spellBytes,
  spellNanoseconds,
  spellNumber,
} from '../../src/compose/quantity.ts';

test.each([
  ['0', 0],
  ['1048576', 1_048_576],
  ['-1', -1],
  ['1b', 1],
  ['1k', 1024],
  ['1kb', 1024],
  ['1KiB', 1024],
  ['512m', 536_870_912],
  ['1gb', 1_073_741_824],
  ['1.5g', 1_610_612_736],
  ['2 GiB', 2_147_483_648],
  ['.5k', 512],
  ['1.0001k', 1024],
  ['1t', 2 ** 40],
  ['1p', 2 ** 50],
  ['', undefined],
  ['m', undefined],
  ['-5m', undefined],
  ['1x', undefined],
  ['1  g', undefined],
  ['1gib ', undefined],
  ['1bb', undefined],
])('%s is %s bytes', (written, bytes) => {
  expect(bytesIn(written)).toBe(bytes);
});

test.each([
  [2 ** 30, '1024M'],
  [2 ** 20, '1M'],
  [3 * 1024, '3K'],
  [1025, '1025'],
  [0, '0'],
  [-1, '-1'],
])('%s bytes are written %s', (bytes, written) => {
  expect(spellBytes(bytes, 'M')).toBe(written);
});

test.each([
  ['0', 0],
  ['0s', 0],
  ['30s', 30e9],
  ['1m30s', 90e9],
  ['1h30m', 5400e9],
  ['1.5h', 5400e9],
  ['.5s', 5e8],
  ['250ms', 25e7],
  ['400us', 4e5],
  ['400µs', 4e5],
  ['7ns', 7],
  ['1d', 86_400e9],
  ['1w2d', 777_600e9],
  ['-1s', -1e9],
  ['+1s', 1e9],
  ['10', undefined],
  ['', undefined],
  ['s', undefined],
  ['1 s', undefined],
  ['1y', undefined],
  ['1s30', undefined],
])('%s is %s nanoseconds', (written, nanoseconds) => {
  expect(nanosecondsIn(written)).toBe(nanoseconds);
});

test.each([
  [0, '0s'],
  [120e9, '120s'],
  [600e9, '600s'],
  [601e9, '601s'],
  [660e9, '11m'],
  [7200e9, '2h'],
  [1500e6, '1500ms'],
  [-1e9, '-1s'],
])('%s nanoseconds are written %s', (nanoseconds, written) => {
  expect(spellNanoseconds(nanoseconds)).toBe(written);
});

test('what is written is read again', () => {
  fc.assert(
    fc.property(fc.nat({ max: 2 ** 50 }), (amount) => {
      expect(bytesIn(spellBytes(amount, 'm'))).toBe(amount);
      expect(nanosecondsIn(spellNanoseconds(amount))).toBe(amount);
    }),
    { seed: 3 },
  );
});

test('numbers are those of Go', () => {
  expect(['1', '0.5', '-2', '1e3', '.5', '0x10', '', '1.2.3'].map(numberIn)).toEqual([
    ...[1, 0.5, -2, 1000, 0.5],
    ...[undefined, undefined, undefined],
  ]);
  expect([1e-7, 1e21, 0.1, 12_345_678_901_234_567_890n].map(spellNumber)).toEqual([
    ...['1e-07', '1e+21', '0.1', '12345678901234567890'],
  ]);
});
