import type { SystemModel } from '../model/stack.ts';

/** Where a workflow of a system lies in the operations repository: in one for several systems, each has its own. */
export function workflowFile({ name, stacks: [first] }: SystemModel, file: string): string {
  return `.github/workflows/${first?.repository === undefined ? '' : `${name}.`}${file}`;
}
