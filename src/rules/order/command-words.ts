import { droppedIn, inQuotes, wordsIn } from '../../compose/command-line.ts';
import { envNames } from '../../graph/texts.ts';
import { writtenIn } from '../../lower/written.ts';
import { lookInEach } from '../../model/each-service.ts';
import type { Edit } from '../../model/edit.ts';
import type { Complaint, Rule } from '../../model/finding.ts';
import type { ServiceModel } from '../../model/service.ts';
import type { Argv } from '../facts/argv.ts';
import { argvsOf, evaluates, expandsItself, isShell, scriptIn } from '../facts/argv.ts';
import { wrongTest } from '../facts/test-words.ts';
import { enumerated } from '../facts/wording.ts';

/** What is started is a list of words, and no shell reads them. */
export const commandWords: Rule = {
  id: 'command-words',
  severity: 'error',
  summary: 'A command is a list of words, and only a shell is given what a shell reads.',
  check: lookInEach((stack) => ({
    in: (service) => {
      const test = wrongTest(service);
      const found = argvsOf(service).flatMap((argv) => wrongIn(service, argv));
      if (test === undefined) return found;
      return [...found, { path: service.path, message: `"${service.id}" has ${test.what}`, fix: test.fix }];
    },
    told: (found) => [
      ...found,
      ...writtenIn(stack).flatMap(({ path, who, leaves }) =>
        leaves.flatMap(({ keys, key, value }) => {
          // One string: Compose takes its words apart as a shell does, and stops there.
          const rest = isLine(keys, key) ? droppedIn(value) : undefined;
          if (rest === undefined) return [];
          return [
            {
              path,
              message: `${who} has ${inQuotes(rest.trim())} in ${keys.join('.')}, which only a shell reads: Compose drops it without a word, and what stands before it runs alone`,
              fix: `let a shell read it: ${key}: ['sh', '-c', ${inQuotes(value)}]`,
            },
          ];
        }),
      ),
    ],
  })),
  about: {
    why: 'The engine starts a program with the words of a list, and no shell is asked. A whole line as one word is the name of a program that no image has; an operator such as `&&` or a name such as `$PORT` is an argument, which the program takes for a file or refuses. The container ends at once, or runs half of what was meant. Of a raw text Compose drops what stands after an operator.',
    wrong: `
      new Service(phase, 'web', { image: 'example.org/shop:1.0.0', command: ['migrate', '&&', 'serve'] });
    `,
    right: `
      new Service(phase, 'web', { image: 'example.org/shop:1.0.0', command: ['sh', '-c', 'migrate && exec serve'] });
    `,
    edits: 'It makes a word of each of a line that was written as one, where a shell has nothing to do.',
    sources: [
      'https://docs.docker.com/reference/dockerfile/#shell-and-exec-form',
      'https://docs.docker.com/reference/compose-file/services/#command',
    ],
  },
};

function isLine(keys: readonly string[], key: string): boolean {
  return (key === 'command' || key === 'entrypoint') && keys.at(-1) === key;
}

/** One finding for a list, of what is worst in it. */
function wrongIn(service: ServiceModel, argv: Argv): readonly Complaint[] {
  const all = [...argv.before, ...argv.words];
  // Nearly all words are plain.
  if (!all.some((word) => notable.test(word))) return [];
  const script = scriptIn(all);
  const found =
    script === undefined
      ? (assignment(argv) ??
        line(argv) ??
        withoutScript(argv) ??
        options(service, argv) ??
        operators(argv) ??
        builtin(argv) ??
        names(service, argv))
      : afterScript(argv, all.slice(script.at), script.plain);
  if (found === undefined) return [];
  const [what, fix, edit] = found;
  return [{ path: service.path, message: `"${service.id}" has ${what}`, fix, ...(edit && { edit }) }];
}

/** What only a shell reads, and what may be one. */
const notable =
  /[\s$`&|;<>]|^~\/|^[A-Z_][A-Z0-9_]*=|(?:^|\/)(?:\w*sh|su|runuser|powershell|script|flock)$|^(?:\.|cd|source|export|exec|eval|set|unset|alias|trap|umask|ulimit|declare|shopt)$/;

type Found = readonly [what: string, fix: string, edit?: Edit | undefined] | undefined;

/** `A=1 serve`: a shell takes what stands before the program for its variables. */
function assignment({ where, words, before, shell }: Argv): Found {
  const assigned = /^(?:[A-Z_][A-Z0-9_]*=\S*\s+)*[A-Z_][A-Z0-9_]*=\S*/.exec(words[0] ?? '')?.[0] ?? '';
  const program = [(words[0] ?? '').slice(assigned.length).trim(), ...words.slice(1)].find(
    (word) => word !== '' && !/^[A-Z_][A-Z0-9_]*=/.test(word),
  );
  if (before.length > 0 || assigned === '' || program === undefined || !/^[\w./]/.test(program))
    return undefined;
  return [
    `${inQuotes(assigned)} before the program in ${where}, and no shell reads it: no image has a program of that name`,
    `write it in env, and leave it out here; or let a shell read the line: ${shell(words.join(' '))}`,
  ];
}

/** A whole line as the name of a program. */
function line({ where, words, before, starts, list, shell }: Argv): Found {
  const [first = '', ...others] = words;
  if (before.length > 0) return undefined;
  const isCommandLine = /^(?:[./]*[A-Za-z0-9_][\w./-]*)[ \t]+\S/.test(first) && !first.includes('\n');
  if (!isCommandLine || (others.length > 0 && !starts)) return undefined;
  // With others after it it may be an argument of what the image starts.
  const split = wordsIn(first);
  const operator = droppedIn(first) !== undefined || /\$[({A-Z]/.test(first);
  const what = `${inQuotes(first)} as one word of ${where}: no shell takes it apart, and no image has a program of that name`;
  if (operator || 'message' in split)
    return [what, `let a shell read it: ${shell([first, ...others].join(' '))}`];
  const mend = `write a word each: ${list([...split, ...others].map(inQuotes).join(', '))}`;
  return [what, mend, { kind: 'words', words, by: split }];
}

/** `--port 8080` as one word, of what is known. Who is told to append to a file by an option takes it for a line of its configuration. What stands behind an option may be the line of another program. */
function options({ known }: ServiceModel, { where, words, before, list }: Argv): Found {
  if (known === undefined || known.traits?.appends !== undefined) return undefined;
  const own = (word: string, i: number) =>
    /^--[A-Za-z][\w.-]*[ \t]+[^\s=]/.test(word) &&
    !/^-[^=]*$/.test([...before, ...words][before.length + i - 1] ?? '');
  const at = words.findIndex(own);
  const split = wordsIn(words[at] ?? '');
  if (at < 0 || 'message' in split) return undefined;
  const whole = [...words.slice(0, at), ...split, ...words.slice(at + 1)];
  const isClear = words.filter(own).length === 1 && split.length === 2;
  return [
    `${inQuotes(words[at] ?? '')} as one word of ${where}: no shell takes it apart, and the program knows no option of that name`,
    `write a word each: ${list(whole.map(inQuotes).join(', '))}`,
    isClear ? { kind: 'words', words, by: split, at } : undefined,
  ];
}

/** `sh -c` and nothing that it could read. */
function withoutScript({ where, words, before, shell }: Argv): Found {
  const all = [...before, ...words];
  const last = words.at(-1) ?? '';
  const wants = where !== 'its entrypoint' && /^-[a-z]{0,3}c$/.test(last) && isShell(all.at(-2) ?? '');
  return wants
    ? [
        `${inQuotes(last)} at the end of ${where}, and no script after it: the shell says so, and ends`,
        `say what it is to run: ${shell('…')}`,
      ]
    : undefined;
}

/** `&&` and its like, each a word of its own. */
function operators({ where, words, before, shell }: Argv): Found {
  const program = before[0] ?? words[0] ?? '';
  const hard = words.filter((word) => word === '&&' || word === '||');
  const soft =
    expandsItself([program]) || evaluates([program, ...words])
      ? []
      : words.filter((word, i) => {
          const option = words[i - 1]?.startsWith('-') === true;
          return /^(?:[|;&]|\d?>{1,2}|<|>&\d|\d>&\d)$|^(?:&|\d)?>{1,2}\/\S*$/.test(word) && !option;
        });
  const first = /^[\w./-]+;$/.test(words[0] ?? '') && words.length > 1 ? words.slice(0, 1) : [];
  const all = words.filter((word) => [...hard, ...soft, ...first].includes(word));
  if (all.length === 0) return undefined;
  return [
    `${enumerated(all.map(inQuotes))} as ${all.length > 1 ? 'words' : 'a word'} of ${where}, and no shell reads it: ${inQuotes(program)} gets what follows as arguments`,
    `let a shell read the line: ${shell(words.join(' '))}`,
  ];
}

/** What a shell does itself, and no program could do for the next one. Behind an image's own entrypoint such a word may be an argument. */
function builtin({ where, words, before, starts, shell, list }: Argv): Found {
  const [first = '', next = ''] = words;
  if (before.length > 0 || !builtins.test(first)) return undefined;
  if (!starts && !(/^(?:\.|cd|source)$/.test(first) ? /^[./~]/ : /^[A-Za-z_]\w*=/).test(next))
    return undefined;
  return [
    `${inQuotes(first)} in the place of the program of ${where}: only a shell knows it, and no shell reads it`,
    first === 'exec'
      ? `leave it out: ${list(words.slice(1).map(inQuotes).join(', '))}`
      : `let a shell read it, and the program behind it: ${shell(`${words.join(' ')} && …`)}`,
  ];
}

const builtins = /^(?:\.|cd|source|export|exec|eval|set|unset|alias|trap|umask|ulimit|declare|shopt)$/;

/** `$PORT`, `$(date)`, backquotes and `~`, where nobody replaces them. */
function names(service: ServiceModel, { where, words, before, shell }: Argv): Found {
  const all = [...before, ...words];
  if (!words.some((word) => /[$`]|^~\//.test(word)) || expandsItself(all) || evaluates(all)) return undefined;
  const env = envNames(service);
  const java = all.some((word) => /(?:^|\/)java$|\.jar$|^-D|^--spring\./.test(word));
  const found = words.filter((word) => isShellWord(word, env, java));
  if (found.length === 0) return undefined;
  return [
    `${enumerated(found.map(inQuotes))} in ${where}, and no shell reads it: the program gets these characters`,
    `let a shell read the line: ${shell(words.map(inDoubleQuotes).join(' '))}`,
  ];
}

function isShellWord(word: string, env: ReadonlySet<string>, java: boolean): boolean {
  if (/^~\/\S+$/.test(word)) return true;
  if (/^[^\s$`]*\$\([a-z][\w-]*(?:\s[^()]*)?\)[^\s$`]*$/.test(word)) return true;
  if (/^(?:--?[\w.-]+=)?`[a-z][^`]*`$/.test(word)) return true;
  // Java and what is written in it replace names in braces themselves.
  const [, braced, plain] =
    /^(?:--?[\w.-]+=)?"?\$(?:\{([A-Z][A-Z0-9_]*)(?::?[-?+][^{}]*)?\}|([A-Z][A-Z0-9_]*))"?$/.exec(word) ?? [];
  if (plain !== undefined || (braced !== undefined && !java)) return true;
  if (/\s/.test(word)) return false;
  const named = [...word.matchAll(/\$(?:\{([A-Z][A-Z0-9_]*)\}|([A-Z][A-Z0-9_]*))/g)];
  return named.some(([, inBraces, alone]) =>
    inBraces !== undefined && java ? false : env.has(inBraces ?? alone ?? ''),
  );
}

function inDoubleQuotes(word: string): string {
  return /^(?:~\/)?[\w@%+=:,./-]+$/.test(word) ? word : `"${word.replaceAll('"', '\\"')}"`;
}

/** A shell takes one word for its script: what follows are the arguments of it. */
function afterScript(
  { where, shell }: Argv,
  [script = '', ...others]: readonly string[],
  plain: boolean,
): Found {
  if (/\$(?:[@*\d]|\{[@*\d])/.test(script)) return undefined;
  const operator = others.some((word) => /^(?:&&|\|\||[|;])$/.test(word));
  const cut = plain && /^[\w./-]+$/.test(script) && others.some((word) => !/^(?:_|--|\S*sh)$/.test(word));
  if (!operator && !cut) return undefined;
  return [
    `${enumerated(others.map(inQuotes))} after the script of a shell in ${where}: the shell runs ${inQuotes(script)} alone`,
    `write it as one word: ${shell([script, ...others].join(' '))}`,
  ];
}
