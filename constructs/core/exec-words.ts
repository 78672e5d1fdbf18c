import { droppedIn, inQuotes, wordsIn } from '../../src/compose/command-line.ts';
import { StowageError } from '../../src/model/error.ts';

/**
 * Words that are run in a container as they stand, and no shell reads them. Of a service's own command a rule says so; this is one that Compose never sees.
 * @param says the construct that says it
 * @param key the prop: `dump`
 * @throws StowageError `bad-command` for a whole line as one word, and for what only a shell reads
 */
export function checkExec(says: Said, key: string, words: readonly string[] | undefined): void {
  const [program = '', ...others] = words ?? [];
  if (others.length === 0 && /^[./\w-]+[ \t]+\S/.test(program)) {
    const split = wordsIn(program);
    const isPlain = droppedIn(program) === undefined && !/\$[({A-Z]/.test(program) && !('message' in split);
    throw refused(
      says,
      `${key} of "${says.id}" has ${inQuotes(program)} as one word: no shell takes it apart, and no image has a program of that name`,
      `${key}: [${(isPlain ? split : ['sh', '-c', program]).map(inQuotes).join(', ')}]`,
    );
  }
  if (readers.test(program)) return;
  const read = others.find((word) => /^(?:&&|\|\|?|;|\d?>{1,2}|<|\$\{?[A-Z_][A-Z0-9_]*\}?)$/.test(word));
  if (read === undefined) return;
  throw refused(
    says,
    `${key} of "${says.id}" has ${inQuotes(read)}, and no shell reads it: ${inQuotes(program)} gets these characters`,
    `${key}: ['sh', '-c', ${inQuotes([program, ...others].map(inLine).join(' '))}]`,
  );
}

/** Shells, and programs of which such a word is an argument. */
const readers = /(?:^|\/)(?:\w*sh|su|runuser|find|test|expr|eval|xargs|envsubst|\[)$/;

function refused({ path }: Said, message: string, line: string): StowageError {
  return new StowageError('bad-command', message, `write ${line}`, { at: path });
}

interface Said {
  readonly path: string;
  readonly id: string;
}

/** As a shell reads it as one word. */
function inLine(word: string): string {
  return /^(?:[\w@%+=:,./-]+|[&|;<>\d]+)$/.test(word) ? word : `"${word.replaceAll('"', '\\"')}"`;
}
