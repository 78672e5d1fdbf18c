/**
 * Text whose variables and addresses are still visible as such.
 *
 * `postgres://app:${DB_PASSWORD}@postgres:5432/app` is five parts here: a rule can ask which service it
 * points at, and each emitter spells the variable in its own format (`${X:?…}` in Compose, `{$X}` in Caddy).
 */
export type Text = readonly Part[];

export type Part = string | VariablePart | AddressPart;

/** A value that the operator keeps in `.env`. */
export interface VariablePart {
  readonly kind: 'variable';
  readonly name: string;
}

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

/** The names of the variables in a text, in order of appearance, repeated when they repeat. */
export function variablesIn(text: Text): readonly string[] {
  return text.flatMap((part) => (typeof part !== 'string' && part.kind === 'variable' ? [part.name] : []));
}

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
