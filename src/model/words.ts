import { own } from '../compose/own.ts';

/**
 * What a language is called: its code, and a region or a script where that matters.
 * @pattern [a-z]{2,3}(-[A-Za-z0-9]{2,8})*
 * @form the code of a language
 * @example 'de'
 * @see https://www.rfc-editor.org/info/bcp47
 */
export type LanguageId = string;

/** A sentence for the operator, in some languages. Where it lacks one, the English one stands, or else the first. */
export type Words = Readonly<Record<LanguageId, string>>;

/**
 * A sentence for the operator: one string for every language, or one for each.
 * @form text, or { en: '…', id: '…' }
 * @example '…'
 */
export type Sentence = string | Words;

/**
 * A language that the operators' pages are written in, as data: plain texts, so that anybody can bring one. What it lacks stands there in
 * English, and the finding `language-complete` says what that is.
 */
export interface Language {
  /** What `languages` calls it, and the end of `README.<id>.md`. */
  readonly id: LanguageId;
  /**
   * What those who speak it call it, for the link to its page: `Deutsch`.
   * @least 1
   */
  readonly name: string;
  /**
   * What stands before the decimals of a number: `1.5 GB`, `1,5 GB`.
   * @default '.'
   */
  readonly decimal?: '.' | ',';
  /**
   * Sentences of Stowage and of its products, by the English ones: `{ 'Set up': 'Einrichten' }`.
   * @default - none, and they stand there in English
   */
  readonly words?: Readonly<Record<string, string>>;
  /**
   * The chapters of the runbook and the pages of other targets: Handlebars' templates, with the data that the English ones have.
   * @default - none, and they stand there in English
   */
  readonly templates?: Partial<Record<LanguageTemplate, string>>;
}

/** A template that a language has: the opening of the runbook, its chapters in order, and the page of the Terraform folder. */
export type LanguageTemplate =
  | 'opening'
  | 'stack'
  | 'directories'
  | 'environments'
  | 'deploy'
  | 'services'
  | 'volumes'
  | 'networks'
  | 'variables'
  | 'security'
  | 'backup'
  | 'ci'
  | 'upgrade'
  | 'adoption'
  | 'monitoring'
  | 'troubleshooting'
  | 'commands'
  | 'terraform';

export const english: Language = { id: 'en', name: 'English' };
const indonesian: Language = { id: 'id', name: 'Bahasa Indonesia', decimal: ',' };

/** Those that Stowage speaks: all of their words and templates are its own. */
export const ourLanguages: readonly [Language, Language] = [english, indonesian];

/** Whether Stowage speaks it, by its name: another copy of Stowage may have made it. */
export function isOurLanguage({ id }: Language): boolean {
  return ourLanguages.some((one) => one.id === id);
}

/** A sentence in one language. */
export function said(sentence: Sentence, language: Language): string {
  if (typeof sentence === 'string') return sentence;
  return exactly(sentence, language) ?? englishOf(sentence) ?? Object.values(sentence)[0] ?? '';
}

/** Whether there is such a sentence in this language, so that none of another stands there. */
export function isSaid(sentence: Sentence, language: Language): boolean {
  return typeof sentence === 'string' || exactly(sentence, language) !== undefined;
}

function exactly(sentence: Words, { id, words = {} }: Language): string | undefined {
  const key = englishOf(sentence);
  return own(sentence, id) ?? (key === undefined ? undefined : own(words, key));
}

function englishOf(sentence: Words): string | undefined {
  return own(sentence, english.id);
}
