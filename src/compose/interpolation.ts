import type { Part, Sign, Text, VariablePart } from './text.ts';
import { joined, spellAddress } from './text.ts';

/** What is wrong with a text, and the smallest edit that mends it. */
export interface Misspelling {
  /** How many characters stand before it. */
  readonly at: number;
  readonly message: string;
  readonly mend: string;
}

/** Whether a reader gave up. */
export function isMisspelled(read: Text | Misspelling): read is Misspelling {
  return 'message' in read;
}

/**
 * A string as Compose reads it: `$NAME` and `${NAME}` are variables, `${NAME:-default}` and its like may hold more of
 * them, `$$` is a dollar sign, and so is one before anything else than a letter, a brace or a dollar sign.
 * @param depth in how many defaults of variables it stands
 * @see https://docs.docker.com/reference/compose-file/interpolation/
 */
export function readText(written: string, depth = 0): Text | Misspelling {
  // Most texts have no variable.
  if (!written.includes('$')) return written === '' ? [] : [written];
  const parts: Part[] = [];
  let from = 0;
  for (let at = written.indexOf('$'); at >= 0; at = written.indexOf('$', from)) {
    parts.push(written.slice(from, at));
    const next = written[at + 1] ?? '';
    if (next === '$') {
      parts.push('$');
      from = at + 2;
    } else if (next === '{') {
      const end = closing(written, at);
      const variable = end === undefined ? unclosed(written, at) : readBraced(written, at, end, depth);
      if ('message' in variable) return variable;
      parts.push(variable);
      from = (end ?? at) + 1;
    } else {
      const name = nameAt(written, at + 1);
      parts.push(name === '' ? '$' : { kind: 'variable', name });
      from = at + 1 + name.length;
    }
  }
  return joined([...parts, written.slice(from)]);
}

/**
 * The text as Compose reads it back: every dollar sign of a literal is doubled. A brace that is closed nowhere in the default of a
 * variable cannot be written: Compose takes the next one for the end.
 */
export function spellText(text: Text): string {
  let whole = '';
  for (const part of text) {
    if (typeof part === 'string') whole += part.includes('$') ? part.replaceAll('$', '$$$$') : part;
    else if (part.kind === 'address') whole += spellAddress(part);
    else {
      const { name, otherwise } = part;
      whole += `\${${name}${otherwise === undefined ? '' : otherwise.sign + spellText(otherwise.text)}}`;
    }
  }
  return whole;
}

/**
 * What Compose puts in the place of the text, given the values of its variables; undefined when it refuses.
 * @param lookUp says the value of a variable, undefined when it has none
 */
export function resolveText(text: Text, lookUp: (name: string) => string | undefined): string | undefined {
  let whole = '';
  for (const part of text) {
    const value =
      typeof part === 'string'
        ? part
        : part.kind === 'address'
          ? spellAddress(part)
          : resolveVariable(part, lookUp);
    if (value === undefined) return undefined;
    whole += value;
  }
  return whole;
}

function resolveVariable(
  { name, otherwise }: VariablePart,
  lookUp: (name: string) => string | undefined,
): string | undefined {
  const value = lookUp(name);
  if (otherwise === undefined) return value ?? '';
  const has = value !== undefined && (value !== '' || !otherwise.sign.startsWith(':'));
  if (otherwise.sign.endsWith('+')) return has ? resolveText(otherwise.text, lookUp) : (value ?? '');
  if (has) return value;
  return otherwise.sign.endsWith('-') ? resolveText(otherwise.text, lookUp) : undefined;
}

/** How many variables may stand in the defaults of each other. */
const deepest = 50;

function readBraced(written: string, at: number, end: number, depth: number): VariablePart | Misspelling {
  const name = nameAt(written, at + 2);
  const rest = written.slice(at + 2 + name.length, end);
  const sign = signs.find((candidate) => rest.startsWith(candidate));
  if (name === '' || (rest !== '' && sign === undefined))
    return {
      at,
      message: `Compose cannot read ${written.slice(at, end + 1)}`,
      mend: 'write $${ when the container is meant to see it, or ${NAME}, ${NAME:-default} or ${NAME:?message}',
    };
  if (sign === undefined) return { kind: 'variable', name };
  if (depth === deepest)
    return {
      at,
      message: `more than ${deepest} variables stand in the defaults of each other`,
      mend: 'give them defaults of plain text',
    };
  const text = readText(rest.slice(sign.length), depth + 1);
  if (isMisspelled(text)) return { ...text, at: at + 2 + name.length + sign.length + text.at };
  return { kind: 'variable', name, otherwise: { sign, text } };
}

const signs: readonly Sign[] = [':-', ':?', ':+', '-', '?', '+'];

function nameAt(written: string, at: number): string {
  const name = /[A-Za-z_][A-Za-z0-9_]*/y;
  name.lastIndex = at;
  return name.exec(written)?.[0] ?? '';
}

/**
 * Where the braces of `${` are closed, as Compose counts them: within the line; the character after an inner brace never
 * counts; and where the count does not come out even, the last brace of the line it is.
 */
function closing(written: string, at: number): number | undefined {
  const newline = written.indexOf('\n', at);
  const line = newline < 0 ? written : written.slice(0, newline);
  const last = line.lastIndexOf('}');
  if (last < at) return undefined;
  // A name alone ends at the first brace.
  const bare = at + 2 + nameAt(written, at + 2).length;
  if (written[bare] === '}') return bare;
  let open = 0;
  for (let i = at; i <= last; i++) {
    if (line[i] === '{') {
      open++;
      i++;
    } else if (line[i] === '}' && --open === 0) return i;
  }
  return last;
}

function unclosed(written: string, at: number): Misspelling {
  return {
    at,
    message: `Compose cannot read ${written.slice(at, at + 20)}: the brace is closed nowhere on its line`,
    mend: 'close it, or write $${ when the container is meant to see it',
  };
}
