import { notice } from '../../../files/notice.ts';
import type { Artifact } from '../../../model/artifact.ts';
import type { StackModel } from '../../../model/stack.ts';
import type { Resource } from '../body.ts';

/** Networks and volumes that Compose has made where it ran the same system: both are imported by their names. */
export function importable(resources: readonly Resource[]): readonly Resource[] {
  // What brings files into a container is ours alone, and bears no label of Compose.
  return resources.filter(
    ({ type, body }) =>
      (type === 'docker_network' || type === 'docker_volume') &&
      JSON.stringify(body.labels).includes('"com.docker.compose.project"'),
  );
}

/** The file for a move from Compose; undefined where there is nothing to take over. */
export function importsExample(stack: StackModel, resources: readonly Resource[]): Artifact | undefined {
  const blocks = importable(resources).map(({ type, id, body }) => ({
    to: `${type}.${id}`,
    id: body.name ?? id,
  }));
  if (blocks.length === 0) return undefined;
  const content = `${JSON.stringify({ '//': notice(stack), import: blocks }, null, 2)}\n`;
  return { path: 'imports.tf.json.example', content, executable: false };
}
