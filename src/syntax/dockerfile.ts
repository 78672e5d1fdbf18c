import { Unspellable } from '../model/unspellable.ts';

/**
 * One word of a Dockerfile's instruction: an image, a path.
 * @throws Unspellable for what would end the word or be replaced in it
 * @see https://docs.docker.com/reference/dockerfile/
 */
export function dockerWord(value: string): string {
  if (/^[\w@:./+-]+$/.test(value) && !value.startsWith('-')) return value;
  throw new Unspellable(value, 'cannot stand in a Dockerfile as one word');
}
