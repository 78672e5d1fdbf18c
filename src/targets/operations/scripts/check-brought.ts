import type { Artifact } from '../../../model/artifact.ts';
import { StowageError } from '../../../model/error.ts';
import type { StackModel } from '../../../model/stack.ts';
import { broughtOf } from './brought.ts';

/**
 * Nothing, when what products bring can stand in one shell with our scripts and with each other: bash keeps of two functions the one that it
 * reads last, and a backup would call that of somebody else.
 * @param made every file of the stack
 * @throws StowageError `shell-file-twice`, `function-twice` at the construct that brings the text
 */
export function checkBrought(stack: StackModel, made: readonly Artifact[]): void {
  const brought = new Map(broughtOf(stack).map((one) => [`scripts/${one.file}`, one]));
  const files = new Map<string, string>();
  for (const { path, content } of made) {
    const owner = brought.get(path)?.path;
    if (owner !== undefined && files.has(path)) throw fileTwice(owner, path);
    files.set(path, content);
  }
  const taken = new Map<string, string>();
  for (const path of readBesides(files)) {
    if (brought.has(path)) continue;
    for (const name of functionsIn(files.get(path) ?? '')) taken.set(name, path);
  }
  for (const [file, { path, text }] of brought)
    for (const name of functionsIn(text)) {
      const other = taken.get(name);
      if (other !== undefined && other !== file) throw functionTwice(path, name, file, other);
      taken.set(name, file);
    }
}

function fileTwice(at: string, path: string): StowageError {
  return new StowageError(
    'shell-file-twice',
    `"${at}" brings ${path}, and we write a file of that name ourselves`,
    'give it another name',
    { at },
  );
}

function functionTwice(at: string, name: string, file: string, other: string): StowageError {
  return new StowageError(
    'function-twice',
    `${file} of "${at}" defines the function ${name}, and so does ${other}: one shell reads both, and keeps the last`,
    'give it a name of its own',
    { at },
  );
}

/** The programs that call what products bring, and all that these source. */
function readBesides(files: ReadonlyMap<string, string>): ReadonlySet<string> {
  const read = new Set<string>();
  const add = (path: string) => {
    const text = files.get(path);
    if (text === undefined || read.has(path)) return;
    read.add(path);
    for (const [, file] of text.matchAll(/\. (?:scripts|"\$\(dirname -- "\$0"\))\/([\w-]+\.sh)/g))
      add(`scripts/${file}`);
  };
  for (const [path, text] of files)
    if (
      path.startsWith('scripts/') &&
      (/^ *each_(store|takeover) /m.test(text) || text.includes('. scripts/majors.sh'))
    )
      add(path);
  return read;
}

/** The functions that a script defines, from the start of a line. */
function functionsIn(script: string): readonly string[] {
  return [...script.matchAll(/^(?:function +([\w-]+)|([\w-]+) *\(\))/gm)].map(
    ([, worded, bare]) => worded ?? bare ?? '',
  );
}
