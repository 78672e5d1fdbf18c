import { own } from '../compose/own.ts';
import { isStowageError, StowageError } from '../model/error.ts';
import type { Complaint } from '../model/finding.ts';
import type { StackModel } from '../model/stack.ts';
import { isUnspellable } from '../model/unspellable.ts';
import { worded } from '../model/worded.ts';
import type { Language, LanguageId, LanguageTemplate, Sentence } from '../model/words.ts';
import { english, isOurLanguage, isSaid, said } from '../model/words.ts';
import type { Template } from './templates.ts';
import { templatesOf } from './templates.ts';

/** Where a language's templates are looked for. */
export interface Shelf {
  /** Templates of the target. */
  readonly template: Template;
  /** Escapes of formats that no other target writes. */
  readonly escapes?: Readonly<Record<string, (value: string) => string>>;
}

/**
 * A template in a language: the target's own, the one that was brought, or else the English one.
 * @param file the target's own template in a language
 * @throws StowageError `bad-template` when it is made, for one that was brought and cannot be read, or asks for what there is not
 */
export function spoken(
  { template, escapes = {} }: Shelf,
  language: Language,
  name: LanguageTemplate,
  file: (language: LanguageId) => string,
): (view: object) => string {
  if (isOurLanguage(language)) return template(file(language.id));
  const text = own(language.templates ?? {}, name);
  if (text === undefined) return template(file(english.id));
  const found = (part: string) => {
    if (part === name) return text;
    throw badTemplate(
      language,
      name,
      `takes in "${part}", and there are no parts`,
      'write out what stands there',
    );
  };
  const render = templatesOf(found, escapes)<object>(name);
  return (view) => {
    try {
      return render(view);
    } catch (error) {
      if (isStowageError(error) || isUnspellable(error)) throw error;
      const mend = 'compare it with the English one: it has the same data';
      throw badTemplate(language, name, `cannot be filled in: ${worded(error)}`, mend);
    }
  };
}

/** What is wrong with a template of a language that somebody brought. */
export function badTemplate(
  { id }: Language,
  name: LanguageTemplate,
  what: string,
  mend: string,
): StowageError {
  return new StowageError('bad-template', `the template "${name}" of the language "${id}" ${what}`, mend);
}

/** What a stack's pages lack in a language, so that English stands there: one complaint, with all of it. */
export function lacking(
  { name, path }: StackModel,
  language: Language,
  templates: readonly LanguageTemplate[],
  sentences: readonly Sentence[],
): readonly Complaint[] {
  const { id } = language;
  const has = (one: LanguageTemplate) =>
    isOurLanguage(language) || own(language.templates ?? {}, one) !== undefined;
  const pages = templates.filter((one) => !has(one)).map((one) => `the template ${one}`);
  const unsaid = sentences.filter((one) => !isSaid(one, language)).map((one) => said(one, language));
  const words = [...new Set(unsaid)].map((one) => JSON.stringify(one));
  if (pages.length + words.length === 0) return [];
  const instead = id === english.id ? 'another language' : 'English';
  return [
    {
      path,
      message: [
        `the pages of "${name}" lack in "${id}" what stands there in ${instead}:`,
        ...pages,
        ...words,
      ].join('\n'),
      fix: isOurLanguage(language)
        ? `say each sentence in it, too: { en: '…', ${id}: '…' }`
        : `give the language these templates and words, or say the stack's own sentences in it: { en: '…', ${id}: '…' }`,
    },
  ];
}
