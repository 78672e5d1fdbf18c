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
  /** What it opens can be opened with nothing else: it never changes. @default false */
  readonly permanent?: boolean;
  /** A key that `init-env` has OpenSSL draw. @default - none */
  readonly key?: KeyModel;
  /** What follows from another variable, and is made when that one is set. @default - nothing */
  readonly derived?: DerivedModel;
}

/** The private half of a pair of keys. */
export interface KeyModel {
  readonly algorithm: KeyAlgorithm;
  readonly spelled: KeySpelling;
}

/** What `openssl genpkey` draws. */
export type KeyAlgorithm = 'rsa-2048' | 'rsa-3072' | 'rsa-4096' | 'p-256' | 'p-384' | 'ed25519';

/**
 * How a key is written: `pem`, whose lines are `\n` in `.env`; `base64` of that, on one line; `base64url`, the bare numbers of a key of P-256, as Web Push has them
 * (VAPID).
 */
export type KeySpelling = 'pem' | 'base64' | 'base64url';

/** The public half of a pair, or a hash by which a program knows a password. */
export type DerivedModel =
  | { readonly by: 'public'; readonly from: string; readonly spelled: KeySpelling }
  | { readonly by: 'bcrypt'; readonly from: string; readonly cost: number };

/** How a drawn secret is spelled. */
export type SecretFormat = 'hex' | 'base64' | 'base64url' | 'uuid';

/** What Compose does where it has no value: its default takes its place, or Compose refuses and says what to do. */
export function otherwiseOf({
  name,
  required,
  default: value,
  ...made
}: Pick<VariableModel, 'name' | 'required' | 'default' | Makings>): Otherwise {
  if (!required) return { sign: ':-', text: value ? [value] : [] };
  return { sign: ':?', text: [isMade(made) ? 'run make init' : `set ${name} in .env`] };
}

type Makings = 'bytes' | 'key' | 'derived';

/** Whether `make init` makes it. */
export function isMade({ bytes, key, derived }: Pick<VariableModel, Makings>): boolean {
  return bytes !== undefined || key !== undefined || derived !== undefined;
}
