/**
 * The end of the name of a function.
 * @pattern [a-z][a-z0-9_]*
 * @form a name of lower-case letters, digits and "_"
 * @example 'pg_dump'
 */
export type ShellName = string;

/**
 * A file of `scripts/` that others source.
 * @pattern [a-z][a-z0-9_-]*\.sh
 * @form the name of a file of the shell
 * @example 'tables.sh'
 */
export type ShellFile = string;
