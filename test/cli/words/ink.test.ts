import { expect, test } from 'vitest';
import { inkOf } from '../../../src/cli/words/ink.ts';

const stream = (isTTY: boolean, colours: boolean) => ({ isTTY, hasColors: () => colours });

test('a terminal that knows colours gets them', () => {
  expect(inkOf(stream(true, true))(['red', 'bold'], 'x')).toBe('\u001b[31m\u001b[1mx\u001b[22m\u001b[39m');
});

test('a file, a pipe, and a terminal without colours (NO_COLOR, TERM=dumb) get none', () => {
  expect(inkOf(stream(false, true))(['red', 'bold'], 'x')).toBe('x');
  expect(inkOf(stream(true, false))(['red', 'bold'], 'x')).toBe('x');
});
