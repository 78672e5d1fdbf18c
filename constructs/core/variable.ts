import { StowageError } from '../../src/model/error.ts';
import type { KeyAlgorithm, KeySpelling, SecretFormat, VariableModel } from '../../src/model/variable.ts';
import type { Sentence } from '../../src/model/words.ts';
import { checkNew } from '../props/check.ts';
import type { InContainer } from './forms.ts';
import { asDrawn, asIssued, hashOf, privateHalf, publicHalfOf } from './makings.ts';
import { checkMatches, checkPattern } from './pattern.ts';
import { refusePlainText } from './plain-text.ts';
import { checkName } from './variable-name.ts';

/** What a secret protects, how long it is, and who makes it. */
export type SecretProps = {
  /** What it protects, and what happens when it changes. */
  readonly description: Sentence;
  /**
   * The heading that it stands under in `.env.example`.
   * @default 'Secrets'
   */
  readonly group?: Sentence;
  /**
   * What it has encrypted can be read with it alone: `make rotate` refuses to draw it anew.
   * @default false
   */
  readonly permanent?: boolean;
} & (
  | {
      /**
       * Random bytes that `make init` draws.
       * @whole 4..1024
       * @default 32
       */
      readonly bytes?: number;
      /**
       * How they are spelled, where the program asks for it. Hexadecimal digits fit a URL, a shell line and XML; `base64` is padded, `base64url`
       * is not; a `uuid` is one of version 4, of 16 bytes. `make doctor` refuses a value that has not this form and length, but leaves it to whoever types one
       * instead of hexadecimal digits.
       * @default 'hex'
       */
      readonly format?: SecretFormat;
      readonly issued?: never;
      readonly pattern?: never;
      readonly optional?: never;
      readonly key?: never;
      readonly spelled?: never;
      readonly bcryptOf?: never;
      readonly cost?: never;
    }
  | {
      /** The private half of a pair of keys: `make init` has OpenSSL draw it. The public one is a `Variable` with `publicOf`. */
      readonly key: KeyAlgorithm;
      /**
       * How it is written. `pem` stands on one line of `.env`, its lines as `\\n`, which Compose reads as lines; `base64` is that once more, for programs that take one
       * line; `base64url` is the bare number of a key of `p-256`, as Web Push (VAPID) has it.
       * @default 'pem'
       */
      readonly spelled?: KeySpelling;
      readonly bytes?: never;
      readonly format?: never;
      readonly issued?: never;
      readonly pattern?: never;
      readonly optional?: never;
      readonly bcryptOf?: never;
      readonly cost?: never;
    }
  | {
      /** The hash of another secret by bcrypt, as edges know the password of a visitor by: `make init` makes it. */
      readonly bcryptOf: Secret;
      /**
       * How often it is worked over: two to the power of that.
       * @whole 4..16
       * @default 12
       */
      readonly cost?: number;
      readonly bytes?: never;
      readonly format?: never;
      readonly issued?: never;
      readonly pattern?: never;
      readonly optional?: never;
      readonly key?: never;
      readonly spelled?: never;
    }
  | {
      /** Another party issues it, such as a mail provider: `make init` leaves it empty and says that it must be set. */
      readonly issued: true;
      /**
       * A POSIX extended regular expression that the whole value must match; `make doctor` checks it.
       * @default - any value
       */
      readonly pattern?: string;
      /**
       * It may stay empty: the system runs without it.
       * @default false
       */
      readonly optional?: boolean;
      readonly bytes?: never;
      readonly format?: never;
      readonly key?: never;
      readonly spelled?: never;
      readonly bcryptOf?: never;
      readonly cost?: never;
    }
);

/** A value that nobody may read: it lives in `.env` alone, and `make init` draws it, unless another party issues it. */
export class Secret {
  /** As it stands in `.env`. */
  readonly name: string;
  /**
   * It as data.
   * @internal
   */
  readonly model: VariableModel;

  /**
   * @throws StowageError `bad-variable-name` when the name is no upper-case shell variable, or one that shells export; `bad-pattern` for a pattern that is no regular expression; `uuid-bytes` for a UUID of another length than
   * UUIDs have; `key-spelling` for a key that has no such spelling.
   */
  constructor(name: string, props: SecretProps) {
    checkNew(Secret, new.target, [name, props]);
    this.name = checkName(name);
    checkPattern(name, props.pattern);
    this.model = {
      kind: 'secret',
      name,
      group: props.group ?? { en: 'Secrets', id: 'Rahasia' },
      description: props.description,
      ...(props.permanent && { permanent: true }),
      ...made(name, props),
    };
  }

  /**
   * It as a file of the container, in whose place a variable holds the path: `env: { POSTGRES_PASSWORD_FILE: password.file }`. Neither the environment of the container
   * nor `docker inspect` shows it then.
   */
  get file(): SecretFile {
    return new SecretFile(this);
  }

  /** @throws StowageError `bad-prop` in a plain string. */
  [Symbol.toPrimitive](): never {
    refusePlainText(`the secret ${this.name}`);
  }
}

/**
 * A secret as a file under `/run/secrets`, for an image that reads `…_FILE`: {@link Secret.file}. It is made on the host like a `ConfigFile` with a secret in it, and belongs
 * to the `user` of its service, or to root, as whom entry points read such files.
 */
export class SecretFile {
  /** What it holds, and nothing else: no line ends there. */
  readonly secret: Secret;
  /** Where the container finds it. */
  readonly path: InContainer;

  constructor(secret: Secret) {
    checkNew(SecretFile, new.target, [secret]);
    this.secret = secret;
    this.path = `/run/secrets/${secret.name}`;
  }

  /** @throws StowageError `bad-prop` in a plain string. */
  [Symbol.toPrimitive](): never {
    refusePlainText(`the file of ${this.secret.name}`);
  }
}

/** What a variable is for, and which values it may have. */
export interface VariableProps {
  /** What it is for, and what happens without it. */
  readonly description: Sentence;
  /**
   * The heading that it stands under in `.env.example`.
   * @default 'Settings'
   */
  readonly group?: Sentence;
  /**
   * What holds when `.env` leaves it empty; an empty string makes it optional.
   * @default - none: a deployment without a value is refused
   */
  readonly default?: string;
  /**
   * A value that shows the form.
   * @default - none
   */
  readonly example?: string;
  /**
   * A POSIX extended regular expression that the whole value must match; `make doctor` checks it.
   * @default - any value
   */
  readonly pattern?: string;
  /**
   * The secret whose public half it is: `make init` makes it of that one, in the same spelling, and `make doctor` says when the two do not belong together.
   * @default - none: somebody sets it
   */
  readonly publicOf?: Secret;
}

/** A value that the operator chooses per host, in `.env`. */
export class Variable {
  /** As it stands in `.env`. */
  readonly name: string;
  /**
   * It as data.
   * @internal
   */
  readonly model: VariableModel;

  /**
   * @throws StowageError `bad-variable-name` when the name is no upper-case shell variable, or one that shells export; `bad-pattern` for a pattern that is no regular expression; `bad-default` when
   * Compose could not tell where the default ends, or the pattern does not match it, `bad-example` likewise; `no-key` when it is the public half of what is no key.
   */
  constructor(name: string, props: VariableProps) {
    checkNew(Variable, new.target, [name, props]);
    this.name = checkName(name);
    checkPattern(name, props.pattern);
    if (/[${}"'`\\\n]/.test(props.default ?? ''))
      throw new StowageError(
        'bad-default',
        `the default of "${name}" has a character that Compose's \${NAME:-default} cannot carry: ${props.default}`,
        'use a default without $ { } quotes, backslashes and line breaks, or none',
      );
    checkMatches(name, props.pattern, props);
    const { description, group, publicOf, ...rest } = props;
    this.model = {
      kind: 'variable',
      name,
      group: group ?? { en: 'Settings', id: 'Pengaturan' },
      description,
      required: props.default === undefined,
      ...rest,
      ...(publicOf && publicHalfOf(name, publicOf.model)),
    };
  }

  /** @throws StowageError `bad-prop` in a plain string. */
  [Symbol.toPrimitive](): never {
    refusePlainText(`the variable ${this.name}`);
  }
}

function made(name: string, props: SecretProps): Partial<VariableModel> & Pick<VariableModel, 'required'> {
  if (props.issued) return asIssued(props);
  if (props.key !== undefined) return privateHalf(name, props.key, props.spelled);
  return props.bcryptOf === undefined ? asDrawn(name, props) : hashOf(props.bcryptOf.name, props.cost);
}
