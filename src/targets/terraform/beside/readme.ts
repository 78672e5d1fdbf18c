import { notice } from '../../../files/notice.ts';
import { spoken } from '../../../files/spoken.ts';
import type { Artifact } from '../../../model/artifact.ts';
import type { StackModel } from '../../../model/stack.ts';
import type { Language } from '../../../model/words.ts';
import { ourLanguages } from '../../../model/words.ts';
import type { Body, Resource } from '../body.ts';
import type { Document } from '../document.ts';
import { filesFolder } from '../document.ts';
import { importable } from './imports.ts';
import { escapes, template } from './template.ts';

const pageIn = (language: Language) =>
  spoken({ template, escapes }, language, 'terraform', (id) => `README.${id}.md`);
const pages = new Map(ourLanguages.map((language) => [language.id, pageIn(language)]));

/** What an operator does with the folder, in the first language of the stack. Only what the stack has is in it. */
export function readme(stack: StackModel, { resources, variables, outputs }: Document): Artifact {
  const { source, title, environment, files, stores, languages } = stack;
  const containers = resources.filter(({ type }) => type === 'docker_container');
  const kept = resources.filter((one) => one.type === 'docker_volume' && isKept(one));
  const page = pages.get(languages[0].id) ?? pageIn(languages[0]);
  const content = page({
    notice: notice(stack),
    ...{ source, title, environment: environment.name },
    filesFolder:
      files.length > 0 || stack.services.some(({ build }) => build !== undefined) ? filesFolder : '',
    hasImages: resources.some(({ type, body }) => type === 'docker_image' && 'build' in body),
    hasVariables: variables.size > 0,
    hasSecrets: [...variables.values()].some(({ sensitive }) => sensitive === true),
    hasSite: outputs.has('site'),
    hasStores: stores.length > 0,
    hasCarriers: containers.some(({ body }) => body.start === false),
    jobs: containers.filter(({ body }) => body.attach === true).map(named),
    kept: kept.map(named),
    keptAddresses: kept.map(address),
    imports: importable(resources).length > 0,
    importCount: String(importable(resources).length),
  });
  return { path: 'README.md', content, executable: false };
}

function address({ type, id }: Resource): string {
  return `${type}.${id}`;
}

function named(resource: Resource): object {
  return {
    address: address(resource),
    id: resource.id,
    name: resource.body.name,
    log: `docker logs ${resource.body.name}`,
    again: `./with-env terraform apply -replace=${address(resource)}`,
  };
}

function isKept({ body: { lifecycle } }: Resource): boolean {
  const { prevent_destroy: kept }: Body = Object(lifecycle);
  return kept === true;
}
