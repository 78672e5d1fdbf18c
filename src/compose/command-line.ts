import type { Misspelling } from './interpolation.ts';

/**
 * The words of a command that is written as one string, as Compose takes them apart: no shell reads it. Quotes hold words together, a
 * backslash takes the next character as it is, and what stands after a bare `;`, `&`, `|`, `<` or `>` is never
 * run: Compose drops it without a word.
 * @see https://docs.docker.com/reference/compose-file/services/#command
 */
export function wordsIn(line: string): readonly string[] | Misspelling {
  const read = readLine(line);
  return 'message' in read ? read : read.words;
}

/** What Compose drops of it, from the operator on; undefined when it drops nothing, or refuses the line. */
export function droppedIn(line: string): string | undefined {
  const read = readLine(line);
  return 'message' in read || read.end === undefined ? undefined : line.slice(read.end);
}

interface ReadLine {
  readonly words: readonly string[];
  /** Where a bare operator stands. */
  readonly end?: number;
}

function readLine(line: string): ReadLine | Misspelling {
  const words: string[] = [];
  /** The word that is being read; undefined between words. */
  let word: string | undefined;
  let quote = '';
  /** Whether a `$(` is open: it holds its words together and keeps its quotes. */
  let dollar = false;
  let end: number | undefined;
  for (let at = 0; at < line.length && end === undefined; at++) {
    const char = line[at] ?? '';
    if (char === '\\' && quote !== "'") {
      if (at + 1 === line.length) return misspelled(line, 'ends in a backslash that escapes nothing');
      const next = String.fromCodePoint(line.codePointAt(at + 1) ?? 0);
      word = (word ?? '') + next;
      at += next.length;
    } else if (' \t\r\n'.includes(char)) {
      if (quote !== '' || dollar) word = (word ?? '') + char;
      else if (word !== undefined) {
        words.push(word);
        word = undefined;
      }
    } else if (quote === '' && (char === '(' || char === ')')) {
      if (char === '(' ? dollar || !word?.endsWith('$') : !dollar)
        return misspelled(line, `has a ${char} that no shell reads here`);
      dollar = char === '(';
      word += char;
    } else if (
      (char === '"' || char === "'" || char === '`') &&
      !dollar &&
      (quote === '' || quote === char)
    ) {
      quote = quote === '' ? char : '';
      // Only backquotes stay: Compose runs nothing.
      word = (word ?? '') + (char === '`' ? char : '');
    } else if (quote === '' && !dollar && ';&|<>'.includes(char)) {
      end = at;
      // A number that would name a stream is no word.
      if (char === '>' && /^\d/.test(word ?? '')) word = undefined;
    } else word = (word ?? '') + char;
  }
  if (quote !== '' || dollar)
    return misspelled(line, `opens a ${dollar ? '$(' : quote} that is closed nowhere`);
  if (word !== undefined) words.push(word);
  return { words, ...(end !== undefined && { end }) };
}

function misspelled(line: string, what: string): Misspelling {
  return {
    at: 0,
    message: `${line} ${what}`,
    mend: "write it as a list: ['sh', '-c', '…'] where a shell is meant",
  };
}

/** A text as an author writes it in a source; what `.env` or the network completes is an ellipsis. */
export function inQuotes(text: string): string {
  return `'${text.replace(/[\\']/g, '\\$&').replaceAll('\n', '\\n').replaceAll('\uFFFC', '…')}'`;
}
