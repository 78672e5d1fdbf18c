import type { ShellFile, ShellName } from './shell.ts';

/**
 * How a service takes another value of a secret that it keeps in its own data, as data: a product brings it. `script` is bash and becomes `scripts/rotate-NAME.sh`;
 * `scripts/rotate` sources it after `common.sh`. It defines `rotate_NAME SERVICE WORD…`, which makes the running service take the value on standard input, and ends with
 * another status than 0 where that did not work: it is called where bash passes over errors. The value is the first line; the second one is the value that the service may
 * have instead, for who must log in to change it. It is called again with the same two after a kill, and with both the other way round to go back. None of them is an
 * argument of a program.
 */
export interface RotationMethod {
  /** Ends the name of its function. One name is one method in a stack. */
  readonly name: ShellName;
  /** The text of the file: what the comment of this type says. */
  readonly script: string;
  /** Other files that `script` sources, by their names in `scripts/`. @default - none */
  readonly parts?: Readonly<Record<ShellFile, string>>;
}

/** What a service does with another value of a secret. */
export interface RotationModel {
  /** The name of the secret. */
  readonly secret: string;
  /** @default - it takes what it is told at each start, and keeps nothing */
  readonly method?: RotationMethod;
  /** What the function is told after the service. */
  readonly words: readonly string[];
}
