import type { ts } from 'ts-morph';
import type { Place } from '../../model/place.ts';
import { below } from '../pin/parser.ts';

/** The calls of `new` in a file, and what is asked of its text. */
export interface Parsed {
  readonly compiler: typeof ts;
  readonly tree: ts.SourceFile;
}

/** The `new …(…)` that begins there; undefined where something else does. */
export function callAt({ compiler, tree }: Parsed, { line, column }: Place): ts.NewExpression | undefined {
  if (line === undefined || column === undefined) return undefined;
  const start = tree.getLineStarts()[line - 1];
  if (start === undefined) return undefined;
  return below(tree).find(
    (node): node is ts.NewExpression =>
      compiler.isNewExpression(node) && node.getStart(tree) === start + column - 1,
  );
}

/** What it is given: what stands in it, and not in a call of `new` inside of it, which has findings of its own. */
export function given({ compiler }: Parsed, call: ts.NewExpression): readonly ts.Node[] {
  const inner = (node: ts.Node) => {
    for (let one = node; one !== call; one = one.parent)
      if (compiler.isNewExpression(one) || compiler.isFunctionLike(one)) return true;
    return false;
  };
  return (call.arguments ?? []).flatMap((one) => below(one)).filter((node) => !inner(node));
}

/** Where a name is used in the file, its declaration included. */
export function namesakes({ compiler, tree }: Parsed, name: string): readonly ts.Identifier[] {
  return below(tree).filter(
    (node): node is ts.Identifier => compiler.isIdentifier(node) && node.text === name,
  );
}
