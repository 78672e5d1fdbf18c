import type { Words } from '../../src/model/words.ts';

/**
 * A sentence for the operator: one string for every language, or one for each.
 * @form text, or { en: '…', id: '…' }
 * @example '…'
 */
export type Sentence = string | Words;

/** The sentence in every language. */
export function inAllLanguages(sentence: Sentence): Words {
  return typeof sentence === 'string' ? { en: sentence, id: sentence } : sentence;
}
