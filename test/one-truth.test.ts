import { readdirSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { Node, Project, SyntaxKind } from 'ts-morph';
import { describe, expect, test } from 'vitest';

const root = resolve(import.meta.dirname, '..');
const project = new Project({
  tsConfigFilePath: join(root, 'tsconfig.json'),
  skipAddingFilesFromTsConfig: true,
});
const sources = readdirSync(join(root, 'src'), { recursive: true })
  .map(String)
  .filter((name) => name.endsWith('.ts'))
  .map((name) => project.addSourceFileAtPath(join(root, 'src', name)));

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

/** Every `x.property` and every `{ property }` that takes a value apart, when it is one that is watched. */
const readings: readonly Reading[] = sources.flatMap((source) =>
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
