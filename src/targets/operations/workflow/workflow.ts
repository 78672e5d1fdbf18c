import { checkout, pinned, withReleases } from '../../../files/actions.ts';
import { notice } from '../../../files/notice.ts';
import { workflowFile } from '../../../files/workflow-file.ts';
import type { Artifact } from '../../../model/artifact.ts';
import type { SystemModel } from '../../../model/stack.ts';
import { actionsText } from '../../../syntax/actions.ts';
import { toYaml } from '../../../syntax/yaml.ts';
import { preparation } from './prepare.ts';
import { rehearsal } from './rehearse.ts';
import type { Step } from './step.ts';
import { stepsOf } from './step.ts';

/** Where it lies in the operations repository. */
export function workflowPath(system: SystemModel): string {
  return workflowFile(system, 'docker-compose.yml');
}

const fetch: Step = {
  name: 'Check out',
  uses: pinned(checkout),
  with: { 'persist-credentials': false },
};

/** The workflow that brings each environment up on a runner, asks it, saves it and throws it away. */
export function workflow(system: SystemModel): readonly Artifact[] {
  const { name, stacks } = system;
  const [first] = stacks;
  if (first === undefined) return [];
  const [path, shared] = [workflowPath(system), first.repository !== undefined];
  const changed = { paths: [`${name}/**`, path] };
  const document = {
    name: actionsText(first.title),
    on: shared
      ? { push: changed, pull_request: changed, workflow_dispatch: {} }
      : ['push', 'pull_request', 'workflow_dispatch'],
    permissions: { contents: 'read' },
    // Two systems may have one title.
    concurrency: {
      group: `${shared ? name : '${{ github.workflow }}'}-\${{ github.ref }}`,
      'cancel-in-progress': true,
    },
    jobs: {
      compose: {
        name: '${{ matrix.environment }}',
        'runs-on': 'ubuntu-24.04',
        'timeout-minutes': 120,
        strategy: {
          'fail-fast': false,
          matrix: { environment: stacks.map(({ environment }) => environment.name) },
        },
        defaults: {
          run: {
            shell: 'bash --noprofile --norc -euo pipefail {0}',
            'working-directory': `${shared ? `${name}/` : ''}\${{ matrix.environment }}`,
          },
        },
        steps: [fetch, ...stepsOf(stacks, [...preparation, ...rehearsal])],
      },
    },
  };
  const content = withReleases(toYaml(document, notice(first), ['steps']));
  return [{ path, content, executable: false, document }];
}
