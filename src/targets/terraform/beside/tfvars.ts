import { notice } from '../../../files/notice.ts';
import type { Artifact } from '../../../model/artifact.ts';
import type { StackModel } from '../../../model/stack.ts';
import type { VariableModel } from '../../../model/variable.ts';
import type { Language } from '../../../model/words.ts';
import type { Document } from '../document.ts';
import { template } from './template.ts';

const render = template<object>('terraform.tfvars.example');

/** Every variable with its sentence, for who gives values in a file: what is required stands there empty, a default as a comment. */
export function tfvarsExample(stack: StackModel, blocks: Document['variables']): Artifact {
  const { language } = stack;
  const declared = new Map(stack.variables.map((variable) => [variable.name, variable]));
  const content = render({
    notice: notice(stack),
    how: words[language].how,
    host: words[language].host,
    variables: [...blocks].map(([name, { sensitive }]) =>
      view(name, sensitive === true, declared.get(name), language),
    ),
  });
  return { path: 'terraform.tfvars.example', content, executable: false };
}

const words = {
  en: {
    how: [
      'Copy it to terraform.tfvars, which Git ignores, and close it to others: chmod 600 terraform.tfvars',
      'What stands there wins over TF_VAR_<name> and ./with-env: take away what comes from them.',
      'A ${ in a value is written $${, and a %{ as %%{.',
    ],
    host: 'Where the engine is. Without it: DOCKER_HOST, or this machine.',
    required: 'Required',
    secret: ', and secret',
    optional: 'Optional',
    such: ', for example ',
  },
  id: {
    how: [
      'Salin menjadi terraform.tfvars, yang diabaikan Git, dan tutup bagi orang lain: chmod 600 terraform.tfvars',
      'Isinya mengalahkan TF_VAR_<nama> dan ./with-env: hapus yang sudah datang dari sana.',
      'Tanda ${ di dalam nilai ditulis $${, dan %{ ditulis %%{.',
    ],
    host: 'Tempat engine berada. Jika tidak diisi: DOCKER_HOST, atau mesin ini.',
    required: 'Wajib',
    secret: ', dan rahasia',
    optional: 'Opsional',
    such: ', misalnya ',
  },
};

function view(
  name: string,
  secret: boolean,
  variable: VariableModel | undefined,
  language: Language,
): object {
  const say = words[language];
  if (variable === undefined) return { name, required: false, value: '', comments: [`${say.optional}.`] };
  const { required, default: value = '', example, description } = variable;
  const need = `${required ? say.required : say.optional}${secret ? say.secret : ''}`;
  return {
    name,
    required,
    value: secret ? '' : value,
    comments: [description[language], `${need}${example === undefined ? '' : `${say.such}${example}`}.`],
  };
}
