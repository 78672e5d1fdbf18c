import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Compilation } from '../../src/compile.ts';
import { compile } from '../../src/compile.ts';
import blog from './blog.ts';
import home from './home.ts';
import opencti from './opencti.ts';
import plausible from './plausible.ts';
import reader from './reader.ts';

const systems: readonly (readonly [string, Compilation])[] = [
  ['blog', compile(blog)],
  ['plausible', compile(plausible)],
  ['opencti', compile(opencti)],
  ['home', compile(home)],
  ['reader', compile(reader)],
];
const read = (file: string) => readFileSync(join(import.meta.dirname, file), 'utf8');
const lines = (text: string) => text.split('\n').length - 1;

/** The files in which a word stands, whatever its case, each with the line. */
function naming({ artifacts }: Compilation, word: RegExp): readonly string[] {
  return artifacts.flatMap(({ path, content }) =>
    `${path}\n${content}`.split('\n').flatMap((line) => (word.test(line) ? [`${path}: ${line}`] : [])),
  );
}

describe.each(systems)('%s', (name, compiled) => {
  test('is written without a finding', () => {
    expect(compiled.findings).toEqual([]);
    expect(compiled.artifacts.map(({ path }) => path)).toContain(`${name}/README.md`);
  });

  test('names no product that it does not run', () => {
    // What checks a backup of ClickHouse knows which engines of its tables reach elsewhere.
    const strangers = name === 'plausible' ? /posthog/i : /posthog|clickhouse|kafka|zookeeper/i;
    expect(naming(compiled, strangers)).toEqual([]);
  });

  test('is no longer than what is written by hand, and needs no class', () => {
    const [, said, byHand] = new RegExp(`\\]\\(${name}\\.ts\\) \\|[^|]*\\| (\\d+) \\| (\\d+) \\|`).exec(
      read('README.md'),
    ) ?? ['', '', ''];
    const source = read(`${name}.ts`);
    expect(lines(source)).toBe(Number(said));
    expect(lines(source)).toBeLessThanOrEqual(Number(byHand));
    expect(source).not.toMatch(/^\s*(export )?(abstract )?class /m);
  });
});

test('what is said to be written by hand is as long as that', () => {
  const files = ['compose.yml', 'Caddyfile', '.env.example', 'backup.sh', 'restore.sh'];
  expect(files.map((file) => lines(read(`by-hand/home/${file}`))).reduce((a, b) => a + b)).toBe(123);
});
