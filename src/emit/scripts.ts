import type { Artifact } from '../model/artifact.ts';
import type { StackModel } from '../model/stack.ts';
import { notice } from './notice.ts';
import { template } from './template.ts';

const common = template('scripts/common.sh');
const env = template('scripts/env.sh');

/** The everyday scripts, and the words that every script of the stack shares. */
export function scripts(stack: StackModel): readonly Artifact[] {
  return [
    {
      path: 'scripts/common.sh',
      content: common({
        notice: notice(stack),
        name: stack.name,
        version: stack.version,
        environment: stack.environment.name,
        project: stack.project,
        guarded: stack.environment.guarded,
      }),
      executable: false,
    },
    { path: 'scripts/env.sh', content: env({ notice: notice(stack) }), executable: false },
  ];
}
