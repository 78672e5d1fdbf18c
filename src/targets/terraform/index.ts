import { readFileSync } from 'node:fs';
import { renderConfigFile } from '../../files/config-file.ts';
import { dockerfiles } from '../../files/dockerfile.ts';
import type { Artifact } from '../../model/artifact.ts';
import { generatedAt } from '../../model/config-file.ts';
import type { StackModel } from '../../model/stack.ts';
import type { Target } from '../../model/target.ts';
import { beside } from './beside/beside.ts';
import { refuseState } from './beside/committed.ts';
import { loadCdk } from './cdk.ts';
import { documentBeside, filesFolder } from './document.ts';
import { terraformKeeps } from './rules/terraform-keeps.ts';
import { terraformLanguage } from './rules/terraform-language.ts';
import { synthesize } from './synthesize.ts';

const folder = 'terraform';

const target: Target = {
  id: 'terraform',
  rules: [terraformKeeps, terraformLanguage],
  schemas: [
    {
      end: `${folder}/main.tf.json`,
      schema: () =>
        JSON.parse(readFileSync(new URL('../../../schemas/terraform.schema.json', import.meta.url), 'utf8')),
    },
  ],
  stackFiles(stack) {
    const inside = (artifact: Artifact): Artifact => ({ ...artifact, path: `${folder}/${artifact.path}` });
    const document = documentBeside(stack);
    return [
      { path: 'main.tf.json', content: synthesize(stack, document, loadCdk()), executable: false },
      ...files(stack),
      ...beside(stack, document),
    ].map(inside);
  },
  systemFiles: (system) => (system.stacks[0]?.repository === undefined ? refuseState(system) : []),
  repositoryFiles: (systems) => systems.flatMap(refuseState),
};

/** What the document reads: generated files, and what images are built from. */
function files(stack: StackModel): readonly Artifact[] {
  return [
    ...stack.files.map((file) => ({
      path: generatedAt(file),
      content: renderConfigFile(stack, file),
      executable: false,
    })),
    ...dockerfiles(stack),
  ].map((artifact) => ({ ...artifact, path: `${filesFolder}/${artifact.path}` }));
}

/**
 * Terraform with the provider for Docker: the same containers, networks and volumes, changed by a plan that somebody reviewed. Its files
 * are described in docs/targets/terraform.md. It needs the package `cdktn` beside Stowage: `npm install --save-dev cdktn@0.24`.
 * @throws StowageError `library-missing` when the files are made and that package is not installed
 * @see https://registry.terraform.io/providers/kreuzwerker/docker/latest/docs
 */
export function terraform(): Target {
  return target;
}
