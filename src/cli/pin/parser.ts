import type { ts } from 'ts-morph';
import { StowageError } from '../../model/error.ts';
import { isMissing } from '../../model/missing.ts';

/**
 * What reads the author's TypeScript. It is heavy, and little needs it: whoever installs Stowage gets it only where he asks for it.
 * @throws StowageError `library-missing` when it is not installed
 */
export async function parser(what: string): Promise<typeof import('ts-morph')> {
  try {
    return await import('ts-morph');
  } catch (error) {
    if (!isMissing(error, 'ts-morph')) throw error;
    throw new StowageError(
      'library-missing',
      `${what} reads the source with ts-morph, and it is not installed`,
      'type: npm install --save-dev ts-morph@28',
    );
  }
}

/** A node, and all that it is made of. Without calls in calls: a long sum of strings nests deeper than these may. */
export function below(top: ts.Node): readonly ts.Node[] {
  const all: ts.Node[] = [];
  const open = [top];
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    all.push(node);
    node.forEachChild((child) => {
      open.push(child);
    });
  }
  return all;
}
