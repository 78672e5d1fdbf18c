import { readdirSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import type { Type } from 'ts-morph';
import { Node, Project, SyntaxKind, TypeFlags } from 'ts-morph';
import { expect, test } from 'vitest';
import { own } from '../src/compose/own.ts';

const root = resolve(import.meta.dirname, '..');
const project = new Project({
  tsConfigFilePath: join(root, 'tsconfig.json'),
  skipAddingFilesFromTsConfig: true,
});
const sources = ['src', 'constructs', 'stacks'].flatMap((folder) =>
  readdirSync(join(root, folder), { recursive: true })
    .map(String)
    .filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts'))
    .map((name) => project.addSourceFileAtPath(join(root, folder, name))),
);

/** Whether it may be any word: one that is written in the source, or begins with something that is, cannot be `constructor`. */
function isAnyWord(type: Type): boolean {
  if (type.isUnion()) return type.getUnionTypes().some(isAnyWord);
  return !type.isNumber() && !type.isLiteral() && !type.isTemplateLiteral() && !isSymbol(type);
}
const isSymbol = (type: Type) => (type.getFlags() & TypeFlags.ESSymbolLike) !== 0;

/** The name by which a place looks something up in an object: `record[name]`, `name in record`, `const { [name]: value } = record`. */
function nameLookedUp(node: Node): Node | undefined {
  if (Node.isElementAccessExpression(node)) return node.getArgumentExpression();
  if (Node.isBinaryExpression(node))
    return node.getOperatorToken().getKind() === SyntaxKind.InKeyword ? node.getLeft() : undefined;
  const key = Node.isBindingElement(node) ? node.getPropertyNameNode() : undefined;
  return Node.isComputedPropertyName(key) ? key.getExpression() : undefined;
}

/** What such a place is: a source has a hundred other nodes for each of them. */
const kinds = [
  SyntaxKind.ElementAccessExpression,
  SyntaxKind.BinaryExpression,
  SyntaxKind.BindingElement,
] as const;

test('a name that may be any word is looked up among what the record itself has', () => {
  const places = sources.flatMap((source) =>
    kinds
      .flatMap((kind) => source.getDescendantsOfKind(kind))
      .flatMap((node) => {
        const name = nameLookedUp(node);
        if (name === undefined || !isAnyWord(name.getType())) return [];
        return [`${relative(root, source.getFilePath())}: ${node.getText()}`];
      }),
  );
  expect(places.sort()).toEqual([
    // It has just asked whether the choices have one of their own.
    'constructs/core/environment.ts: choices[this.name]',
    'src/compose/own.ts: record[name]',
    // The keys are those of the table.
    'src/targets/terraform/attributes.ts: config[key]',
    'src/targets/terraform/attributes.ts: table[key]',
  ]);
});

test('nothing is assigned by names that may be any word', () => {
  const calls = sources.flatMap((source) =>
    source
      .getDescendantsOfKind(SyntaxKind.CallExpression)
      .map((call) => call.getExpression().getText())
      .filter((called) => ['Object.assign', 'Reflect.set'].includes(called)),
  );
  expect(calls).toEqual([]);
});

test.each(['__proto__', 'constructor', 'toString', 'hasOwnProperty', 'valueOf'])(
  '%s is found where it is, and nowhere else',
  (name) => {
    expect(own({}, name)).toBe(undefined);
    expect(own(Object.fromEntries([[name, 'there']]), name)).toBe('there');
  },
);
