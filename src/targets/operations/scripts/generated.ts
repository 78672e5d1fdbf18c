import { notice } from '../../../files/notice.ts';
import type { Artifact } from '../../../model/artifact.ts';
import type { StackModel } from '../../../model/stack.ts';
import { script } from './script.ts';

const list = script('generated.sh');

/** What names all files of an environment, itself among them: what a release keeps. */
export function generatedList(stack: StackModel, made: readonly Artifact[]): Artifact {
  const own = 'scripts/generated.sh';
  return list({ notice: notice(stack), generated: [...made.map(({ path }) => path), own] });
}
