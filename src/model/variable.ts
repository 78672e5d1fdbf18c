import type { Otherwise } from '../compose/text.ts';
import type { Sentence } from './words.ts';

/** A value that the operator keeps in `.env`; the files of `out/` carry only its name. */
export interface VariableModel {
  readonly kind: 'secret' | 'variable';
  readonly name: string;
  /** The heading it stands under in `.env.example`. */
  readonly group: Sentence;
  readonly description: Sentence;
  /** A deployment without it fails. */
  readonly required: boolean;
  /** What holds when `.env` leaves it empty. */
  readonly default?: string;
  /** It has a default, and the same one in every other environment of a system that has several. */
  readonly sameEverywhere?: boolean;
  /** A value that shows the form, for `.env.example`. Never a usable secret. */
  readonly example?: string;
  /** A POSIX extended regular expression for the whole value. */
  readonly pattern?: string;
  /** Random bytes that `init-env` draws for a secret. @default - nobody draws it: another party issues it */
  readonly bytes?: number;
  /** How they are written. @default 'hex' */
  readonly format?: SecretFormat;
}

/** How a drawn secret is spelled. */
export type SecretFormat = 'hex' | 'base64' | 'base64url' | 'uuid';

/** What Compose does where it has no value: its default takes its place, or Compose refuses and says what to do. */
export function otherwiseOf({
  name,
  bytes,
  required,
  default: value,
}: Pick<VariableModel, 'name' | 'bytes' | 'required' | 'default'>): Otherwise {
  if (!required) return { sign: ':-', text: value ? [value] : [] };
  return { sign: ':?', text: [bytes !== undefined ? 'run make init' : `set ${name} in .env`] };
}
