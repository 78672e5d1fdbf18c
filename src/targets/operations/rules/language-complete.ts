import { lacking } from '../../../files/spoken.ts';
import type { Rule } from '../../../model/finding.ts';
import { sentencesOf } from '../../../model/sentences.ts';
import { envSentences } from '../env-example.ts';
import { makefileSentences } from '../makefile/makefile-words.ts';
import { overviewSentences } from '../overview.ts';
import { runbookTemplates } from '../runbook/chapters.ts';
import { sameFiles } from '../runbook/runbook.ts';

/** Who reads a page reads one language. */
export const languageComplete: Rule = {
  id: 'language-complete',
  severity: 'warn',
  summary: 'The runbook, the Makefile and .env.example are all in the languages that the system has.',
  check: (stack) => {
    const shared = stack.repository === undefined ? [] : overviewSentences;
    const words = [...makefileSentences, ...envSentences, sameFiles, ...shared, ...sentencesOf(stack)];
    return stack.languages.flatMap((language) => lacking(stack, language, runbookTemplates, words));
  },
  about: {
    why: 'A sentence or a chapter that a language lacks stands in its page in English. Whoever needs the page in the middle of a night may not understand just that one.',
    wrong: `
      const wiki = new Stack(app, 'wiki', environment, { title: 'Wiki', version: '1.0', languages: ['id', 'en'] });
      const [pages] = wiki.phases('pages');
      new Service(pages, 'web', { image: 'example.org/wiki:1.0', description: { en: 'The wiki' } });
    `,
    right: `
      const wiki = new Stack(app, 'wiki', environment, { title: 'Wiki', version: '1.0', languages: ['id', 'en'] });
      const [pages] = wiki.phases('pages');
      new Service(pages, 'web', { image: 'example.org/wiki:1.0', description: { en: 'The wiki', id: 'Wiki' } });
    `,
    sources: ['docs/extending/languages.md'],
  },
};
