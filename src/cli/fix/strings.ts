import type { ts } from 'ts-morph';
import type { TextEdit, WordsEdit } from '../../model/edit.ts';
import type { Call, Parsed } from './calls.ts';
import { given } from './calls.ts';
import type { Piece } from './pieces.ts';
import { Unclear } from './pieces.ts';

/** The one string of a call that says it, with another text between the same quotes. */
export function ofText(parsed: Parsed, call: Call, { text, by }: TextEdit): readonly Piece[] {
  const { compiler, tree } = parsed;
  const found = given(parsed, call).filter(
    (node): node is ts.StringLiteralLike => compiler.isStringLiteralLike(node) && node.text === text,
  );
  const node = only(found, 'what it says');
  return [{ start: node.getStart(tree), end: node.end, by: spelled(node, by, tree) }];
}

/** The one list of a call that has these words, behind `CMD` or not: one of them becomes several, and the others stay. */
export function ofWords(parsed: Parsed, call: Call, { words, by, at = 0 }: WordsEdit): readonly Piece[] {
  const { compiler, tree } = parsed;
  const found = given(parsed, call).filter(
    (node): node is ts.ArrayLiteralExpression =>
      compiler.isArrayLiteralExpression(node) && isSaid(compiler, node, words),
  );
  const one = only(found, 'the list of its words').elements.at(at - words.length);
  if (one === undefined || !compiler.isStringLiteralLike(one)) throw new Unclear('the list is empty');
  const spelling = by.map((word) => spelled(one, word, tree)).join(', ');
  return [{ start: one.getStart(tree), end: one.end, by: spelling }];
}

function isSaid(
  compiler: typeof ts,
  { elements }: ts.ArrayLiteralExpression,
  words: readonly string[],
): boolean {
  const texts = elements.map((one) => (compiler.isStringLiteralLike(one) ? one.text : undefined));
  const said = texts[0] === 'CMD' ? texts.slice(1) : texts;
  return said.length === words.length && said.every((text, i) => text === words[i]);
}

function only<T>(found: readonly T[], what: string): T {
  const [one] = found;
  if (one === undefined)
    throw new Unclear(`${what} is no literal of that call: it is computed, or stands elsewhere`);
  if (found.length > 1) throw new Unclear(`${what} stands ${found.length} times in that call`);
  return one;
}

/** Another text in the same quotes. What is spelled with escapes stays the author's: there is more than one way to. */
function spelled(node: ts.StringLiteralLike, text: string, tree: ts.SourceFile): string {
  const written = node.getText(tree);
  const [quote = ''] = written;
  if (written.slice(1, -1) !== node.text) throw new Unclear('the string is spelled with escapes');
  const escaped = text.replaceAll('\\', '\\\\').replaceAll(quote, `\\${quote}`);
  return `${quote}${quote === '`' ? escaped.replaceAll('${', '\\${') : escaped}${quote}`;
}
