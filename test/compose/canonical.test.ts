import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import schema from '../../schemas/compose.schema.json' with { type: 'json' };
import { canonical } from '../../src/compose/canonical.ts';
import { print } from '../../src/compose/print.ts';
import { anyCompose } from '../support/any-compose.ts';
import { saidKeys, schemaKeys } from '../support/schema-keys.ts';

describe('canonical(print(p)) is p', () => {
  test('for any document that the Specification allows, with every key that it has', () => {
    const keys = new Set(schemaKeys());
    const said = new Set<string>();
    fc.assert(
      fc.property(anyCompose({ variables: true }), (document) => {
        const { project, faults } = canonical(document);
        expect(faults).toEqual([]);
        for (const key of saidKeys(document, keys)) said.add(key);
        expect(canonical(print(project))).toEqual({ project, faults: [] });
      }),
      { numRuns: 600, seed: 11 },
    );
    expect(keys.size).toBeGreaterThan(300);
    expect([...keys].filter((key) => !said.has(key))).toEqual([]);
  });

  test('for any document at all: what cannot be read is kept', () => {
    const keys = fc.constantFrom(
      ...Object.keys(schema.definitions.service.properties),
      'colour',
      '__proto__',
    );
    const value = fc.oneof(
      fc.anything({ withNullPrototype: false, withBigInt: true }),
      fc.constantFrom(['a:b', '80:80'], { a: 'b' }, [
        { target: 80 },
        { source: 'x', target: '/y', type: 'bind' },
      ]),
    );
    const service = fc.dictionary(keys, value, { maxKeys: 6 });
    fc.assert(
      fc.property(
        fc.dictionary(fc.constantFrom('a', 'b', '__proto__'), service, { maxKeys: 3 }),
        (services) => {
          const { project, faults } = canonical({ services });
          const again = canonical(print(project));
          expect(again.project).toEqual(project);
          expect(again.faults.length).toBeLessThanOrEqual(faults.length);
        },
      ),
      { numRuns: 500, seed: 12 },
    );
  });
});

test('a word that every object of JavaScript knows is neither true nor false', () => {
  for (const word of ['__proto__', 'constructor', 'valueOf'])
    expect(canonical({ services: { web: { read_only: word } } }).faults).toMatchObject([
      { path: ['services', 'web', 'read_only'], mend: 'write true or false' },
    ]);
});
