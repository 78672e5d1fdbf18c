import type { StackModel } from '../model/stack.ts';

/** The names of the secrets of a stack. */
export function secretsOf({ variables }: StackModel): readonly string[] {
  return variables.filter(({ kind }) => kind === 'secret').map(({ name }) => name);
}

/**
 * What a line begins with that gives one of them a value, for `grep -E`: in `.env`, YAML, JSON, `.tfvars` or a list of either. `$…`,
 * `<…>` and `{…}` stand for one.
 */
export function assigned(secrets: readonly string[]): string {
  return `(.*[[:space:],;"'])?(${secrets.join('|')})["']?[[:space:]]*[=:][[:space:]]*["']?[^][:space:]"'$<{#]`;
}
