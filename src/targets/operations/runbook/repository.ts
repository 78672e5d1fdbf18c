import type { StackModel, SystemModel } from '../../../model/stack.ts';
import { workflowPath } from '../workflow/workflow.ts';

/** Where the pages of a system lie: in a repository of its own, or in a folder of one that it shares. */
export function repositoryFacts(system: SystemModel, { name, repository }: StackModel): object {
  const shared = repository !== undefined;
  return {
    shared,
    workflow: workflowPath(system),
    made: shared ? 'out' : `out/${name}`,
    clone: shared ? 'operations' : `${name}-stack`,
    within: shared ? `operations/${name}` : `${name}-stack`,
  };
}
