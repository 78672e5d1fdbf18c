/**
 * Text whose variables and addresses are still visible as such.
 *
 * `postgres://app:${DB_PASSWORD}@postgres:5432/app` is five parts here: a rule can ask which service it
 * points at, and each emitter spells the variable in its own format (`${X:?…}` in Compose, `{$X}` in Caddy).
 */
export type Text = readonly Part[];

/** A piece of a text: literal, a variable, or the address of a service. */
export type Part = string | VariablePart | AddressPart;

/** A value that the operator keeps in `.env`. */
export interface VariablePart {
  readonly kind: 'variable';
  readonly name: string;
  /** What Compose does beside replacing it. @default - nothing: without a value the variable is empty text */
  readonly otherwise?: Otherwise;
}

/** Whether it is one, wherever it was found. */
export function isVariable(value: unknown): value is VariablePart {
  return typeof value === 'object' && value !== null && 'kind' in value && value.kind === 'variable';
}

/** What follows the name in `${NAME:-default}`: text that takes its place, or what Compose says when it refuses. */
export interface Otherwise {
  readonly sign: Sign;
  readonly text: Text;
}

/**
 * When the text counts. With a colon an empty variable is as good as none. `-`: the text, when there is no value; `?`: Compose
 * refuses and says the text, when there is none; `+`: the text, when there is one.
 * @see https://docs.docker.com/reference/compose-file/interpolation/
 */
export type Sign = ':-' | '-' | ':?' | '?' | ':+' | '+';

/** A service as others reach it: `host`, or `host:port`. */
export interface AddressPart {
  readonly kind: 'address';
  readonly service: string;
  readonly port?: number;
}

/** What is read when a part is not spelled by a format: `postgres:5432` for an address. */
export function spellAddress(part: AddressPart): string {
  return part.port === undefined ? part.service : `${part.service}:${part.port}`;
}

/** The names of the variables in a text, in order of appearance, repeated when they repeat, those in defaults too. */
export function variablesIn(text: Text): readonly string[] {
  let names: string[] | undefined;
  // Most texts have none, and all are asked, by many.
  for (const part of text) {
    if (typeof part === 'string' || part.kind !== 'variable') continue;
    names ??= [];
    names.push(part.name);
    if (part.otherwise !== undefined) names.push(...variablesIn(part.otherwise.text));
  }
  return names ?? none;
}

const none: readonly string[] = [];

/** The addresses in a text, in order of appearance. */
export function addressesIn(text: Text): readonly AddressPart[] {
  return text.flatMap((part) => (typeof part !== 'string' && part.kind === 'address' ? [part] : []));
}

/** The text for a person: variables as `${NAME}`, addresses as `host:port`. */
export function showText(text: Text): string {
  return text
    .map((part) =>
      typeof part === 'string' ? part : part.kind === 'variable' ? `\${${part.name}}` : spellAddress(part),
    )
    .join('');
}

/** The literal parts; each other one becomes U+FFFC, a character that nobody types: what is known of a text that `.env` or the network completes. */
export function opaque(text: Text): string {
  let whole = '';
  for (const part of text) whole += typeof part === 'string' ? part : '\uFFFC';
  return whole;
}

/** The text in one form: literals that meet are one, and none is empty. Two texts that say the same are then equal. */
export function joined(parts: Text): Text {
  const whole: Part[] = [];
  for (const part of parts) {
    const last = whole.at(-1);
    if (typeof part === 'string' && typeof last === 'string') whole[whole.length - 1] = last + part;
    else if (part !== '') whole.push(part);
  }
  return whole;
}

/** The text when it has no variable, its addresses spelled; undefined when it depends on one, or nothing is said. */
export function literal(text: Text | undefined): string | undefined {
  if (text === undefined) return undefined;
  let whole = '';
  for (const part of text) {
    if (typeof part !== 'string' && part.kind === 'variable') return undefined;
    whole += typeof part === 'string' ? part : spellAddress(part);
  }
  return whole;
}

/**
 * The pieces of a text between the separators in its literals: `${PORT:-80}:80` at `:` is `${PORT:-80}` and `80`.
 * @param most no more than that many pieces, the last of which keeps its separators
 */
export function splitText(text: Text, separator: string, most = Number.POSITIVE_INFINITY): readonly Text[] {
  const pieces: Part[][] = [[]];
  for (const part of text) {
    if (typeof part !== 'string') {
      pieces.at(-1)?.push(part);
      continue;
    }
    const cuts = part.split(separator);
    const left = Math.max(most - pieces.length, 0);
    const kept = cuts.length - 1 > left ? [...cuts.slice(0, left), cuts.slice(left).join(separator)] : cuts;
    pieces.at(-1)?.push(kept[0] ?? '');
    for (const cut of kept.slice(1)) pieces.push([cut]);
  }
  return pieces.map(joined);
}
