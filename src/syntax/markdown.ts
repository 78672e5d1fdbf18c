import { Unspellable } from '../model/unspellable.ts';
import { oneLine } from './one-line.ts';

/**
 * Text of one line of Markdown as GitHub reads it, in a paragraph or in a cell of a table: nothing in it is markup.
 * @see https://github.github.com/gfm/
 */
export function markdownText(value: string): string {
  return startOfLine(escaped(oneLine(value)));
}

/** The same, but what the author puts between backticks is code. */
export function markdownProse(value: string): string {
  const parts = oneLine(value).split(/(`[^`]+`)/);
  return startOfLine(
    parts.map((part, i) => (i % 2 === 1 ? markdownCode(part.slice(1, -1)) : escaped(part))).join(''),
  );
}

/** A span of code, in a paragraph or in a cell of a table; nothing for an empty value. */
export function markdownCode(value: string): string {
  const text = value.replace(/[\s\0]/g, ' ');
  if (text.trim() === '') return '';
  // A backslash before a bar cannot be kept in a cell, nor can a space at both ends of a span: HTML keeps all.
  if (/\||^ | $/.test(text)) return `<code>${entities(text)}</code>`;
  const longest = Math.max(0, ...(text.match(/`+/g) ?? []).map(({ length }) => length));
  const fence = '`'.repeat(longest + 1);
  const space = /^`|`$/.test(text) ? ' ' : '';
  return `${fence}${space}${text}${space}${fence}`;
}

/** Spans of code, with commas between them. */
export function markdownCodes(values: readonly string[]): string {
  return values.map(markdownCode).join(', ');
}

/**
 * Lines between two fences of three backticks.
 * @throws Unspellable for a line that would end them
 */
export function markdownFenced(value: string): string {
  const end = value.split('\n').find((line) => /^ {0,3}```/.test(line));
  if (end !== undefined || value.includes('\0'))
    throw new Unspellable(end ?? value, 'cannot stand in a block of code of Markdown: it would end there');
  return value.replace(/\n$/, '');
}

/** What a link to a heading has behind its `#`, as GitHub makes it of the heading's text. */
export function markdownAnchor(heading: string): string {
  return heading
    .toLowerCase()
    .replace(/[^\p{L}\p{N}_\- ]/gu, '')
    .replaceAll(' ', '-');
}

/** Text of a comment, which no reader is shown. */
export function markdownComment(value: string): string {
  return oneLine(value).replace(/-(?=[->])|-$/g, '- ');
}

/** At the start of a line these make a heading or a list. */
function startOfLine(text: string): string {
  return text.replace(/^[#+=-]/, '\\$&').replace(/^(\d{1,9})([.)])(?=\s|$)/, '$1\\$2');
}

function escaped(text: string): string {
  return (
    text
      .replace(/[\\`*[\]<>|~$]/g, '\\$&')
      // Between letters an underscore stands for itself.
      .replace(/(?<![A-Za-z0-9])_|_(?![A-Za-z0-9])/g, '\\_')
      .replace(/&(?=#?\w+;)/g, '\\&')
      // GitHub makes links of addresses, and takes the escapes above for a part of them.
      .replace(/(?<=https?|ftp|xmpp|mailto):|@|(?<=www)\./gi, '\\$&')
  );
}

function entities(text: string): string {
  return text.replace(/[^A-Za-z0-9 ]|^ | $/gu, (char) => `&#${char.codePointAt(0)};`);
}
