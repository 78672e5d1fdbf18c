import { StowageError } from '../../src/model/error.ts';
import type { VariableModel } from '../../src/model/variable.ts';
import type { Sentence } from '../../src/model/words.ts';
import { checkNew } from '../props/check.ts';
import { refusePlainText } from './plain-text.ts';

/** What a secret protects, and how long it is. */
export interface SecretProps {
  /** What it protects, and what happens when it changes. */
  readonly description: Sentence;
  /**
   * The heading that it stands under in `.env.example`.
   * @default 'Secrets'
   */
  readonly group?: Sentence;
  /**
   * Random bytes that `make init` draws. It writes them in hexadecimal, so they fit a URL, a shell line and XML.
   * @whole 4..1024
   * @default 32
   */
  readonly bytes?: number;
}

/** A value that nobody may read: it lives in `.env` alone, and `make init` draws it. */
export class Secret {
  /** As it stands in `.env`. */
  readonly name: string;
  /**
   * It as data.
   * @internal
   */
  readonly model: VariableModel;

  /** @throws StowageError `bad-variable-name` when the name is no upper-case shell variable. */
  constructor(name: string, props: SecretProps) {
    checkNew(Secret, new.target, [name, props]);
    this.name = checkName(name);
    this.model = {
      kind: 'secret',
      name,
      group: props.group ?? { en: 'Secrets', id: 'Rahasia' },
      description: props.description,
      required: true,
      pattern: '[A-Za-z0-9._~-]{8,}',
      bytes: props.bytes ?? 32,
    };
  }

  /** @throws StowageError `bad-prop` in a plain string. */
  [Symbol.toPrimitive](): never {
    refusePlainText(`the secret ${this.name}`);
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
   * @throws StowageError `bad-variable-name` when the name is no upper-case shell variable; `bad-default` when
   * Compose could not tell where the default ends.
   */
  constructor(name: string, props: VariableProps) {
    checkNew(Variable, new.target, [name, props]);
    this.name = checkName(name);
    if (/[${}"'`\\\n]/.test(props.default ?? ''))
      throw new StowageError(
        'bad-default',
        `the default of "${name}" has a character that Compose's \${NAME:-default} cannot carry: ${props.default}`,
        'use a default without $ { } quotes, backslashes and line breaks, or none',
      );
    const { description, group, ...rest } = props;
    this.model = {
      kind: 'variable',
      name,
      group: group ?? { en: 'Settings', id: 'Pengaturan' },
      description,
      required: props.default === undefined,
      ...rest,
    };
  }

  /** @throws StowageError `bad-prop` in a plain string. */
  [Symbol.toPrimitive](): never {
    refusePlainText(`the variable ${this.name}`);
  }
}

function checkName(name: string): string {
  if (/^[A-Z][A-Z0-9_]*$/.test(name) && !/^(COMPOSE|DOCKER)_/.test(name)) return name;
  throw new StowageError(
    'bad-variable-name',
    `"${name}" cannot be the name of a variable in .env`,
    'use upper-case letters, digits and underscores, and no prefix that Compose keeps for itself (COMPOSE_, DOCKER_)',
  );
}
