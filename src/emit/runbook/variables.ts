import type { SystemModel } from '../../model/stack.ts';
import type { Language } from '../../model/words.ts';

/** Every variable of every environment, once, in the order of `.env.example`. */
export function variableRows({ stacks }: SystemModel, language: Language): readonly object[] {
  const all = stacks.flatMap(({ variables }) => variables);
  const groups = [...new Set(all.map(({ group }) => group.en))];
  const names = new Set(
    groups.flatMap((group) => all.filter((v) => v.group.en === group).map((v) => v.name)),
  );
  return [...names].flatMap((name) => {
    const model = all.find((variable) => variable.name === name);
    if (model === undefined) return [];
    const having = stacks.filter(({ variables }) => variables.some((variable) => variable.name === name));
    return [
      {
        name,
        environments:
          having.length === stacks.length ? [] : having.map(({ environment }) => environment.name),
        secret: model.kind === 'secret',
        required: model.required,
        fallback: model.default ?? '',
        example: model.example ?? '',
        description: model.description[language],
      },
    ];
  });
}
