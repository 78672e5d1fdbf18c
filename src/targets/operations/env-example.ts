import { notice } from '../../files/notice.ts';
import type { Artifact } from '../../model/artifact.ts';
import { groupBy } from '../../model/groups.ts';
import type { StackModel } from '../../model/stack.ts';
import type { VariableModel } from '../../model/variable.ts';
import { isMade } from '../../model/variable.ts';
import type { Language, Words } from '../../model/words.ts';
import { said } from '../../model/words.ts';
import { template } from './template.ts';

const render = template<object>('env.example');

/**
 * Every variable that an artifact reads, under its heading. What is required stands there empty, so that the file
 * holds no usable secret and a copy of it is complete but for what nobody else can know.
 */
export function envExample(stack: StackModel): readonly Artifact[] {
  const { languages, variables } = stack;
  const [language] = languages;
  const content = render({
    notice: notice(stack),
    how: [variables.some(({ bytes }) => bytes !== undefined) ? copied.drawn : copied.plain, quoted].map(
      (line) => said(line, language),
    ),
    groups: groupBy(variables, ({ group }) => said(group, language)).map((inside) => ({
      title: said(inside[0].group, language),
      variables: inside.map((variable) => view(variable, language)),
    })),
  });
  return [{ path: '.env.example', content, executable: false }];
}

function view(variable: VariableModel, language: Language): object {
  return {
    name: variable.name,
    comments: [said(variable.description, language), need(variable, language)],
    value: variable.kind === 'secret' ? '' : (variable.default ?? ''),
  };
}

const copied = {
  drawn: {
    en: 'Copy it with "make init", which also draws the secrets. .env is for your eyes alone: mode 600, never committed.',
    id: 'Salin dengan "make init", yang juga membuat secret secara acak. .env hanya untuk Anda: mode 600, jangan di-commit.',
  },
  plain: {
    en: 'Copy it with "make init". .env is for your eyes alone: mode 600, never committed.',
    id: 'Salin dengan "make init". .env hanya untuk Anda: mode 600, jangan di-commit.',
  },
} as const satisfies Record<string, Words>;
const quoted: Words = {
  en: 'A value with a space, a quote, a # or a $ goes in single quotes.',
  id: 'Nilai yang mengandung spasi, tanda kutip, # atau $ ditulis di antara tanda kutip tunggal.',
};

const words = {
  required: { en: 'Required', id: 'Wajib' },
  drawn: { en: '; "make init" draws it', id: '; dibuat oleh "make init"' },
  optional: { en: 'Optional', id: 'Opsional' },
  such: { en: ', for example ', id: ', misalnya ' },
  fallback: { en: '%s when empty', id: 'Jika kosong: %s' },
} as const satisfies Record<string, Words>;

/** All of them, for who asks which of them a language has. */
export const envSentences: readonly Words[] = [...Object.values(copied), quoted, ...Object.values(words)];

/** Whether it must be set, who sets it, and what holds when it is empty. */
function need(variable: VariableModel, language: Language): string {
  const { kind, required, default: fallback, example } = variable;
  const say = (one: Words) => said(one, language);
  const shape = example === undefined ? '' : `${say(words.such)}${example}`;
  if (required && (kind === 'secret' || isMade(variable)))
    return `${say(words.required)}${isMade(variable) ? say(words.drawn) : ''}.`;
  if (required) return `${say(words.required)}${shape}.`;
  const empty =
    fallback === undefined || fallback === ''
      ? say(words.optional)
      : say(words.fallback).replace('%s', () => fallback);
  return `${empty}${shape}.`;
}
