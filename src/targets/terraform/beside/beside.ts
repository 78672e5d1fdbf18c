import { notice } from '../../../files/notice.ts';
import type { Artifact } from '../../../model/artifact.ts';
import type { StackModel } from '../../../model/stack.ts';
import type { Document } from '../document.ts';
import { importsExample } from './imports.ts';
import { readme } from './readme.ts';
import { template } from './template.ts';
import { tfvarsExample } from './tfvars.ts';

const gitignore = template<object>('gitignore');
const withEnv = template<object>('with-env');

/** What people need around the document, in writing order; paths are relative to its folder. */
export function beside(stack: StackModel, document: Document): readonly Artifact[] {
  const used = [...document.variables.keys()];
  const imports = importsExample(stack, document.resources);
  return [
    readme(stack, document),
    { path: '.gitignore', content: gitignore({ notice: notice(stack) }), executable: false },
    tfvarsExample(stack, document.variables),
    { path: 'with-env', content: withEnv({ notice: notice(stack), variables: used }), executable: true },
    ...(imports === undefined ? [] : [imports]),
  ];
}
