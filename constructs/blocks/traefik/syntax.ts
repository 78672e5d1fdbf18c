import type { Text } from '../../../src/compose/text.ts';
import { spellAddress } from '../../../src/compose/text.ts';
import type { OwnFormat } from '../../../src/model/config-file.ts';
import { Unspellable } from '../../../src/model/unspellable.ts';

/**
 * Traefik's routes: YAML that it makes of a template of Go first, in which a variable of the container is `env "NAME"`.
 * @see https://doc.traefik.io/traefik/providers/file/#go-templating
 */
export const routesFile = {
  name: 'the routes of Traefik',
  comment: '#',
  escapes: { traefik: traefikScalar },
} satisfies OwnFormat;

/**
 * One scalar of YAML. What Go's template would replace, and what it must, is one action of it that prints the whole.
 * @throws Unspellable for half of a surrogate pair, which no UTF-8 has
 */
function traefikScalar(text: Text): string {
  const parts = text.map((part) =>
    typeof part === 'string' ? part : part.kind === 'address' ? spellAddress(part) : part,
  );
  const literals = parts.filter((part) => typeof part === 'string');
  const all = literals.join('');
  if (/\p{Cs}/u.test(all))
    throw new Unspellable(all, 'cannot stand in the routes of Traefik: it has half of a surrogate pair');
  if (literals.length === parts.length && !all.includes('{{')) return isBare(all) ? all : inDoubleQuotes(all);
  const words = parts.map((part) =>
    typeof part === 'string' ? inDoubleQuotes(part) : `(env ${inDoubleQuotes(part.name)})`,
  );
  // JSON is YAML. A text that several make is printed without spaces between.
  return `{{ print ${words.join(' ')} | toJson }}`;
}

/** A word or a whole number that YAML takes for nothing else. */
function isBare(text: string): boolean {
  return (
    (/^[a-z][a-z\d-]*$/i.test(text) && !/^(y|n|yes|no|on|off|null|nan|inf)$/i.test(text)) ||
    /^(0|[1-9]\d{0,8})$/.test(text)
  );
}

/**
 * JSON, YAML and Go read these escapes alike. What YAML takes for the end of a line, or for no character, is escaped, too.
 * @see https://go.dev/ref/spec#String_literals
 */
function inDoubleQuotes(text: string): string {
  return JSON.stringify(text).replace(
    /[\u007f-\u009f\u2028\u2029\ufeff]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
