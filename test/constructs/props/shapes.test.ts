import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import * as vocabulary from '../../../constructs/index.ts';
import type { Shape } from '../../../constructs/props/shape.ts';
import { calls, shapes } from '../../../constructs/props/shapes.gen.ts';
import { propShapes } from '../../../schemas/prop-shapes.ts';

test('what is checked is what the types say: npm run props', () => {
  const file = new URL('../../../constructs/props/shapes.gen.ts', import.meta.url);
  expect(propShapes()).toBe(readFileSync(file, 'utf8'));
});

test('every class and function of the vocabulary is there', () => {
  const known = Object.keys(calls);
  const called = Object.entries(vocabulary).flatMap(([name, value]: readonly [string, unknown]) =>
    typeof value === 'function' ? [name] : [],
  );
  expect(called.length).toBeGreaterThan(15);
  expect(called.filter((name) => !known.includes(name) && !known.includes(`new ${name}`))).toEqual([]);
});

/** Every shape in these, the shapes within shapes too. */
function within(shape: unknown): readonly Shape[] {
  if (typeof shape !== 'object' || shape === null) return [];
  const inner = Object.values(shape).flatMap(within);
  return 'is' in shape ? [shape as Shape, ...inner] : inner;
}

test('every number says from where to where, but for those that are written as they are', () => {
  const open = Object.entries(shapes).flatMap(([name, shape]) =>
    name.includes('Model') || name.startsWith('ClickHouse') || name === 'AddressPart' || name === 'Value'
      ? []
      : within(shape).flatMap((one) =>
          (one.is === 'number' || one.is === 'amount') && (one.from === undefined || one.to === undefined)
            ? [name]
            : [],
        ),
  );
  expect(open).toEqual([]);
});

test('every pattern is one, and every example of one fits it', () => {
  const texts = [shapes, calls].flatMap(within).flatMap((one) => (one.is === 'text' ? [one] : []));
  const wrong = texts.filter(({ pattern, example }) => {
    const whole = new RegExp(`^(?:${pattern ?? '[^]*'})$`, 'u');
    return example !== undefined && !whole.test(example.replaceAll("'", ''));
  });
  expect(texts.length).toBeGreaterThan(80);
  expect(wrong).toEqual([]);
});
