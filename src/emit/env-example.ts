import type { Artifact } from '../model/artifact.ts';
import type { StackModel } from '../model/stack.ts';
import type { VariableModel } from '../model/variable.ts';
import { notice } from './notice.ts';
import { template } from './template.ts';

const render = template<object>('env.example');

/**
 * Every variable that an artifact reads, under its heading. What is required stands there empty, so that the file
 * holds no usable secret and a copy of it is complete but for what nobody else can know.
 */
export function envExample(stack: StackModel): readonly Artifact[] {
  const titles = [...new Set(stack.variables.map(({ group }) => group))];
  const content = render({
    notice: notice(stack),
    groups: titles.map((title) => ({
      title,
      variables: stack.variables.filter(({ group }) => group === title).map(view),
    })),
  });
  return [{ path: '.env.example', content, executable: false }];
}

function view(variable: VariableModel): object {
  return {
    name: variable.name,
    comments: [variable.description.en, need(variable)],
    value: variable.kind === 'secret' ? '' : (variable.default ?? ''),
  };
}

/** Whether it must be set, who sets it, and what holds when it is empty. */
function need({ kind, bytes, required, default: fallback, example }: VariableModel): string {
  const shape = example === undefined ? '' : `, for example ${example}`;
  if (kind === 'secret') return bytes === undefined ? 'Required.' : 'Required; "make init" draws it.';
  if (required) return `Required${shape}.`;
  return fallback === undefined || fallback === '' ? `Optional${shape}.` : `${fallback} when empty${shape}.`;
}
