import { readFileSync, realpathSync, statSync } from 'node:fs';
import type { ts } from 'ts-morph';
import type { Located } from '../../api/examine.ts';
import { spellPlace } from '../../api/place.ts';
import type { Edit } from '../../model/edit.ts';
import type { Origin } from '../../model/origin.ts';
import { isAuthors } from '../../model/place.ts';
import type { StackModel } from '../../model/stack.ts';
import type { Rewritten } from '../../out.ts';
import { parser } from '../pin/parser.ts';
import type { Call, Parsed } from './calls.ts';
import { callAt, isSuper } from './calls.ts';
import { newFaults } from './compiles.ts';
import type { Piece } from './pieces.ts';
import { applied, Unclear } from './pieces.ts';
import { ofText, ofWords } from './strings.ts';
import { ofMount, ofRemoval, unimported } from './volumes.ts';

/** A finding whose edit is not made, and why. */
export interface Left {
  readonly finding: Located;
  readonly because: string;
}

/** What becomes of the author's files, and of the findings that have an edit. */
export interface Planned {
  readonly changes: readonly Rewritten[];
  readonly mended: readonly Located[];
  readonly left: readonly Left[];
}

interface Open {
  readonly bytes: Buffer;
  readonly text: string;
  readonly parsed: Parsed;
  readonly pieces: Piece[];
  readonly mended: Located[];
  /** Classes of which one is made no more. */
  readonly gone: Set<string>;
}

/**
 * The edits of findings, each where it has one reading; none of a file that would compile no more.
 * @throws StowageError `library-missing` when the parser is not installed
 */
export async function planned(
  findings: readonly Located[],
  stacks: readonly StackModel[],
  place: (path: string) => Origin | undefined,
): Promise<Planned> {
  const { Project, ts: compiler } = await parser('lint --fix');
  const made = makers(stacks, place);
  const files = new Map<string, Open>();
  const left: Left[] = [];
  for (const finding of findings) {
    const { edit } = finding;
    if (edit === undefined) continue;
    try {
      const { file, ...at } = oneLine(finding, made);
      const open = files.get(file) ?? opened(compiler, file);
      const call = callAt(open.parsed, { file, ...at });
      if (call === undefined)
        throw new Unclear('no call of new begins on that line: something else makes it');
      checkId(open.parsed, call, finding.path, edit);
      const pieces = [...open.pieces, ...piecesOf(open.parsed, call, edit)];
      applied(open.text, pieces);
      open.pieces.splice(0, open.pieces.length, ...pieces);
      open.mended.push(finding);
      if (edit.kind === 'remove') open.gone.add(call.expression.getText(open.parsed.tree));
      files.set(file, open);
    } catch (error) {
      if (!(error instanceof Unclear)) throw error;
      left.push({ finding, because: error.message });
    }
  }
  const changes = [...files].map(([file, { bytes, text, pieces, gone }]) => ({
    ...{ file, before: bytes },
    after: Buffer.from(tidied(compiler, file, applied(text, pieces), gone)),
  }));
  const faults = newFaults(Project, compiler, changes);
  const mended = [...files].flatMap(([file, one]) => (faults.has(file) ? [] : one.mended));
  const broken = [...files].flatMap(([file, one]) =>
    one.mended.flatMap((finding): Left[] => {
      const fault = faults.get(file);
      return fault === undefined ? [] : [{ finding, because: `the file would not compile: ${fault}` }];
    }),
  );
  return { changes: changes.filter(({ file }) => !faults.has(file)), mended, left: [...left, ...broken] };
}

/** How many constructs each line makes in an environment: a loop makes several. */
function makers(
  stacks: readonly StackModel[],
  place: (path: string) => Origin | undefined,
): ReadonlyMap<string, ReadonlySet<string>> {
  const made = new Map<string, Set<string>>();
  for (const { services, volumes, networks, configs = [], secrets = [] } of stacks)
    for (const { path } of [...services, ...volumes, ...networks, ...configs, ...secrets]) {
      const origin = place(path) ?? { file: '' };
      const inside = isOfStack(path) ? '' : path.slice(path.indexOf('/'));
      for (const at of [origin, ...(origin.by ? [origin.by] : [])]) {
        const key = spellPlace(at);
        made.set(key, (made.get(key) ?? new Set()).add(inside));
      }
    }
  return made;
}

/** Whether it stands among the raw keys of a stack: then it has no line of its own. */
function isOfStack(path: string): boolean {
  return !path.includes('/');
}

/** @throws Unclear */
function oneLine({ place: origin }: Located, made: ReadonlyMap<string, ReadonlySet<string>>): Origin {
  if (origin === undefined) throw new Unclear('no line of yours is known to make it');
  const place = origin.by ?? origin;
  if (origin.by !== undefined && made.get(spellPlace(place))?.size !== 1)
    throw new Unclear(`${spellPlace(place)} makes it, and others: edit it there`);
  const file = realpathSync(place.file);
  if (!isAuthors(file)) throw new Unclear('the file belongs to a package');
  const count = made.get(spellPlace(place))?.size ?? 1;
  if (count > 1) throw new Unclear(`that line makes ${count} constructs`);
  return { ...place, file };
}

/**
 * What a class makes inside of itself has the line of the call, too. What a class hands to the one above it has the id that it is given, and what
 * stands among the raw keys of a stack none that the call says: of that a string alone is edited.
 * @throws Unclear
 */
function checkId({ compiler }: Parsed, call: Call, path: string, { kind }: Edit): void {
  if (isSuper(compiler, call) || isOfStack(path)) {
    if (kind === 'text' || kind === 'words') return;
    throw new Unclear('it is no construct of its own there');
  }
  const id = call.arguments?.[1];
  const own = id !== undefined && compiler.isStringLiteralLike(id) && path.endsWith(`/${id.text}`);
  if (!own) throw new Unclear('that call makes it by another name, or by a computed one');
}

/** @throws Unclear */
function opened(compiler: typeof ts, file: string): Open {
  if ((statSync(file).mode & 0o200) === 0) throw new Unclear('the file is read-only');
  const bytes = readFileSync(file);
  const text = bytes.toString('utf8');
  if (!Buffer.from(text).equals(bytes)) throw new Unclear('the file is not UTF-8');
  return { bytes, text, parsed: parsed(compiler, file, text), pieces: [], mended: [], gone: new Set() };
}

function parsed(compiler: typeof ts, file: string, text: string): Parsed {
  return { compiler, tree: compiler.createSourceFile(file, text, compiler.ScriptTarget.Latest, true) };
}

/** Without imports that nothing needs any more. */
function tidied(compiler: typeof ts, file: string, text: string, gone: ReadonlySet<string>): string {
  return [...gone].reduce((all, name) => applied(all, unimported(parsed(compiler, file, all), name)), text);
}

function piecesOf(parsed: Parsed, call: Call, edit: Edit): readonly Piece[] {
  switch (edit.kind) {
    case 'text':
      return ofText(parsed, call, edit);
    case 'words':
      return ofWords(parsed, call, edit);
    case 'mount':
      return ofMount(parsed, call, edit);
    case 'remove':
      return ofRemoval(parsed, call);
  }
}
