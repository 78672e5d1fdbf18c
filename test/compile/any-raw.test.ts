import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { compile } from '../../src/compile.ts';
import { StowageError } from '../../src/model/error.ts';
import { rawFault } from '../../src/model/raw-fault.ts';
import type { StackModel } from '../../src/model/stack.ts';
import { Unspellable } from '../../src/model/unspellable.ts';
import { stackEmitters } from '../../src/targets/operations/index.ts';
import { shop } from '../support/shop.ts';

const schema = JSON.parse(
  readFileSync(new URL('../../schemas/compose.schema.json', import.meta.url), 'utf8'),
);
const keysOf = (definition: string) => Object.keys(schema.definitions[definition].properties);

const plain: fc.ObjectConstraints = {
  maxDepth: 3,
  withBigInt: true,
  withNullPrototype: true,
  values: [
    fc.constantFrom(
      'a\0b',
      '\ud800',
      '```',
      '$',
      '${A}',
      'a\nb',
      '',
      ':',
      'web',
      'db:5432',
      '8080:80',
      '__proto__',
      '1gb',
      '/a b:/c',
    ),
    ...[fc.boolean(), fc.double(), fc.integer(), fc.string(), fc.constantFrom(null, undefined)],
  ],
};
/** With objects of classes, which no file can hold. */
const anything: fc.ObjectConstraints = { ...plain, withDate: true, withMap: true, withTypedArray: true };

/** Raw keys with anything where the specification wants something particular. */
const raw = (keys: readonly string[], values: fc.ObjectConstraints) =>
  fc.dictionary(fc.constantFrom(...keys), fc.anything(values), { maxKeys: 3 });

/** A shop whose services, volumes and own document have raw keys. */
const stacksWith = (values: fc.ObjectConstraints) =>
  fc
    .record({
      web: raw(keysOf('service'), values),
      job: raw(keysOf('service'), values),
      store: raw(keysOf('service'), values),
      data: raw(keysOf('volume'), values),
      top: raw(Object.keys(schema.properties), values),
    })
    .map(({ web, job, store, data, top }): StackModel => {
      const model = shop();
      const [db, migrate, ...others] = model.services;
      const [first, ...volumes] = model.volumes;
      if (db === undefined || migrate === undefined || first === undefined)
        throw new Error('the shop has changed');
      return {
        ...model,
        services: [
          { ...db, compose: store },
          { ...migrate, compose: job },
          ...others.map((one) => ({ ...one, compose: web })),
        ],
        volumes: [{ ...first, compose: data }, ...volumes],
        compose: top,
      };
    });

const app = (stack: StackModel) => ({
  validate: () => [],
  toModel: () => [{ name: 'shop', stacks: [stack] }],
  place: () => undefined,
});

function only<T>(kinds: readonly (new (...args: never[]) => Error)[], work: () => T): void {
  try {
    work();
  } catch (error) {
    if (!kinds.some((kind) => error instanceof kind)) throw error;
  }
}

test('whatever raw keys hold, a compilation ends with findings or with a mistake of the author', () => {
  fc.assert(
    fc.property(stacksWith(anything), (stack) => only([StowageError], () => compile(app(stack)))),
    { numRuns: 150 },
  );
});

test('and so does each emitter, for what a rule lets pass', () => {
  fc.assert(
    fc.property(stacksWith(plain), (stack) => {
      const { services, volumes } = stack;
      const faults = [{ id: 'shop', compose: stack.compose }, ...services, ...volumes].map((one) =>
        rawFault(one.id, one.compose),
      );
      fc.pre(faults.every((fault) => fault === undefined));
      for (const emitter of stackEmitters) only([StowageError, Unspellable], () => emitter(stack));
    }),
    { numRuns: 150 },
  );
  expect(stackEmitters.length).toBeGreaterThan(5);
});
