import type { Language } from '../../../model/words.ts';
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
] as const;

interface Entry {
  readonly title: string;
  readonly anchor: string;
}

/** The page of a language: what stands before its chapters lists them. */
export function pageIn(language: Language): (view: object) => string {
  const opening = template<object>(`README.${language}.md`);
  const rest = chapters.map((chapter) => template<object>(`runbook/${chapter}.${language}.md`));
  return (view) => {
    const texts = rest.map((render) => render(view));
    return [opening({ ...view, contents: texts.map(entryOf) }), ...texts].join('\n');
  };
}

function entryOf(chapter: string): Entry {
  const title = chapter.slice('## '.length, chapter.indexOf('\n'));
  return { title, anchor: markdownAnchor(title) };
}
