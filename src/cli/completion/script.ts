import { readFileSync } from 'node:fs';
import { shellWord } from '../../syntax/shell.ts';
import type { Typed, TypedOption } from './typed.ts';

/** How one shell is told what can be typed. */
export interface Shell {
  /** Where the script is kept, and what makes the shell read it: lines to copy. */
  readonly install: readonly string[];
  script(typed: Typed): string;
}

/** Its first lines, which say what it is and how to have it read. */
export function heading(name: string, install: readonly string[]): string {
  return [
    `Completes "stowage" and "npx stowage" in ${name}. Generated: make it anew after an upgrade. To have it in every shell:`,
    ...install.map((line) => `  ${line}`),
  ]
    .map((line) => `# ${line}\n`)
    .join('');
}

/** What is the same whatever can be typed; it lies beside this file. */
export function part(file: string): string {
  return readFileSync(new URL(file, import.meta.url), 'utf8');
}

/** How a shell of the family writes what its functions ask for. */
export interface Spelling {
  readonly file: string;
  readonly folder: string;
  words(words: readonly string[]): string;
  /** What may follow the command, or what may stand before there is one. */
  command(one: Following): string;
}

export interface Following {
  readonly name: string;
  readonly commands: Typed['commands'];
  readonly words: readonly string[];
  readonly options: readonly TypedOption[];
}

/** The three functions that bash and zsh ask: whether an option has a value, which, and what a command takes. */
export function functions({ commands, options }: Typed, spelling: Spelling): string {
  const valued = options.filter(({ value }) => value !== undefined);
  const begun = [
    { name: '', commands, words: [], options },
    ...commands.map(({ name, words }) => ({
      ...{ name, words, commands: [] },
      options: options.filter(({ of }) => of.includes(name)),
    })),
  ];
  return `_stowage_valued() {
  case $1 in
    ${valued.map(({ flag }) => flag).join(' | ')}) ;;
    *) return 1 ;;
  esac
}

_stowage_value() {
  case $1 in
${valued.map(({ flag, value }) => `    ${flag}) ${wordsOf(value, spelling)} ;;\n`).join('')}  esac
}

_stowage_command() {
  case $1 in
${begun.map((one) => `    ${one.name === '' ? "''" : shellWord(one.name)}) ${spelling.command(one)} ;;\n`).join('')}  esac
}
`;
}

function wordsOf(value: TypedOption['value'], { file, folder, words }: Spelling): string {
  if (value === 'file') return file;
  return value === 'folder' ? folder : words(value ?? []);
}
