import { readFileSync } from 'node:fs';
import { Project } from 'ts-morph';
import { describe, expect, test } from 'vitest';
import type { ComposeSchema } from '../schemas/compose-types.ts';
import { composeTypes } from '../schemas/compose-types.ts';
import { schemaFindings } from '../src/schema.ts';
import { composeFile } from '../src/targets/operations/compose.ts';
import { operations } from '../src/targets/operations/index.ts';
import { service, stack } from './support/model.ts';

const read = (file: string) => readFileSync(new URL(`../${file}`, import.meta.url), 'utf8');
const schema = JSON.parse(read('schemas/compose.schema.json')) as ComposeSchema;
const types = read('src/model/compose.gen.ts');

describe('the types of the raw keys', () => {
  test('are what the schema makes them', () => {
    expect(composeTypes(schema)).toBe(types);
  });

  test('are made from the schema of the installed package', () => {
    expect(JSON.parse(read('node_modules/dclint/schemas/compose.schema.json'))).toEqual(schema);
  });

  test('cover every key of a service', () => {
    const typed = new Project({ useInMemoryFileSystem: true })
      .createSourceFile('types.ts', types)
      .getInterfaceOrThrow('RawService')
      .getProperties()
      .map((property) => property.getName());
    expect(typed.length).toBeGreaterThan(80);
    expect(typed).toEqual(expect.arrayContaining(Object.keys(schema.definitions.service?.properties ?? {})));
  });

  test('gain a key that the schema gains', () => {
    const { service: known } = schema.definitions;
    const grown = { ...known, properties: { ...known?.properties, teleport: { type: 'boolean' } } };
    expect(composeTypes({ ...schema, definitions: { ...schema.definitions, service: grown } })).toContain(
      '  readonly teleport?: boolean;\n',
    );
    expect(types).not.toContain('teleport');
  });
});

describe('the schema gate', () => {
  const { schemas = [] } = operations();
  const findings = (raw: Record<string, unknown>) =>
    schemaFindings(
      composeFile(stack({ services: [service({ compose: raw })] })).map((artifact) => ({
        ...artifact,
        path: `shop/test/${artifact.path}`,
      })),
      schemas,
      () => 'shop-test',
    ).map(({ message }) => message);

  test('is content with what we emit', () => {
    expect(findings({})).toEqual([]);
    expect(findings({ 'x-note': 'ours', labels: { a: 'b' }, cpu_shares: 512 })).toEqual([]);
  });

  test('names the place and the wrong value, all at once', () => {
    expect(findings({ cap_drp: ['ALL'], privileged: 'maybe not', ports: 80 })).toEqual([
      'shop/test/docker-compose.yml: services.web has the unknown key "cap_drp"',
      'shop/test/docker-compose.yml: services.web.ports must be array, and it is 80',
    ]);
  });

  test('says of a value that has one of two types what is wrong with that', () => {
    expect(findings({ oom_score_adj: 5000 })).toEqual([
      'shop/test/docker-compose.yml: services.web.oom_score_adj must be <= 1000, and it is 5000',
    ]);
  });

  test('looks into lists and maps', () => {
    expect(findings({ deploy: { replicas: 'many', mode: 3 } })).toEqual([
      'shop/test/docker-compose.yml: services.web.deploy.mode must be string, and it is 3',
    ]);
    expect(findings({ healthcheck: { test: { a: 1 } } })[0]).toContain(
      'services.web.healthcheck.test must be',
    );
  });

  test('asks about the data that a maker says, and reads what has none', () => {
    const file = { path: 'shop/test/docker-compose.yml', content: 'services: [', executable: false };
    const said = (document: object) => schemaFindings([{ ...file, document }], schemas, () => 'shop-test');
    expect(said({ services: { web: { image: 'a:1' } } })).toEqual([]);
    expect(said({ services: { web: { image: 1 } } })[0]?.message).toBe(
      'shop/test/docker-compose.yml: services.web.image must be string, and it is 1',
    );
    expect(() => schemaFindings([file], schemas, () => 'shop-test')).toThrow();
  });

  test('reads the workflow by a schema of its own', () => {
    const artifact = {
      path: 'shop/.github/workflows/docker-compose.yml',
      content: 'name: Shop\n',
      executable: false,
    };
    expect(schemaFindings([artifact], schemas, () => 'shop-test')[0]?.message).toContain(
      "must have required property 'on'",
    );
  });
});
