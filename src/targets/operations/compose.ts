import { print } from '../../compose/print.ts';
import { notice } from '../../files/notice.ts';
import { projectOf } from '../../files/project.ts';
import type { Artifact } from '../../model/artifact.ts';
import type { StackModel } from '../../model/stack.ts';
import { toYaml } from '../../syntax/yaml.ts';

/** docker-compose.yml of one environment. */
export function composeFile(stack: StackModel): readonly Artifact[] {
  const document = print(projectOf(stack));
  const content = toYaml(document, notice(stack), ['services']);
  return [{ path: 'docker-compose.yml', content, executable: false, document }];
}
