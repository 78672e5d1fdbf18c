import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { otherNames, table } from '../../constructs/images/table.gen.ts';
import { App } from '../../constructs/index.ts';
import { imageName } from '../../src/model/image-name.ts';
import { isRange } from '../../src/model/version.ts';

const names = table.map(({ image }) => image);

describe('the table of images', () => {
  test('knows at least 120, each by the one name that it is looked up by', () => {
    expect(new Set(names).size).toBeGreaterThanOrEqual(120);
    expect(names).toEqual(names.toSorted((a, b) => (a < b ? -1 : Number(a > b))));
    for (const name of [...names, ...Object.keys(otherNames)]) expect(imageName(name).repository).toBe(name);
    for (const first of Object.values(otherNames)) expect(otherNames).not.toHaveProperty([first]);
  });

  test('has rows that an author could write, and no empty one', () => {
    for (const row of table) {
      expect(() => new App({ images: [row] })).not.toThrow();
      expect(isRange(row.versions ?? '>=1'), row.versions).toBe(true);
      const {
        image: _,
        product: __,
        versions: ___,
        variant: ____,
        source: _____,
        asOf: ______,
        ...facts
      } = row;
      expect(Object.keys(facts), JSON.stringify(row)).not.toEqual([]);
    }
  });

  test('says where each row is from: a file of a repository at a commit, or an address', () => {
    for (const { source, asOf } of table) {
      expect(source).toMatch(/^https:\/\/\S+$/);
      if (source.includes('/blob/') && asOf !== '2026-11') expect(source).toMatch(/\/blob\/[0-9a-f]{40}\//);
    }
  });

  test('is as old as its page says', () => {
    const months = table.map(({ asOf }) => asOf).sort();
    const page = readFileSync(join(import.meta.dirname, '../../docs/images.md'), 'utf8');
    expect(page).toContain(`${new Set(names).size} images`);
    expect(page).toContain(`from ${months[0]} to ${months.at(-1)}`);
  });
});
