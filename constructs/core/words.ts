import type { Sentence, Words } from '../../src/model/words.ts';

export type { Sentence };

/** The sentence in every language. */
export function inAllLanguages(sentence: Sentence): Words {
  return typeof sentence === 'string' ? { en: sentence, id: sentence } : sentence;
}
