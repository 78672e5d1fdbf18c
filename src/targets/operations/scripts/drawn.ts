import type { StackModel } from '../../../model/stack.ts';
import type { VariableModel } from '../../../model/variable.ts';

/** What `scripts/init-env` draws, how each is spelled, and what follows from which. */
export function drawnFacts({ variables }: StackModel): object {
  const secrets = variables.flatMap(({ name, bytes, format = 'hex', key }) => {
    if (key !== undefined) return [{ name, bytes: `${key.algorithm} ${key.spelled}`, draw: 'draw_key' }];
    return bytes === undefined ? [] : [{ name, bytes: String(bytes), draw: `random_${format}` }];
  });
  return {
    secrets,
    formats: variables.some((one) => one.format !== undefined || follows(one)),
    follows: variables.some(follows),
    derived: variables.flatMap(({ name, derived }) =>
      derived === undefined
        ? []
        : [
            {
              line: `${name} ${derived.from} ${derived.by} ${derived.by === 'bcrypt' ? derived.cost : derived.spelled}`,
            },
          ],
    ),
  };
}

/** Whether it is a key, or follows from another variable: both are the work of `scripts/derived.sh`. */
export function follows({ key, derived }: VariableModel): boolean {
  return key !== undefined || derived !== undefined;
}
