import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { Ajv } from 'ajv';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { unique } from '../src/schema/unique.ts';
import { unexplained, validators } from '../src/start/ahead.js';
import { digestOf } from '../src/start/cache.js';
import { anyCompose } from './support/any-compose.ts';

const root = join(import.meta.dirname, '..');
const { contents } = validators(root);
const asked = createRequire(import.meta.url);
const module: { ahead?: ReadonlyMap<string, (document: unknown) => boolean> } = {};
new Function('require', 'module', contents.replace('export const ahead =', 'module.ahead ='))(
  (name: string) => (name === './unique.ts' ? { unique } : asked(name)),
  module,
);

/** What a schema says of itself, and what was made of it ahead. */
function both(name: string) {
  const schema = JSON.parse(readFileSync(join(root, 'schemas', name), 'utf8'));
  const { $schema: _, ...rest } = schema;
  return {
    slow: new Ajv({ strict: false, logger: false }).compile(rest),
    fast: module.ahead?.get(digestOf(JSON.stringify(schema))),
  };
}

/** A value with another one at a place that the numbers say, or a key more, or one less. */
function changed(value: unknown, steps: readonly number[], other: unknown): unknown {
  const [step = 0, ...rest] = steps;
  if (typeof value !== 'object' || value === null || rest.length === 0) return other;
  const keys = Object.keys(value);
  const key = keys[step % (keys.length + 1)] ?? 'unheard_of';
  const copy: Record<string, unknown> = Array.isArray(value) ? Object(value.slice()) : { ...value };
  if (other === undefined) delete copy[key];
  else copy[key] = key in value ? changed(copy[key], rest, other) : other;
  return copy;
}

const steps = fc.array(fc.nat(30), { minLength: 2, maxLength: 8 });
const others = fc.constantFrom<unknown>(undefined, 1, -1, 'x', '', true, null, [], {}, ['a', 'a'], { a: 1 });

test('a validator that was made ahead says of any document what its schema says', () => {
  const { slow, fast } = both('compose.schema.json');
  let right = 0;
  let wrong = 0;
  fc.assert(
    fc.property(anyCompose({ variables: false }), steps, others, (document, where, other) => {
      for (const one of [document, changed(document, where, other)]) {
        const expected = slow(one);
        if (expected) right++;
        else wrong++;
        expect(fast?.(one)).toBe(expected);
      }
    }),
    { numRuns: 500 },
  );
  expect(Math.min(right, wrong)).toBeGreaterThan(100);
});

test('it holds no reasons: they are a third of the code, and nobody reads them', () => {
  expect(contents.length).toBeLessThan(200_000);
});

test.each(['compose', 'workflow'])(
  'that of %s is found by the text that a clone has, and by that of the package, which explains nothing',
  (name) => {
    const schema = JSON.parse(readFileSync(join(root, `schemas/${name}.schema.json`), 'utf8'));
    const texts = [JSON.stringify(schema), JSON.stringify(schema, unexplained)];
    expect(texts.map((text) => module.ahead?.has(digestOf(text)))).toEqual([true, true]);
  },
);
