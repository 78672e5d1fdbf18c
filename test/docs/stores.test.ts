import { join } from 'node:path';
import { expect, test } from 'vitest';
import { compile } from '../../src/compile.ts';
import { examplesOf } from '../support/examples.ts';

test('the shop of the page compiles, and its runbook has the commands of the page', async () => {
  const { app } = await import(join(examplesOf('docs/stores.md'), 'example-0.ts'));
  const { findings, artifacts } = compile(app);
  expect(findings).toEqual([]);
  const runbook = artifacts.find(({ path }) => path === 'shop/README.md')?.content;
  for (const command of ['make upgrade MAJOR=postgres', '`make rotate`']) expect(runbook).toContain(command);
});
