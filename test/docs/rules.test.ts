import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { pages } from '../../docs/rules/pages.ts';

const folder = new URL('../../docs/rules/', import.meta.url);
const mend = 'docs/rules is not what the rules say: npm run rules:pages';

test('there is a page for each rule, and no other', () => {
  const there = readdirSync(folder).filter((name) => name.endsWith('.md'));
  expect(there.sort(), mend).toEqual([...pages.keys()].sort());
});

test.each([...pages])('%s is what its rule says', (name, text) => {
  expect(readFileSync(new URL(name, folder), 'utf8'), mend).toBe(text);
});
