import { notice } from '../../files/notice.ts';
import type { Artifact } from '../../model/artifact.ts';
import { groupBy } from '../../model/groups.ts';
import type { StackModel } from '../../model/stack.ts';
import type { VariableModel } from '../../model/variable.ts';
import type { Language } from '../../model/words.ts';
import { template } from './template.ts';

const render = template<object>('env.example');

/**
 * Every variable that an artifact reads, under its heading. What is required stands there empty, so that the file
 * holds no usable secret and a copy of it is complete but for what nobody else can know.
 */
export function envExample(stack: StackModel): readonly Artifact[] {
  const { language, variables } = stack;
  const content = render({
    notice: notice(stack),
    how: how[language],
    groups: groupBy(variables, ({ group }) => group[language]).map((inside) => ({
      title: inside[0].group[language],
      variables: inside.map((variable) => view(variable, language)),
    })),
  });
  return [{ path: '.env.example', content, executable: false }];
}

const how: Readonly<Record<Language, readonly string[]>> = {
  en: [
    'Copy it with "make init", which also draws the secrets. .env is for your eyes alone: mode 600, never committed.',
    'A value with a space, a quote, a # or a $ goes in single quotes.',
  ],
  id: [
    'Salin dengan "make init", yang juga membuat secret secara acak. .env hanya untuk Anda: mode 600, jangan di-commit.',
    'Nilai yang mengandung spasi, tanda kutip, # atau $ ditulis di antara tanda kutip tunggal.',
  ],
};

function view(variable: VariableModel, language: Language): object {
  return {
    name: variable.name,
    comments: [variable.description[language], need(variable, words[language])],
    value: variable.kind === 'secret' ? '' : (variable.default ?? ''),
  };
}

const words = {
  en: {
    required: 'Required',
    drawn: '; "make init" draws it',
    optional: 'Optional',
    such: ', for example ',
    fallback: (value: string) => `${value} when empty`,
  },
  id: {
    required: 'Wajib',
    drawn: '; dibuat oleh "make init"',
    optional: 'Opsional',
    such: ', misalnya ',
    fallback: (value: string) => `Jika kosong: ${value}`,
  },
};

/** Whether it must be set, who sets it, and what holds when it is empty. */
function need(
  { kind, bytes, required, default: fallback, example }: VariableModel,
  say: (typeof words)[Language],
): string {
  const shape = example === undefined ? '' : `${say.such}${example}`;
  if (kind === 'secret') return `${say.required}${bytes === undefined ? '' : say.drawn}.`;
  if (required) return `${say.required}${shape}.`;
  return `${fallback === undefined || fallback === '' ? say.optional : say.fallback(fallback)}${shape}.`;
}
