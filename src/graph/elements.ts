import type { Resource } from '../compose/project.ts';
import type { Text } from '../compose/text.ts';
import { resourcesOf } from '../lower.ts';
import { remembered } from '../model/remembered.ts';
import type { StackModel } from '../model/stack.ts';

const kinds = ['networks', 'volumes', 'configs', 'secrets'] as const;

/** What stands beside the services: a network, a volume, a config or a secret. */
export interface Element {
  readonly kind: (typeof kinds)[number];
  readonly id: string;
  /** Path of the construct that says it; of the stack, where its raw keys do. */
  readonly path: string;
  readonly config: Resource & {
    readonly environment?: Text;
    readonly file?: Text;
    readonly driverOpts?: ReadonlyMap<string, Text>;
  };
}

/** All of them, raw keys included. */
export const elementsOf = remembered((stack: StackModel): readonly Element[] => {
  const project = resourcesOf(stack);
  return kinds.flatMap((kind) => {
    const paths = new Map((stack[kind] ?? []).map(({ id, path }) => [id, path]));
    return [...(project[kind] ?? [])].map(([id, config]) => ({
      ...{ kind, id, config },
      path: paths.get(id) ?? stack.path,
    }));
  });
});
