import { spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { refuseState } from '../../../../src/targets/terraform/beside/committed.ts';
import { folder, put } from '../../../support/folder.ts';
import { service, stack, variable } from '../../../support/model.ts';
import { zipOf } from '../../../support/zip.ts';
import { around } from './around.ts';

const variables = [variable({ name: 'PASSWORD', kind: 'secret' })];
const env = [{ name: 'P', value: [{ kind: 'variable', name: 'PASSWORD' } as const] }];
const shop = stack({ variables, services: [service({ env })] });
const [workflow] = refuseState({ name: 'shop', stacks: [shop] });
const script: string = parse(workflow?.content ?? '').jobs.terraform.steps[1].run;

/** What the step says of a repository with what is generated, and this file. */
function committed(file: string, content: string | Uint8Array) {
  const cwd = folder();
  put(join(cwd, 'test/terraform'), { ...around(shop) });
  put(cwd, { '.github/workflows/terraform.yml': workflow?.content ?? '' });
  mkdirSync(dirname(join(cwd, file)), { recursive: true });
  writeFileSync(join(cwd, file), content);
  const line = `git init --quiet . && git add --all --force . && cd test\n${script}`;
  const { status, stdout, stderr } = spawnSync(
    'bash',
    ['--noprofile', '--norc', '-euo', 'pipefail', '-c', line],
    {
      cwd,
      encoding: 'utf8',
    },
  );
  return { status, out: stdout + stderr };
}

const plan = zipOf(
  ['tfplan', 'tfstate', 'tfconfig/m-/main.tf.json', 'tfconfig/modules.json'].map((name) => ({
    name,
    content: 's3cret',
  })),
);

describe('the workflow of a system', () => {
  test('stands beside that of the operations repository, and there is none without an environment', () => {
    expect(workflow?.path).toBe('.github/workflows/terraform.yml');
    expect(refuseState({ name: 'shop', stacks: [] })).toEqual([]);
  });

  test.each<readonly [string, string, string | Uint8Array]>([
    ['a state', 'test/terraform/terraform.tfstate', '{}'],
    ['what was before it', 'test/terraform/terraform.tfstate.1795936587.backup', '{}'],
    ['a state under another name', 'old.json', '{\n  "version": 4,\n  "terraform_version": "1.11.4",\n'],
    ['what is shown of one', 'x', '{"format_version":"1.0","terraform_version":"1.11.4","values":{}}'],
    ['a plan', 'test/terraform/now.tfplan', plan],
    ['a plan under another name', 'test/terraform/plan', plan],
    ['values', 'test/terraform/terraform.tfvars', ''],
    ['values under another name', 'notes', '  PASSWORD    = "s3cret"\n'],
    ['what init fetched', 'test/terraform/.terraform/terraform.tfstate', ''],
  ])('refuses %s, and prints nothing of it', (_, file, content) => {
    expect(committed(file, content)).toEqual({
      status: 1,
      out: `::error::a state, a plan or values of Terraform are in the repository: remove these files, and draw every secret in them anew\n  ${file}\n`,
    });
  });

  test.each([
    ['a backend', 'test/terraform/backend.tf', 'terraform {\n  required_version = ">= 1.10"\n}\n'],
    ['checksums of the provider', 'test/terraform/.terraform.lock.hcl', 'provider "x" {}\n'],
    ['an empty value', 'notes', 'PASSWORD = ""\n'],
    ['what speaks of plans', 'notes.md', 'PKs in a tfplan, "terraform_version" and tfconfig\n'],
  ])('takes %s', (_, file, content) => {
    expect(committed(file, content)).toEqual({ status: 0, out: '' });
  });
});
