import { existsSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

const page = readFileSync('docs/security.md', 'utf8');
const named = [...page.matchAll(/`((?:test|constructs|src)\/[^`]+\.ts)`/g)].map(([, file = '']) => file);

test('what shows a guard is there', () => {
  expect(named.length).toBeGreaterThan(20);
  expect(named.filter((file) => !existsSync(file))).toEqual([]);
});

test('each row of what is not trusted names a test', () => {
  const rows =
    page
      .split('## Not trusted')[1]
      ?.split('\n## ')[0]
      ?.split('\n')
      .filter((line) => line.startsWith('| ')) ?? [];
  expect(rows.slice(1).filter((row) => !/\.test\.ts`|\.engine\.ts`/.test(row))).toEqual([]);
});

test('the README leads to it', () => {
  expect(readFileSync('README.md', 'utf8')).toContain('(docs/security.md)');
});
