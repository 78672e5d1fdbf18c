import { groupBy } from '../../../model/groups.ts';
import type { SystemModel } from '../../../model/stack.ts';
import type { VariableModel } from '../../../model/variable.ts';
import { isMade } from '../../../model/variable.ts';
import type { Language } from '../../../model/words.ts';
import { said } from '../../../model/words.ts';

/** Every variable of every environment, once, in the order of `.env.example`. */
export function variableRows({ stacks }: SystemModel, language: Language): readonly object[] {
  const all = new Map<string, Having>();
  for (const { variables, environment } of stacks)
    for (const model of variables) {
      const having = all.get(model.name) ?? { model, environments: [] };
      having.environments.push(environment.name);
      all.set(model.name, having);
    }
  return groupBy([...all.values()], ({ model }) => said(model.group, language)).flatMap((group) =>
    group.map(({ model, environments }) => ({
      name: model.name,
      environments: environments.length === stacks.length ? [] : environments,
      secret: isMade(model),
      required: model.required,
      fallback: model.default ?? '',
      example: model.example ?? '',
      description: said(model.description, language),
    })),
  );
}

/** A variable as its first environment has it, and all that have it. */
interface Having {
  readonly model: VariableModel;
  readonly environments: string[];
}
