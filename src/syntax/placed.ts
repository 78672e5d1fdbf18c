import type { Text } from '../compose/text.ts';
import { spellAddress } from '../compose/text.ts';
import type { PlaceFormat } from '../model/config-file.ts';
import { Unspellable } from '../model/unspellable.ts';
import { xml } from './xml.ts';

/** How a format spells a value that is known now; `scripts/rendered.sh` spells alike what only a host knows. */
interface Spelling {
  readonly around: string;
  spell(value: string): string;
}

const quoted: Spelling = { around: '"', spell: inDoubleQuotes };

const spellings: Readonly<Record<PlaceFormat | 'value', Spelling>> = {
  ...{ yaml: quoted, json: quoted, toml: quoted },
  env: {
    around: "'",
    spell: (value) => kept(value, /['\\\p{Cc}]/u, "'…' of an env file", 'quotes, backslashes'),
  },
  ini: {
    around: '',
    spell: (value) => kept(value, /^[\s"'`]|[;#\p{Cc}]|\s$/u, 'a line of an ini file', 'a ; or #'),
  },
  plain: {
    around: '',
    spell: (value) => kept(value, /[\s"'`\\$;#\p{Cc}]/u, 'a plain file', 'quotes, spaces'),
  },
  xml: { around: '', spell: xml },
  value: { around: '', spell: (value) => value },
};

/**
 * A value of a file that is made on the host: what is known now is spelled, a variable becomes a place with its name, `@{NAME}`.
 * @throws Unspellable for a literal that the format cannot carry
 */
export function placed(format: PlaceFormat | 'value', text: Text): string {
  const { around, spell } = spellings[format];
  return `${around}${text.map((part) => (typeof part === 'string' ? spell(part) : part.kind === 'address' ? spell(spellAddress(part)) : place(part.name))).join('')}${around}`;
}

/**
 * The same for a number or a word, which stands without quotes: `@{bare NAME}`.
 * @throws Unspellable for a literal that is neither
 */
export function placedBare(text: Text): string {
  return text
    .map((part) => {
      if (typeof part === 'object' && part.kind === 'variable') return place(`bare ${part.name}`);
      const literal = typeof part === 'string' ? part : spellAddress(part);
      if (/^[\w.+-]*$/.test(literal)) return literal;
      throw new Unspellable(literal, 'cannot stand without quotes: it is no number and no word');
    })
    .join('');
}

function place(name: string): string {
  return `@{${name}}`;
}

/**
 * JSON, TOML and YAML read these escapes alike. What YAML takes for the end of a line, or for no character, is escaped, too.
 * @see https://yaml.org/spec/1.2.2/#57-escaped-characters
 * @see https://toml.io/en/v1.0.0#string
 */
function inDoubleQuotes(value: string): string {
  if (/\p{Cs}/u.test(value))
    throw new Unspellable(value, 'cannot stand in a file: it has half of a surrogate pair');
  return JSON.stringify(value)
    .slice(1, -1)
    .replace(
      /[\u007f-\u009f\u2028\u2029\ufeff]/g,
      (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
    );
}

function kept(value: string, no: RegExp, where: string, what: string): string {
  if (!no.test(value)) return value;
  throw new Unspellable(value, `cannot stand in ${where}, which escapes nothing: it has ${what} or the like`);
}
