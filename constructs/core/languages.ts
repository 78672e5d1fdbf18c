import { StowageError } from '../../src/model/error.ts';
import type { Language, LanguageId } from '../../src/model/words.ts';
import { isOurLanguage, ourLanguages } from '../../src/model/words.ts';

/** The languages of a system, the first one first. */
export type Languages = readonly [Language, ...Language[]];

/**
 * The languages that are meant, by their names or as data.
 * @param brought beside ours, what a name may mean
 * @param who says so
 * @throws StowageError `unknown-language` for a name that means none, `language-twice` when one is named twice, or is one of ours
 */
export function languagesOf(
  meant: readonly (LanguageId | Language)[],
  brought: readonly Language[],
  who: string,
): Languages {
  const known = [...ourLanguages, ...brought.filter((one) => !isOurLanguage(one))];
  const [first, ...others] = meant.map((one) => (typeof one === 'string' ? byName(one, known, who) : one));
  if (first === undefined) throw new Error(`the languages of ${who} are none`); // its check was asked before
  const all: Languages = [first, ...others];
  const ids = all.map(({ id }) => id.toLowerCase()); // a disk may take README.pt-BR.md for README.pt-br.md
  const twice = ids.find((id, i) => ids.indexOf(id) !== i);
  if (twice !== undefined)
    throw new StowageError(
      'language-twice',
      `${who} names the language "${twice}" twice`,
      'name each language once',
    );
  const taken = all.find((one) => !known.includes(one) && isOurLanguage(one));
  if (taken === undefined) return all;
  throw new StowageError(
    'language-twice',
    `${who} brings a language "${taken.id}", and Stowage has one, too`,
    `write '${taken.id}' for that of Stowage, or give yours another name, for example ${taken.id}-team`,
  );
}

function byName(id: LanguageId, known: readonly Language[], who: string): Language {
  const found = known.find((one) => one.id === id);
  if (found !== undefined) return found;
  const ids = known.map((one) => one.id);
  throw new StowageError(
    'unknown-language',
    `${who} is in the language "${id}", and there are ${ids.join(', ')}`,
    `take one of them, or bring it: new App({ languages: [{ id: '${id}', name: '…' }] })`,
  );
}
