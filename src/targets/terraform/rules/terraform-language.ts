import { lacking } from '../../../files/spoken.ts';
import type { Rule } from '../../../model/finding.ts';
import { tfvarsSentences } from '../beside/tfvars.ts';

/** The folder's page is in the first language of the system. */
export const terraformLanguage: Rule = {
  id: 'terraform-language',
  severity: 'warn',
  summary:
    "The page of Terraform's folder and its example of variables are in the first language of the system.",
  check: (stack) =>
    lacking(
      stack,
      stack.languages[0],
      ['terraform'],
      [...tfvarsSentences, ...stack.variables.map(({ description }) => description)],
    ),
  about: {
    why: 'A sentence or a page that a language lacks stands there in English. Whoever needs it in the middle of a night may not understand just that one.',
    wrong: `
      const wiki = new Stack(app, 'wiki', environment, { title: 'Wiki', version: '1.0', languages: ['id'] });
      const [pages] = wiki.phases('pages');
      const motto = new Variable('MOTTO', { description: { en: 'What visitors read first.' }, default: 'Welcome' });
      new Service(pages, 'web', { image: 'example.org/wiki:1.0', env: { MOTTO: motto } });
    `,
    right: `
      const wiki = new Stack(app, 'wiki', environment, { title: 'Wiki', version: '1.0', languages: ['id'] });
      const [pages] = wiki.phases('pages');
      const motto = new Variable('MOTTO', {
        description: { en: 'What visitors read first.', id: 'Yang pertama dibaca pengunjung.' },
        default: 'Welcome',
      });
      wiki.acknowledge('terraform-keeps', [wiki], 'Its host runs nothing else: nobody else lacks the processes.');
      new Service(pages, 'web', { image: 'example.org/wiki:1.0', env: { MOTTO: motto } });
    `,
    sources: ['docs/extending/languages.md'],
  },
};
