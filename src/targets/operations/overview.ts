import type { Artifact } from '../../model/artifact.ts';
import { heading } from '../../model/heading.ts';
import type { SystemModel } from '../../model/stack.ts';
import type { Language, Words } from '../../model/words.ts';
import { said } from '../../model/words.ts';
import { environmentFacts } from './runbook/environments.ts';
import { pageFile } from './runbook/runbook.ts';
import { template } from './template.ts';
import { workflowPath } from './workflow/workflow.ts';

const render = template<object>('overview.md');

const words = {
  about: {
    en: 'Each system has a folder with a runbook of its own, and a workflow that brings it up on a runner whenever that folder changes.',
    id: 'Setiap sistem memiliki folder dengan runbook sendiri, dan workflow yang menjalankannya di sebuah runner setiap kali folder itu berubah.',
  },
  system: { en: 'System', id: 'Sistem' },
  version: { en: 'Version', id: 'Versi' },
  folder: { en: 'Folder', id: 'Folder' },
  project: { en: 'Project', id: 'Project' },
  address: { en: 'Address', id: 'Alamat' },
  workflow: { en: 'Workflow', id: 'Workflow' },
} as const satisfies Record<string, Words>;

/** All of them, for who asks which of them a language has. */
export const overviewSentences: readonly Words[] = Object.values(words);

/** README.md of a repository of several systems: which there are, and where. In the languages of the first one. */
export function overview(systems: readonly SystemModel[]): readonly Artifact[] {
  const stacks = systems.flatMap((system) => system.stacks);
  const [first] = stacks;
  if (first === undefined) return [];
  const { languages, repository: title = '' } = first;
  const sources = [...new Set(stacks.map(({ source }) => source))];
  return languages.map((language) => ({
    path: pageFile(languages, language),
    content: render({
      notice: heading(sources.join(', ')),
      title,
      ...Object.fromEntries(Object.entries(words).map(([name, word]) => [name, said(word, language)])),
      others: languages
        .filter((one) => one !== language)
        .map((one) => ({ name: one.name, file: pageFile(languages, one) })),
      systems: systems.flatMap((system) => rows(system, language)),
    }),
    executable: false,
  }));
}

/** A row for each environment, each with the page in this language, where the system has one. */
function rows(system: SystemModel, language: Language): readonly object[] {
  return system.stacks.map((stack) => {
    const { languages } = stack;
    const spoken = languages.find(({ id }) => id === language.id) ?? languages[0];
    return {
      title: stack.title,
      version: stack.version,
      page: `${system.name}/${pageFile(languages, spoken)}`,
      workflow: workflowPath(system),
      ...environmentFacts(stack, language),
      folder: `${system.name}/${stack.environment.name}`,
    };
  });
}
