import { badTemplate, spoken } from '../../../files/spoken.ts';
import type { Language, LanguageTemplate } from '../../../model/words.ts';
import { markdownAnchor } from '../../../syntax/markdown.ts';
import { template } from '../template.ts';

/** The chapters in the order of the page; each is a template in each language, and begins with its heading. */
const chapters = [
  'stack',
  'directories',
  'environments',
  'deploy',
  'services',
  'volumes',
  'networks',
  'variables',
  'security',
  'backup',
  'ci',
  'upgrade',
  'adoption',
  'monitoring',
  'troubleshooting',
  'commands',
] as const satisfies readonly LanguageTemplate[];

/** What a language has of the runbook. */
export const runbookTemplates: readonly LanguageTemplate[] = ['opening', ...chapters];

interface Entry {
  readonly title: string;
  readonly anchor: string;
}

/** The page of a language: what stands before its chapters lists them. */
export function pageIn(language: Language): (view: object) => string {
  const opening = spoken({ template }, language, 'opening', (id) => `README.${id}.md`);
  const rest = chapters.map((chapter) => ({
    chapter,
    render: spoken({ template }, language, chapter, (id) => `runbook/${chapter}.${id}.md`),
  }));
  return (view) => {
    const texts = rest.map(({ chapter, render }) => headed(language, chapter, render(view)));
    return [opening({ ...view, contents: texts.map(entryOf) }), ...texts].join('\n');
  };
}

/** A chapter, which begins with its heading: the list of them is made of that. */
function headed(language: Language, chapter: LanguageTemplate, text: string): string {
  if (/^## \S.*\n/.test(text)) return text.endsWith('\n') ? text : `${text}\n`;
  throw badTemplate(language, chapter, 'does not begin with its heading', 'write it above: ## Title');
}

function entryOf(chapter: string): Entry {
  const title = chapter.slice('## '.length, chapter.indexOf('\n'));
  return { title, anchor: markdownAnchor(title) };
}
