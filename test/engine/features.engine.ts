import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { measured } from './features/measure.ts';

it('the table of what each Compose lacks is what each Compose does', () => {
  // When it is not: node --import tsx test/engine/features/refresh.ts, with the variables that `run` sets.
  expect(measured()).toBe(readFileSync('src/rules/facts/features.gen.ts', 'utf8'));
});
