import { Unspellable } from '../model/unspellable.ts';

/** A value as it stands behind a colon or a dash, and whether it ends with empty lines of its own. */
export interface SpelledScalar {
  readonly text: string;
  readonly endsEmpty: boolean;
}

/** A text, a number, a word or nothing; the lines of a block begin with `indent`. */
export function spellScalar(value: unknown, indent: string): SpelledScalar {
  if (typeof value === 'string' && value.includes('\n') && isBlock(value)) return block(value, indent);
  return { text: typeof value === 'string' ? spellText(value) : spellWord(value), endsEmpty: false };
}

/** The same in a list on one line, where no text has two. */
export function spellInFlow(value: unknown): string {
  if (typeof value !== 'string') return spellWord(value);
  // Go's reader of YAML refuses a plain ":19000" in a flow list.
  if (/^[\w./-][\w./@%+=-]*$/.test(value)) return spellText(value);
  return unprintable.test(value) ? doubleQuoted(value) : singleQuoted(value);
}

/**
 * The key of a map.
 * @param root whether it stands at the left edge, where dots or dashes end a document
 */
export function spellKey(key: string, root: boolean): string {
  // A workflow's key "on" stands bare everywhere, and GitHub's reader takes it for the word.
  if (key === 'on') return key;
  const spelled = spellText(key);
  return root && /^(---|\.\.\.)/.test(spelled) ? quoted(key) : spelled;
}

/** Text on one line. */
function spellText(value: string): string {
  if (value.length > 5 && plain.test(value)) return value;
  if (value.includes('\n') || unprintable.test(value)) return doubleQuoted(value);
  if (ambiguous.test(value)) return singleQuoted(value);
  return indicated.test(value) || word.test(value) ? quoted(value) : value;
}

function spellWord(value: unknown): string {
  if (typeof value === 'number') {
    if (Number.isNaN(value)) return '.nan';
    if (!Number.isFinite(value)) return value < 0 ? '-.inf' : '.inf';
    return Object.is(value, -0) ? '-0' : String(value);
  }
  return typeof value === 'boolean' || typeof value === 'bigint' ? String(value) : 'null';
}

/** What most texts are, and every reader takes for a text as it stands. Those of five letters or less are asked more: `false`. */
const plain = /^(?![Ee]\d)[A-Za-z/$][\w/.$@+=()!?{}:-]*[\w/.$@+=()!?{}-]$/;

/** What a reader of YAML 1.1, Go's too, takes for the end of a line or refuses; escaped, it stands in double quotes only. */
const hidden = /[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]/g;

/** A text in which nothing ends a line or is refused. */
export function withoutHidden(text: string): string {
  return text.replace(hidden, (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

/** The same, and what no text in YAML may have bare: other control characters, and halves of pairs. */
const unprintable = /[^\t\n\x20-\x7e\xa0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd\u{10000}-\u{10ffff}]/u;

/** What YAML 1.1 takes for a boolean, a number in base 60, 16, 8 or 2, a merge key or a date. */
const ambiguous =
  /^(y|n|yes|no|on|off|[-+]?\d[\d_]*(:[0-5]?\d)+(\.[\d_]*)?|[-+]?0[0-7_]+|[-+]?0b[01_]+|[-+]?0x[\da-f_]+|[-+]?[\d_]+(\.[\d_]*)?(e[-+]?\d+)?|e\d+|[-+]\.|[-+]?\.[\d_]*_[\d_]*|\d{4}-\d\d?-\d\d?.*|=|<<|~)$/i;

/** What YAML 1.2 takes for nothing, a boolean or a number. */
const word =
  /^(|~|null|Null|NULL|[Tt]rue|TRUE|[Ff]alse|FALSE|0o[0-7]+|0x[\da-fA-F]+|[-+]?(\d+\.?\d*|\.\d+)([eE][-+]?\d+)?|[-+]?\.(inf|Inf|INF)|\.(nan|NaN|NAN))$/;

/** What begins, ends or holds what YAML reads as a sign of its own. */
const indicated = /^[\t ,[\]{}#&*!|>'"%@`]|^[?-]$|^[?-][\t ]|:[\t ]|[\t ]#|[\t :]$/;

/** In single quotes, unless double ones need no escape. */
function quoted(value: string): string {
  return value.includes("'") && !value.includes('"') ? doubleQuoted(value) : singleQuoted(value);
}

function singleQuoted(value: string): string {
  return `'${value.replaceAll("'", "''")}'`;
}

/** The short names of characters that JSON escapes by number. @see https://yaml.org/spec/1.2.2/#57-escaped-characters */
const names: ReadonlyMap<string, string> = new Map([
  ['0000', '\\0'],
  ['0007', '\\a'],
  ['000b', '\\v'],
  ['001b', '\\e'],
]);

/** @throws Unspellable for half of a surrogate pair: a reader of YAML takes no escape of it */
function doubleQuoted(value: string): string {
  if (/[\ud800-\udfff]/u.test(value))
    throw new Unspellable(
      value,
      'cannot stand in YAML: it has half of a surrogate pair',
      'write the whole character',
    );
  return withoutHidden(
    JSON.stringify(value)
      .replace(/\\(?:u([\da-f]{4})|.)/g, (said, code?: string) => {
        if (code === undefined) return said;
        return names.get(code) ?? (code.startsWith('00') ? `\\x${code.slice(2)}` : said);
      })
      // A space before the end of a line would be folded away.
      .replace(/ (?=\\n)/g, '\\ '),
  );
}

/** Whether a block of lines keeps it: Go's reader takes white space at its start, or a line of nothing else, for indentation. */
function isBlock(value: string): boolean {
  return (
    /^\S.*\n/.test(value) &&
    !/^[ \t]+$/m.test(value) &&
    !/[^\n\t\x20-\x7e\u00a0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd]/.test(value)
  );
}

/** Its header says what becomes of the ends of lines after the last one: one stays, none (`-`), or all of them (`+`). */
function block(value: string, indent: string): SpelledScalar {
  const endsEmpty = value.endsWith('\n\n');
  const chomping = endsEmpty ? '+' : value.endsWith('\n') ? '' : '-';
  const lines = value.replace(/\n$/, '').replace(/\n+(?!\n|$)/g, `$&${indent}`);
  return { text: `|${chomping}\n${indent}${lines}`, endsEmpty };
}
