import type { ts } from 'ts-morph';
import type { MountEdit } from '../../model/edit.ts';
import type { Call, Parsed } from './calls.ts';
import { given, namesakes } from './calls.ts';
import type { Piece } from './pieces.ts';
import { Unclear } from './pieces.ts';

/** A volume behind the call that makes the service, and its name in the import of the service's. */
export function ofMount(parsed: Parsed, call: Call, edit: MountEdit): readonly Piece[] {
  const { compiler, tree } = parsed;
  const scope = call.arguments?.[0];
  if (
    scope === undefined ||
    !(compiler.isIdentifier(scope) || scope.kind === compiler.SyntaxKind.ThisKeyword)
  )
    throw new Unclear('the call has no name for what it makes the service in');
  const { name, pieces } = imported(parsed, call);
  const quote = given(parsed, call).some(
    (node) => compiler.isStringLiteral(node) && node.getText(tree).startsWith('"'),
  )
    ? '"'
    : "'";
  const said = (text: string) => `${quote}${text.replaceAll(quote, `\\${quote}`)}${quote}`;
  const volume = `new ${name}(${scope.getText(tree)}, ${said(edit.volume)}, { holds: ${said(edit.holds)}, backup: { stop: true } })`;
  return [...pieces, { start: call.end, end: call.end, by: `.mount(${volume}, ${said(edit.target)})` }];
}

/** How the file calls a volume: it comes from where the class of the call comes from. */
function imported(parsed: Parsed, call: Call): { readonly name: string; readonly pieces: readonly Piece[] } {
  const { compiler, tree } = parsed;
  const { expression } = call;
  if (compiler.isPropertyAccessExpression(expression) && compiler.isIdentifier(expression.expression))
    return { name: `${expression.expression.text}.Volume`, pieces: [] };
  if (!compiler.isIdentifier(expression))
    throw new Unclear('nobody can see where the class of the service is from');
  const list = tree.statements
    .filter(compiler.isImportDeclaration)
    .map(({ importClause }) => importClause)
    .find(
      (clause) => clause !== undefined && !clause.isTypeOnly && holds(compiler, clause, expression.text),
    )?.namedBindings;
  if (list === undefined || !compiler.isNamedImports(list))
    throw new Unclear('the class of the service is not imported: it is one of yours');
  const there = list.elements.find((one) => (one.propertyName ?? one.name).text === 'Volume');
  if (there !== undefined && !there.isTypeOnly) return { name: there.name.text, pieces: [] };
  if (namesakes(parsed, 'Volume').length > 0)
    throw new Unclear('something else is called Volume in that file');
  const last = list.elements.at(-1);
  if (last === undefined) throw new Unclear('the import is empty');
  return { name: 'Volume', pieces: [{ start: last.end, end: last.end, by: ', Volume' }] };
}

function holds(compiler: typeof ts, { namedBindings }: ts.ImportClause, name: string): boolean {
  return (
    namedBindings !== undefined &&
    compiler.isNamedImports(namedBindings) &&
    namedBindings.elements.some((one) => one.name.text === name)
  );
}

/** The statement that makes it and does nothing else, with its line. */
export function ofRemoval(parsed: Parsed, call: Call): readonly Piece[] {
  const { compiler, tree } = parsed;
  const statement = whole(parsed, call);
  const text = tree.text;
  const start = statement.getStart(tree);
  if (!compiler.isBlock(statement.parent) && !compiler.isSourceFile(statement.parent))
    throw new Unclear('it is all that a condition or a loop does');
  const begin = text.lastIndexOf('\n', start - 1) + 1;
  const after = text.indexOf('\n', statement.end);
  const end = after < 0 ? text.length : after + 1;
  const beside = text.slice(begin, start) + text.slice(statement.end, end);
  if (beside.trim() !== '') throw new Unclear('something else stands on its line');
  const above = text.slice(0, begin).trimEnd().split('\n').at(-1)?.trim() ?? '';
  const next = text.slice(0, begin).endsWith('\n\n') || text.slice(0, begin).endsWith('\n\r\n');
  if (!next && /^(\/\/|\*|\/\*)|\*\/$/.test(above)) throw new Unclear('a comment stands above it');
  return [{ start: begin, end, by: '' }];
}

function whole(parsed: Parsed, call: Call): ts.Statement {
  const { compiler } = parsed;
  const { parent } = call;
  if (compiler.isExpressionStatement(parent)) return parent;
  if (!compiler.isVariableDeclaration(parent) || !compiler.isIdentifier(parent.name))
    throw new Unclear('what it makes is used there');
  if (namesakes(parsed, parent.name.text).length > 1)
    throw new Unclear(`${parent.name.text} is used elsewhere`);
  const list = parent.parent;
  if (
    !compiler.isVariableDeclarationList(list) ||
    list.declarations.length > 1 ||
    !compiler.isVariableStatement(list.parent)
  )
    throw new Unclear('other names are declared with it');
  if (list.parent.modifiers !== undefined) throw new Unclear('other files may import it');
  return list.parent;
}

/** An import that nothing needs any more would not compile everywhere. */
export function unimported(parsed: Parsed, name: string): readonly Piece[] {
  const { compiler, tree } = parsed;
  const [one, ...others] = namesakes(parsed, name);
  if (one === undefined || others.length > 0 || !compiler.isImportSpecifier(one.parent)) return [];
  const { elements } = one.parent.parent;
  const at = elements.indexOf(one.parent);
  const [before, after] = [elements[at - 1], elements[at + 1]];
  if (after !== undefined) return [{ start: one.parent.getStart(tree), end: after.getStart(tree), by: '' }];
  return before === undefined ? [] : [{ start: before.end, end: one.parent.end, by: '' }];
}
