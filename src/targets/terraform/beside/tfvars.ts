import { notice } from '../../../files/notice.ts';
import type { Artifact } from '../../../model/artifact.ts';
import type { StackModel } from '../../../model/stack.ts';
import type { VariableModel } from '../../../model/variable.ts';
import type { Language, Sentence, Words } from '../../../model/words.ts';
import { said } from '../../../model/words.ts';
import type { Document } from '../document.ts';
import { template } from './template.ts';

const render = template<object>('terraform.tfvars.example');

/** Every variable with its sentence, for who gives values in a file: what is required stands there empty, a default as a comment. */
export function tfvarsExample(stack: StackModel, blocks: Document['variables']): Artifact {
  const [language] = stack.languages;
  const declared = new Map(stack.variables.map((variable) => [variable.name, variable]));
  const content = render({
    notice: notice(stack),
    how: [words.copy, words.wins, words.escapes].map((line) => said(line, language)),
    host: said(words.host, language),
    variables: [...blocks].map(([name, { sensitive }]) =>
      view(name, sensitive === true, declared.get(name), language),
    ),
  });
  return { path: 'terraform.tfvars.example', content, executable: false };
}

const words = {
  copy: {
    en: 'Copy it to terraform.tfvars, which Git ignores, and close it to others: chmod 600 terraform.tfvars',
    id: 'Salin menjadi terraform.tfvars, yang diabaikan Git, dan tutup bagi orang lain: chmod 600 terraform.tfvars',
  },
  wins: {
    en: 'What stands there wins over TF_VAR_<name> and ./with-env: take away what comes from them.',
    id: 'Isinya mengalahkan TF_VAR_<nama> dan ./with-env: hapus yang sudah datang dari sana.',
  },
  escapes: {
    en: 'A ${ in a value is written $${, and a %{ as %%{.',
    id: 'Tanda ${ di dalam nilai ditulis $${, dan %{ ditulis %%{.',
  },
  host: {
    en: 'Where the engine is. Without it: DOCKER_HOST, or this machine.',
    id: 'Tempat engine berada. Jika tidak diisi: DOCKER_HOST, atau mesin ini.',
  },
  required: { en: 'Required', id: 'Wajib' },
  secret: { en: ', and secret', id: ', dan rahasia' },
  optional: { en: 'Optional', id: 'Opsional' },
  such: { en: ', for example ', id: ', misalnya ' },
} as const satisfies Record<string, Words>;

/** All of them, for who asks which of them a language has. */
export const tfvarsSentences: readonly Words[] = Object.values(words);

function view(
  name: string,
  secret: boolean,
  variable: VariableModel | undefined,
  language: Language,
): object {
  const say = (one: Sentence) => said(one, language);
  if (variable === undefined)
    return { name, required: false, value: '', comments: [`${say(words.optional)}.`] };
  const { required, default: value = '', example, description } = variable;
  const need = `${say(required ? words.required : words.optional)}${secret ? say(words.secret) : ''}`;
  return {
    name,
    required,
    value: secret ? '' : value,
    comments: [say(description), `${need}${example === undefined ? '' : `${say(words.such)}${example}`}.`],
  };
}
