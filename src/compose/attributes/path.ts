import type { Text } from '../text.ts';
import { literal } from '../text.ts';

/** A path of a container as Compose compares it: without `.`, `..`, doubled and trailing slashes. One with a variable stays. */
export function cleanPath(path: Text): Text {
  const plain = literal(path);
  return plain === undefined || plain === '' ? path : [clean(plain)];
}

/** The same of a path that is known. */
export function clean(plain: string): string {
  const rooted = plain.startsWith('/');
  const kept: string[] = [];
  for (const piece of plain.split('/')) {
    if (piece === '' || piece === '.') continue;
    if (piece !== '..') kept.push(piece);
    else if (kept.length > 0 && kept.at(-1) !== '..') kept.pop();
    else if (!rooted) kept.push('..');
  }
  return `${rooted ? '/' : ''}${kept.join('/')}` || '.';
}
