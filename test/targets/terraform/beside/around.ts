import { chmodSync } from 'node:fs';
import { join } from 'node:path';
import type { StackModel } from '../../../../src/model/stack.ts';
import { beside } from '../../../../src/targets/terraform/beside/beside.ts';
import { documentOf } from '../../../../src/targets/terraform/document.ts';
import type { OperationsFolder } from '../../../support/operations-folder.ts';
import { operationsFolder } from '../../../support/operations-folder.ts';

/** What lies around the document of a stack, by name. */
export function around(stack: StackModel): Readonly<Record<string, string>> {
  const made = beside(
    stack,
    documentOf(stack, () => ''),
  );
  return Object.fromEntries(made.map(({ path, content }) => [path, content]));
}

/** One of these files. */
export function file(stack: StackModel, name: string): string {
  const content = around(stack)[name];
  if (content === undefined) throw new Error(`there is no ${name}`);
  return content;
}

/** The folder of an environment with both targets, and a `terraform` that prints what it was given. */
export function bothFolder(stack: StackModel): OperationsFolder {
  const folder = operationsFolder(stack);
  for (const [name, content] of Object.entries(around(stack))) folder.write(`terraform/${name}`, content);
  chmodSync(join(folder.path, 'terraform/with-env'), 0o755);
  folder.write(
    '../bin/terraform',
    '#!/bin/bash\nprintf "<%s>\\n" "$PWD" "$@"\nenv -0 | sort -z | grep -z "^TF_VAR_" | tr "\\0" "|"\n: >state\nexit "${EXIT:-0}"\n',
  );
  chmodSync(join(folder.path, '../bin/terraform'), 0o755);
  return folder;
}
