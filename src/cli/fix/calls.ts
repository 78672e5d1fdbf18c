import type { ts } from 'ts-morph';
import type { Place } from '../../model/place.ts';
import { below } from '../pin/parser.ts';

/** The calls of `new` in a file, and what is asked of its text. */
export interface Parsed {
  readonly compiler: typeof ts;
  readonly tree: ts.SourceFile;
}

/** What makes a construct: `new …(…)`, and in a class of the author's own `super(…)`. */
export type Call = ts.NewExpression | ts.SuperCall;

/** The `new …(…)` or `super(…)` that begins there; undefined where something else does. */
export function callAt({ compiler, tree }: Parsed, { line, column }: Place): Call | undefined {
  if (line === undefined || column === undefined) return undefined;
  const start = tree.getLineStarts()[line - 1];
  if (start === undefined) return undefined;
  return below(tree).find(
    (node): node is Call =>
      (compiler.isNewExpression(node) || isSuper(compiler, node)) &&
      node.getStart(tree) === start + column - 1,
  );
}

/** Whether it is `super(…)`. */
export function isSuper(compiler: typeof ts, node: ts.Node): node is ts.SuperCall {
  return compiler.isCallExpression(node) && node.expression.kind === compiler.SyntaxKind.SuperKeyword;
}

/** What it is given: what stands in it, and not in a call of `new` inside of it, which has findings of its own. */
export function given({ compiler }: Parsed, call: Call): readonly ts.Node[] {
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
