import type { StackModel } from '../../../model/stack.ts';
import { actionsString } from '../../../syntax/actions.ts';

/** A step of a job, its keys in the order in which they are written. */
export interface Step {
  readonly name: string;
  readonly if?: string;
  readonly uses?: string;
  readonly with?: Readonly<Record<string, string | number | boolean>>;
  readonly 'working-directory'?: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly 'timeout-minutes'?: number;
  readonly run?: string;
}

/** What one environment needs done, or nothing. */
export type StepOf = (stack: StackModel) => Step | undefined;

/**
 * The steps of a matrix over the environments: one that all need alike stands there once, one that some need says
 * for which it is.
 */
export function stepsOf(stacks: readonly StackModel[], steps: readonly StepOf[]): readonly Step[] {
  return steps.flatMap((make) => {
    const groups = new Map<string, { readonly step: Step; readonly environments: string[] }>();
    for (const stack of stacks) {
      const step = make(stack);
      if (step === undefined) continue;
      const key = JSON.stringify(step);
      const group = groups.get(key) ?? { step, environments: [] };
      group.environments.push(stack.environment.name);
      groups.set(key, group);
    }
    return [...groups.values()].map(({ step, environments }) =>
      environments.length === stacks.length ? step : { ...onlyIn(environments, step) },
    );
  });
}

function onlyIn(environments: readonly string[], { name, if: condition, ...rest }: Step): Step {
  const where = environments.map((id) => `matrix.environment == ${actionsString(id)}`).join(' || ');
  const both = condition === undefined ? where : `${condition} && (${where})`;
  return { name, if: both, ...rest };
}
