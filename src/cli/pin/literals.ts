import { readFileSync, realpathSync, statSync } from 'node:fs';
import { dirname, extname, resolve } from 'node:path';
import type { ts } from 'ts-morph';
import { isAuthors } from '../../model/place.ts';
import { below, parser } from './parser.ts';

/** A string as it stands in a file of the author's. */
export interface Literal {
  readonly value: string;
  /** Where its text begins and ends, quotes included, in characters. */
  readonly start: number;
  readonly end: number;
  readonly line: number;
  readonly column: number;
}

/** A file that the entry imports, or the entry. */
export interface Source {
  readonly file: string;
  readonly bytes: Buffer;
  readonly text: string;
  readonly literals: readonly Literal[];
}

/**
 * Every file of the author's that an entry leads to, and the strings in it. A file is parsed, never searched: what only
 * looks like a string, in a comment or in another one, is none.
 * @throws StowageError `library-missing` when the parser is not installed
 */
export async function sourcesOf(entry: string): Promise<readonly Source[]> {
  const { ts } = await parser('pin');
  const found = new Map<string, Source>();
  const queue = [realpathSync(resolve(entry))];
  for (let file = queue.shift(); file !== undefined; file = queue.shift()) {
    if (found.has(file) || !isAuthors(file)) continue;
    const { source, imports } = read(ts, file);
    found.set(file, source);
    for (const name of imports) queue.push(...resolved(name, file));
  }
  return [...found.values()].sort((a, b) => (a.file < b.file ? -1 : 1));
}

function read(
  compiler: typeof ts,
  file: string,
): { readonly source: Source; readonly imports: readonly string[] } {
  const bytes = readFileSync(file);
  const text = bytes.toString('utf8');
  const source = { file, bytes, text, literals: [] };
  // What is not UTF-8 would come back changed.
  if (!Buffer.from(text).equals(bytes)) return { source, imports: [] };
  const tree = compiler.createSourceFile(file, text, compiler.ScriptTarget.Latest, true);
  const literals: Literal[] = [];
  const imports: string[] = [];
  for (const node of below(tree).filter(compiler.isStringLiteralLike)) {
    if (names(compiler, node)) imports.push(node.text);
    else literals.push(literal(tree, node));
  }
  return {
    source: { ...source, literals: literals.sort((a, b) => a.start - b.start) },
    imports: imports.sort(),
  };
}

function literal(tree: ts.SourceFile, node: ts.StringLiteralLike): Literal {
  const start = node.getStart(tree);
  const { line, character } = tree.getLineAndCharacterOfPosition(start);
  return { value: node.text, start, end: node.end, line: line + 1, column: character + 1 };
}

/** Whether a string names a module. */
function names(compiler: typeof ts, { parent }: ts.Node): boolean {
  return (
    compiler.isImportDeclaration(parent) ||
    compiler.isExportDeclaration(parent) ||
    (compiler.isCallExpression(parent) && parent.expression.kind === compiler.SyntaxKind.ImportKeyword)
  );
}

const endings = ['.ts', '.mts', '.cts', '.tsx', '.js', '.mjs', '.cjs', '.json'];

/** The file that a relative import leads to; none for a package, or for what is no source. */
function resolved(name: string, from: string): readonly string[] {
  if (!/^\.{1,2}\//.test(name)) return [];
  const path = resolve(dirname(from), name.replace(/[?#].*$/, ''));
  const written = path.replace(/\.([cm]?)js$/, '.$1ts'); // a.js may be a.ts
  const candidates = [path, written, ...endings.flatMap((end) => [`${path}${end}`, `${path}/index${end}`])];
  const file = candidates.find((one) => endings.includes(extname(one)) && isFile(one));
  return file === undefined ? [] : [realpathSync(file)];
}

function isFile(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isFile() === true;
}
