import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { Column } from './plan/measure.ts';
import { changes, column } from './plan/measure.ts';
import { page } from './plan/page.ts';
import { edits, stackMisses } from './plan/stack.ts';
import { upgraded } from './plan/upgraded.ts';
import { readingVersions } from './support/tool.ts';

const columns: Column[] = [];

it('each change has a name of its own', () => {
  const keys = changes.map(({ key }) => key);
  expect(keys.filter((key, i) => keys.indexOf(key) !== i)).toEqual([]);
});

describe.each(readingVersions)('Compose %s', (version, config) => {
  it('makes those containers anew that we predict, and restarts those, at a change of each key', async () => {
    const one = await column(version, config);
    columns.push(one);
    expect(one.compared.misses.join('\n')).toBe('');
    expect(one.compared.outcomes.length).toBeGreaterThan(250);
  }, 1_200_000);

  it(`does so with the file of PostHog, at ${edits.flat().length} changes`, async () => {
    expect((await stackMisses(config, version)).join('\n')).toBe('');
  }, 1_200_000);
});

it.each([
  ['2.26', '2.40'],
  ['2.40', '5.6'],
  ['5.6', '2.40'],
] as const)('what %s made, %s makes anew where we say so', async (from, to) => {
  const of = (wanted: string) =>
    readingVersions.find(([version]) => version === wanted) ?? readingVersions[0];
  const { did, said } = await upgraded(of(from), of(to));
  expect(did).toEqual(said);
  expect(did).not.toEqual([]);
});

it('the page of what each version makes anew is what they do', () => {
  // When it is not: node --import tsx test/engine/plan/refresh.ts, with the variables that `run` sets.
  expect(page(columns)).toBe(readFileSync('docs/plan-versions.md', 'utf8'));
});
