import { expect, test } from 'vitest';
import { goDuration, mebibytes, readBack, seconds } from '../../../src/targets/terraform/amounts.ts';
import type { Loss } from '../../../src/targets/terraform/body.ts';
import { teller } from '../../../src/targets/terraform/parts.ts';

// @see https://pkg.go.dev/time#Duration.String
test.each([
  [0, '0s'],
  [1, '1ns'],
  [1500, '1.5µs'],
  [20e6, '20ms'],
  [500e6, '500ms'],
  [1e9, '1s'],
  [1.5e9, '1.5s'],
  [59e9, '59s'],
  [60e9, '1m0s'],
  [90e9, '1m30s'],
  [3600e9, '1h0m0s'],
  [3661.25e9, '1h1m1.25s'],
  [90000e9, '25h0m0s'],
])('%d ns is %s for Go', (nanoseconds, spelled) => {
  expect(goDuration(nanoseconds)).toBe(spelled);
});

// What the provider makes of the number when it reads a container back: another text would make it anew at every plan.
test.each([
  [0.5, '0.5'],
  [0.25, '0.25'],
  [1, '1.0'],
  [1.5, '1.5'],
  [2, '2.0'],
  [11, '11.0'],
  [0.125, '0.125'],
  [10, undefined],
  [0.05, undefined],
])('%d processors are read back as %s', (cpus, text) => {
  expect(readBack(cpus)).toBe(text);
});

test('memory is whole mebibytes, and time whole seconds, upwards', () => {
  const losses: Loss[] = [];
  const told = teller(losses, 'mem_limit');
  const X = [{ kind: 'variable', name: 'X' }] as const;
  expect([mebibytes(64 * 2 ** 20, told), mebibytes(1, told), mebibytes(X, told)]).toEqual([64, 1, undefined]);
  expect([seconds(1e9, told), seconds(1.2e9, told), seconds(X, told)]).toEqual([1, 2, undefined]);
  expect(losses.map(({ key, what }) => `${key} ${what}`)).toEqual([
    'mem_limit is 1 bytes, and the provider counts whole mebibytes',
    'mem_limit depends on a variable, and the provider takes a number',
    'mem_limit depends on a variable, and the provider takes a number',
  ]);
});
