import { readFileSync } from 'node:fs';
import type { AnySchemaObject } from 'ajv';
import { Ajv } from 'ajv';
import { describe, expect, test } from 'vitest';
import { App, Environment, Job, Service, Stack } from '../../constructs/index.ts';
import { list } from '../../src/api.ts';
import { list as listCommand } from '../../src/cli/commands/list.ts';
import { rules } from '../../src/cli/commands/rules.ts';
import { explained } from '../../src/cli/explained.ts';
import { json } from '../../src/cli/formats/json.ts';
import { plain } from '../../src/cli/words/ink.ts';
import { unlinked } from '../../src/cli/words/links.ts';
import { broken, found, many, passed, verdict } from '../support/verdict.ts';

const reader = { ink: plain, link: unlinked };
const schema = (name: string): AnySchemaObject =>
  JSON.parse(readFileSync(new URL(`../../schemas/${name}.schema.json`, import.meta.url), 'utf8'));

/** A service, and a job that is asked for. */
function shop(): App {
  const app = new App();
  const host = { cpus: 2, memory: '4gb', disk: '10gb' } as const;
  for (const environment of Environment.all({ staging: { host }, production: { host } })) {
    const stack = new Stack(app, 'shop', environment, { title: 'Shop', version: '2.1' });
    const [site] = stack.phases('site');
    new Service(site, 'web', { image: 'example/shop:2.1.0' });
    new Job(site, 'seed', { image: 'example/shop:2.1.0', command: './seed', profile: 'tools' });
  }
  return app;
}

const fixed = {
  dryRun: true,
  changes: [{ file: '/srv/shop.ts', before: Buffer.from('a\nb\n'), after: Buffer.from('a\nc\n') }],
  mended: [passed],
  left: [{ finding: passed, because: 'that line makes 2 constructs' }],
};

const outputs: Readonly<Record<string, () => Promise<readonly string[]>>> = {
  findings: async () => [
    json(verdict([])),
    json(verdict(many, { failOn: 'warn' })),
    json(verdict([passed, found({ rule: 'own-rule', edit: { kind: 'remove' } })])),
    json(verdict([], { broken })),
    json(verdict([passed], { fixed })),
  ],
  systems: async () => {
    const nothing = { systems: [] };
    return [list(shop()), nothing].map((one) => listCommand.says({ json: true, ...one }, reader, reader).out);
  },
  rules: async () => {
    const all = { json: true, all: explained, rule: undefined };
    const one = await rules.run({ app: 'stacks/index.ts', json: true }, 'image-pinned');
    return [all, one].map((asked) => rules.says(asked, reader, reader).out);
  },
};

/** Every map in a value, from the outside in. */
function maps(value: unknown): readonly Record<string, unknown>[] {
  if (typeof value !== 'object' || value === null) return [];
  const inner = Object.values(value).flatMap(maps);
  return Array.isArray(value) ? inner : [value as Record<string, unknown>, ...inner]; // it is neither null nor a list
}

/** The keys that a schema knows anywhere. */
const known = (schema: AnySchemaObject) =>
  new Set(maps(schema).flatMap(({ properties }) => Object.keys(properties ?? {})));

describe.each(Object.entries(outputs))('%s.schema.json', (name, printed) => {
  const validate = new Ajv({ strict: true, allowUnionTypes: true }).compile(schema(name));

  test(`the output of ${name} is what its schema says`, async () => {
    for (const text of await printed()) expect(validate(JSON.parse(text)) || validate.errors).toBe(true);
  });

  test('has no key that is never printed, and refuses one that it does not have', async () => {
    const values: readonly unknown[] = (await printed()).map((text) => JSON.parse(text));
    const seen = new Set(values.flatMap(maps).flatMap((map) => Object.keys(map)));
    expect([...known(schema(name))].sort()).toEqual([...seen].sort());
    const [rich] = [...values].sort((a, b) => maps(b).length - maps(a).length);
    for (const map of maps(rich)) {
      map.extra = 1;
      expect(validate(rich)).toBe(false);
      delete map.extra;
    }
    expect(validate(rich)).toBe(true);
  });

  test('each key says what it is', () => {
    const keys = maps(schema(name)).flatMap(({ properties }) =>
      Object.entries((properties ?? {}) as Readonly<Record<string, AnySchemaObject>>),
    ); // the schemas are ours
    expect(keys.filter(([, one]) => !one.description && !one.$ref).map(([key]) => key)).toEqual([]);
  });
});
