import { readFileSync } from 'node:fs';
import { Ajv } from 'ajv';
import { describe, expect, test } from 'vitest';
import { fromYaml } from '../../../../src/syntax/yaml-read.ts';
import { stack } from '../../../support/model.ts';
import { complaints } from '../../../support/workflow-parser.ts';
import { inEnvironment, rendered, secured } from './rendered.ts';

const schema: object = JSON.parse(
  readFileSync(new URL('../../../../schemas/workflow.schema.json', import.meta.url), 'utf8'),
);
const accepts = new Ajv({ allErrors: true }).compile(schema);

describe("through GitHub's own parser", () => {
  test.each([
    ['of a small stack', rendered(stack())],
    ['of a stack with everything', rendered(inEnvironment('local'), secured('production'))],
  ])('the workflow %s', async (_, content) => {
    expect(await complaints(content)).toEqual([]);
  });

  test.each([
    ['an unknown key', 'runs-on:', 'run-on:'],
    ['a broken expression', 'matrix.environment }}', 'matrix.environment'],
    ['an unknown context', 'github.workflow', 'gihtub.workflow'],
    ['a step that does nothing', 'run: make init', 'env: {}'],
  ])('a workflow with %s is refused', async (_, right, wrong) => {
    expect(await complaints(rendered(stack()).replace(right, wrong))).not.toEqual([]);
  });
});

describe('the schema', () => {
  test.each([['of a small stack', rendered(stack())]])('accepts the workflow %s', (_, content) => {
    accepts(fromYaml(content));
    expect(accepts.errors ?? []).toEqual([]);
  });

  test.each([
    ['an action at a tag', /actions\/checkout@\w+ # v/, 'actions/checkout@v'],
    ['more permissions', 'contents: read', 'contents: write'],
    ['no time limit', '    timeout-minutes: 120\n', ''],
    ['credentials that stay', 'persist-credentials: false', 'persist-credentials: true'],
    ['a checkout without a word on credentials', '        with:\n          persist-credentials: false\n', ''],
    ['an expression in a script', 'run: make init', "run: echo '${{ github.head_ref }}'"],
    ['a moving runner', 'ubuntu-24.04', 'ubuntu-latest'],
    ['a trigger with secrets', 'pull_request\n', 'pull_request_target\n'],
    [
      'a step that does two things',
      'run: make init',
      'uses: a/b@1234567890123456789012345678901234567890\n        run: x',
    ],
    ['a misspelt key', 'cancel-in-progress', 'cancel-in-progres'],
  ])('refuses %s', (_, right, wrong) => {
    const content = rendered(stack());
    const broken = content.replace(right, wrong);
    expect(broken).not.toBe(content);
    expect(accepts(fromYaml(broken))).toBe(false);
  });
});
