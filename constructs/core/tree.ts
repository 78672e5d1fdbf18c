import type { IConstruct } from 'constructs';
import { StowageError } from '../../src/model/error.ts';

/** Docker's longest name is shorter, and no person nests constructs like that. */
const most = { id: 255, deep: 100 };

/**
 * Whether a person made this tree. Whatever asks its constructs goes down into it by calling itself.
 * @throws StowageError `id-long` or `tree-deep`
 */
export function checkTree(root: IConstruct): void {
  let level: readonly IConstruct[] = [root];
  for (let depth = 0; level.length > 0; depth++) {
    for (const { node } of level) {
      if (node.id.length > most.id)
        throw new StowageError(
          'id-long',
          `the id "${node.id.slice(0, 40)}…" has ${node.id.length} characters`,
          `give it one of ${most.id} at the most`,
          { at: node.path },
        );
      if (depth > most.deep)
        throw new StowageError(
          'tree-deep',
          `more than ${most.deep} constructs are made in each other`,
          'make each in its stack, or in a phase; look for the loop that makes them',
          { at: node.path },
        );
    }
    level = level.flatMap(({ node }) => node.children);
  }
}
