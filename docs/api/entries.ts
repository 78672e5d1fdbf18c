import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { Node, Project } from 'ts-morph';
import type { Described } from './described.ts';
import { described } from './described.ts';

/** What one import of the package offers. */
export interface Entry {
  /** `stowage/l1` */
  readonly from: string;
  readonly file: string;
  readonly exports: readonly Described[];
}

const root = resolve(import.meta.dirname, '../..');

/** Everything that package.json offers to others, and what its types are made of. */
export function everything(): { readonly entries: readonly Entry[]; readonly behind: readonly Described[] } {
  const { name, exports: offered } = JSON.parse(readFileSync(resolve(root, 'package.json'), 'utf8'));
  const project = new Project({
    tsConfigFilePath: resolve(root, 'tsconfig.json'),
    skipAddingFilesFromTsConfig: true,
    compilerOptions: { noLib: true, types: [] }, // only names are looked up, and those are ours
  });
  const known = new Set<Node>();
  // All of them first: a file that comes later has everything bound anew.
  const files = Object.entries<{ readonly types?: string }>(offered).flatMap(([path, { types }]) => {
    if (types === undefined) return [];
    const file = types.replace(/^\.\/dist\//, '').replace(/\.d\.ts$/, '.ts');
    return [{ from: name + path.slice(1), file, source: project.addSourceFileAtPath(resolve(root, file)) }];
  });
  const entries = files.map(({ from, file, source }) => {
    const exports = [...source.getExportedDeclarations()].flatMap(([exported, declarations]) =>
      declarations.flatMap((node) => {
        known.add(node);
        return described(exported, node) ?? [];
      }),
    );
    return { from, file, exports };
  });
  return {
    entries,
    behind: [
      ...behind(
        entries.flatMap((entry) => entry.exports),
        known,
      ),
    ],
  };
}

/** The types that others are made of, as often as they are: whoever reads one meets the names of those. */
function* behind(from: readonly Described[], known: Set<Node>): Generator<Described> {
  const found: Described[] = [];
  for (const node of from.flatMap(({ mentions }) => mentions)) {
    const type =
      Node.isInterfaceDeclaration(node) || Node.isTypeAliasDeclaration(node) || Node.isClassDeclaration(node);
    if (!type || known.has(node) || !ours(node)) continue;
    known.add(node);
    const one = described(node.getName() ?? '', node);
    if (one !== undefined) found.push(one);
  }
  yield* found;
  if (found.length > 0) yield* behind(found, known);
}

/** What is generated from the Specification is explained there. */
function ours(node: Node): boolean {
  const file = node.getSourceFile().getFilePath();
  return file.startsWith(`${root}/`) && !/\/node_modules\/|\.gen\.ts$/.test(file);
}
