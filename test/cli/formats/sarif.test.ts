import { readFileSync } from 'node:fs';
import { Ajv } from 'ajv';
import { expect, test } from 'vitest';
import { explained } from '../../../src/cli/explained.ts';
import { sarif } from '../../../src/cli/formats/sarif.ts';
import { broken, found, many, passed, verdict } from '../../support/verdict.ts';

// Draft 04: its `id` and `$schema` are all that a later draft reads in another way.
const {
  id: _,
  $schema,
  ...schema
} = JSON.parse(readFileSync(new URL('../../../schemas/sarif-2.1.0.schema.json', import.meta.url), 'utf8'));
const ajv = new Ajv({
  strict: false,
  allErrors: true,
  unicodeRegExp: false,
  formats: {
    uri: (text: string) => URL.canParse(text),
    'uri-reference': (text: string) => URL.canParse(text, 'file:///a/') && !/[\s"<>\\^`{|}]/.test(text),
    'date-time': (text: string) => !Number.isNaN(Date.parse(text)),
  },
});
const validate = ajv.compile(schema);

const [run, brokenRun] = [verdict(many), verdict([], { broken })].map(
  (one) => JSON.parse(sarif(one)).runs[0],
);

test.each([
  ['a clean run', verdict([])],
  ['many findings', verdict(many)],
  ['a line that leads to another one', verdict([passed])],
  ['a broken stack', verdict([], { broken })],
  ['a broken stack without a place', verdict([], { broken: found({ place: undefined, path: '' }) })],
])('%s is valid by the schema', (_, given) => {
  const document = JSON.parse(sarif(given));
  validate(document);
  expect(validate.errors ?? []).toEqual([]);
  expect(document.version).toBe('2.1.0');
});

test('the schema is one that refuses', () => {
  expect(validate({ version: '2.1.0', runs: [{ results: [] }] })).toBe(false);
  expect(validate({ ...JSON.parse(sarif(verdict([]))), version: '2.0.0' })).toBe(false);
});

test('every rule is described, and a result points at its own', () => {
  expect(run.tool.driver.rules.map(({ id }: { id: string }) => id)).toEqual(explained.map(({ id }) => id));
  for (const { ruleId, ruleIndex } of run.results)
    if (ruleIndex !== undefined) expect(run.tool.driver.rules[ruleIndex].id).toBe(ruleId);
  expect(run.tool.driver.rules[0].help.markdown).toContain('## Why');
});

test('one result for a line, with the construct of each environment', () => {
  expect(run.results).toHaveLength(many.length - 1);
  expect(run.results[0]).toMatchObject({
    level: 'error',
    locations: [
      {
        physicalLocation: {
          artifactLocation: { uri: 'stacks/shop.ts', uriBaseId: '%SRCROOT%' },
          region: { startLine: 41, startColumn: 5 },
        },
        logicalLocations: [
          { fullyQualifiedName: 'shop-staging/core/seed' },
          { fullyQualifiedName: 'shop-production/core/seed' },
        ],
      },
    ],
  });
  expect(run.results.map(({ level }: { level: string }) => level)).toEqual([
    'error',
    'warning',
    'note',
    'error',
  ]);
});

test('a broken stack is a run that did not succeed', () => {
  expect(brokenRun.results).toEqual([]);
  expect(brokenRun.invocations[0]).toMatchObject({ executionSuccessful: false, exitCode: 2 });
  expect(run.invocations[0].executionSuccessful).toBe(true);
});

test('a line that leads to another one is related to it', () => {
  expect(JSON.parse(sarif(verdict([passed]))).runs[0].results[0].relatedLocations).toEqual([
    {
      physicalLocation: {
        artifactLocation: { uri: 'stacks/ours.ts', uriBaseId: '%SRCROOT%' },
        region: { startLine: 12, startColumn: 3 },
      },
      message: { text: 'by way of this line' },
    },
  ]);
});
