import { readdirSync } from 'node:fs';
import { basename } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { everyRule, ruleFindings } from '../../src/compile/rules.ts';
import { acknowledgement } from '../../src/rules/acknowledgement.ts';
import { anyStack } from '../support/any-model.ts';
import { stack } from '../support/model.ts';

const folders = ['rules/', 'targets/operations/rules/', 'targets/terraform/rules/'].map(
  (folder) => new URL(`../../src/${folder}`, import.meta.url),
);
const ruleFiles = (of: URL) =>
  readdirSync(of, { recursive: true })
    .map(String)
    .filter((file) => file.endsWith('.ts') && file !== 'index.ts' && !file.startsWith('facts/'));
const tests = ['.', '../targets/operations/rules/', '../targets/terraform/rules/'].flatMap((of) =>
  ruleFiles(new URL(of, import.meta.url)).map((file) => basename(file)),
);
const gates = [...everyRule, acknowledgement];

const ids: ReadonlySet<string> = new Set(gates.map(({ id }) => id));

describe('the list of rules', () => {
  test('each file is a rule with that id, and each rule is in the list', () => {
    const files = folders.flatMap(ruleFiles).map((file) => basename(file, '.ts'));
    expect(gates.map(({ id }) => id).sort()).toEqual(files.sort());
  });

  test.each(gates.map((gate) => [gate.id, gate] as const))(
    '%s has a summary and a test',
    (id, { summary }) => {
      expect(summary).toMatch(/^[A-Z].{20,}\.$/);
      expect(tests.includes(`${id}.test.ts`)).toBe(true);
    },
  );

  test('the smallest stack is innocent', () => {
    expect(ruleFindings(stack())).toEqual([]);
  });
});

describe('any model, nonsense too', () => {
  test('no rule throws, two runs say the same, and every finding can be read', () => {
    fc.assert(
      fc.property(anyStack, (model) => {
        const before = JSON.stringify(model.acknowledgements);
        const found = ruleFindings(model);
        expect(ruleFindings(model)).toEqual(found);
        expect(JSON.stringify(model.acknowledgements)).toBe(before);
        const unread = found.filter(
          ({ rule, message, fix }) => !ids.has(rule) || /undefined|\[object|NaN/.test(`${message}\n${fix}`),
        );
        expect(unread).toEqual([]);
      }),
      { numRuns: 300 },
    );
  });
});
