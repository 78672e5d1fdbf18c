import { readFileSync } from 'node:fs';
import { runInNewContext } from 'node:vm';
import { transformSync } from 'esbuild';
import { expect, test } from 'vitest';
import { table } from '../../constructs/images/table.gen.ts';
import { saidOnce, unsourced } from '../../package/data.ts';

const shapes = readFileSync(new URL('../../constructs/props/shapes.gen.ts', import.meta.url), 'utf8');

/** What a module exports, as data. */
function meant(source: string): unknown {
  const { code } = transformSync(source, { loader: 'ts', format: 'cjs' });
  const module = { exports: {} };
  runInNewContext(code, { module, exports: module.exports });
  return JSON.parse(JSON.stringify(module.exports));
}

/** A module of that one value. */
const of = (value: unknown) => `export const value: unknown = ${JSON.stringify(value)};\n`;

test('the shapes of the vocabulary mean what they meant, in two thirds of the room', () => {
  const short = saidOnce(shapes);
  expect(meant(short)).toEqual(meant(shapes));
  expect(short.length).toBeLessThan((2 / 3) * shapes.length);
});

const text = { is: 'text', form: 'a name' };

test.each([
  ['within each other', [{ of: text, is: 'list' }, { of: text, is: 'list' }, text, text]],
  ['with what looks like one in a text', [{ like: '{"is":"text","form":"a name"}' }, text, text, text]],
  ['with quotes and braces', Array(4).fill({ pattern: '^[^"{}\\\\]+\\"$', example: '"}' })],
])('objects that are said again and again, %s, are said once', (_, value) => {
  const short = saidOnce(of(value));
  expect(meant(short)).toEqual({ value });
  expect(short.match(/^const once\d+ = /gm)?.length).toBeGreaterThan(0);
});

test('what is said once stays where it is', () => {
  const source = of([{ is: 'text' }, { is: 'boolean' }]);
  expect(saidOnce(source)).toBe(source);
});

test('the table of images knows what it knew, but for whence', () => {
  const source = readFileSync(new URL('../../constructs/images/table.gen.ts', import.meta.url), 'utf8');
  const short: { readonly table: readonly object[] } = JSON.parse(
    JSON.stringify(meant(saidOnce(unsourced(source)))),
  );
  expect(short.table).toEqual(
    table.map(({ source: _, asOf, ...row }) => ('ends' in row ? { ...row, asOf } : row)),
  );
  expect(JSON.stringify(short)).not.toContain('https://');
});
