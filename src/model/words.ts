/** A language that the runbook can be written in. */
export type Language = 'en' | 'id';

/** A sentence for the operator, in every language of the runbook. */
export type Words = Readonly<Record<Language, string>>;

/**
 * A sentence for the operator: one string for every language, or one for each.
 * @form text, or { en: '…', id: '…' }
 * @example '…'
 */
export type Sentence = string | Words;

/** A sentence in one language. */
export function said(sentence: Sentence, language: Language): string {
  return typeof sentence === 'string' ? sentence : sentence[language];
}
