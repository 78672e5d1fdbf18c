import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { measured } from './dialects/measure.ts';

it('the page of where versions of Compose differ is what they do', () => {
  // When it is not: node --import tsx test/engine/dialects/refresh.ts, with the variables that `run` sets.
  expect(measured()).toBe(readFileSync('docs/compose-versions.md', 'utf8'));
});
