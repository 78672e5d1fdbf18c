import { readdirSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import type { Type } from 'ts-morph';
import { Node, Project, SyntaxKind, TypeFlags } from 'ts-morph';
import { describe, expect, test } from 'vitest';
import { own } from '../src/compose/own.ts';

// One file, since the compiler's own compiler reads all sources for it, which takes seconds.
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
const lookUps = [
  SyntaxKind.ElementAccessExpression,
  SyntaxKind.BinaryExpression,
  SyntaxKind.BindingElement,
] as const;

test('a name that may be any word is looked up among what the record itself has', () => {
  const places = sources.flatMap((source) =>
    lookUps
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

// A network, a volume, a config and a secret are elements.
const rawKeys = ['Service', 'Stack', 'Element'].map((kind) => `${kind}Model.compose`);
const props = [
  ...['image', 'entrypoint', 'command', 'user', 'hostname', 'init', 'env', 'mounts', 'ports', 'networks'],
  ...['aliases', 'health', 'dependsOn', 'restart', 'stopGrace', 'limits', 'openFiles', 'sharedMemory'],
  ...['dropCapabilities', 'addCapabilities', 'readOnly', 'logging', 'profile'],
].map((name) => `ServiceModel.${name}`);
/** What the project says in its own way; the rest of the model is what Compose cannot say. */
const watched: ReadonlySet<string> = new Set([
  ...rawKeys,
  ...props,
  'ServiceModel.over',
  'NetworkModel.internal',
]);
const names = new Set([...watched].map((property) => property.split('.')[1] ?? ''));

/** A place where a file reads a property of an interface of the model. */
interface Reading {
  readonly file: string;
  /** `ServiceModel.compose` */
  readonly property: string;
}

const kinds = [SyntaxKind.PropertyAccessExpression, SyntaxKind.BindingElement] as const;

const ofTheCompiler = sources.filter((source) => source.getFilePath().startsWith(join(root, 'src/')));

/** Every `x.property` and every `{ property }` that takes a value apart, when it is one that is watched. */
const readings: readonly Reading[] = ofTheCompiler.flatMap((source) =>
  kinds
    .flatMap((kind) => source.getDescendantsOfKind(kind))
    .flatMap((node): readonly Reading[] => {
      const file = relative(root, source.getFilePath());
      return declarationsOf(node).flatMap((declaration) => {
        const of = declaration.getParent();
        const name = Node.isPropertySignature(declaration) ? declaration.getName() : '';
        const property = Node.isInterfaceDeclaration(of) ? `${of.getName()}.${name}` : '';
        return watched.has(property) ? [{ file, property }] : [];
      });
    }),
);

function declarationsOf(node: Node): readonly Node[] {
  if (Node.isPropertyAccessExpression(node))
    return names.has(node.getName()) ? (node.getNameNode().getSymbol()?.getDeclarations() ?? []) : [];
  if (!Node.isBindingElement(node)) return [];
  const name = (node.getPropertyNameNode() ?? node.getNameNode()).getText();
  if (!names.has(name)) return [];
  return node.getParent().getType().getProperty(name)?.getDeclarations() ?? [];
}

const lowers = /^src\/lower(\.ts|\/)/;
/** The files that do so outside of what lowers, each with what it reads. */
const others = [
  ...new Set(
    readings.filter(({ file }) => !lowers.test(file)).map(({ file, property }) => `${file} ${property}`),
  ),
].sort();

describe('what Compose can say is read in the project', () => {
  test('there is something to look at', () => {
    const found = new Set(readings.filter(({ file }) => lowers.test(file)).map(({ property }) => property));
    expect([...watched].filter((property) => !found.has(property))).toEqual([]);
  });

  test('only what lowers reads a raw key, or a prop that it lowers', () => {
    expect(others).toEqual([
      // Whether a file can hold them at all: before they are lowered.
      'src/compile.ts ElementModel.compose',
      'src/compile.ts StackModel.compose',
      // What of them nobody can read, told as its author wrote it.
      'src/compile/raw-keys.ts ServiceModel.over',
      'src/compile/raw-keys.ts StackModel.compose',
    ]);
  });
});
