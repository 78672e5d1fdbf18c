import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import '../../../src/testing/vitest.ts';
import { images, versionOf } from '../images.ts';
import app from './app.ts';

test('and the version of a tag is read from it', () => {
  expect(versionOf('posthog')).toBe('1.43.0');
  expect(versionOf('postgres')).toBe('12.13');
  expect(versionOf('kafka')).toBe('2.8.2');
  expect(versionOf('minio')).toBe('RELEASE.2025-09-07T16-13-09Z');
});

const folder = new URL('../', import.meta.url);
const sources = ['../posthog.ts', ...readdirSync(folder)].filter(
  (name) => name.endsWith('.ts') && name !== 'images.ts',
);
const versions = (Object.keys(images) as (keyof typeof images)[]).map(versionOf);

test.each(sources)('%s repeats no version', (name) => {
  // A source that was read is of the version that it was read for.
  const lines = readFileSync(new URL(name, folder), 'utf8')
    .split('\n')
    .filter((line) => !/^\s*(?:\/\/|\* @see) https:/.test(line));
  const repeated = versions.filter((version) => {
    const alone = new RegExp(`(?<![\\d.])${version.replaceAll('.', '\\.')}(?!\\.?\\d)`);
    return lines.some((line) => alone.test(line));
  });
  expect(repeated).toEqual([]);
});

test('the runbook says which it is, in both languages', () => {
  const version = expect.stringContaining(`PostHog ${versionOf('posthog')}`);
  for (const name of ['README.en.md', 'README.md'])
    expect(app.node.findChild('posthog-local')).toHaveFile(`../${name}`, version);
});
