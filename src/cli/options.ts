interface OptionFacts {
  /** What its value is called in the help, and what a shell completes; an option without one is said or not. */
  readonly value?: 'FILE' | 'FOLDER' | 'NAME' | 'REVISION' | 'VERSION';
  /** All values that it can have, the default first. */
  readonly words?: readonly string[];
  /** What holds when nobody says it. */
  readonly otherwise?: string;
  readonly short?: string;
  /** What it says, after the commands that take it. */
  readonly says: string;
  /** What somebody may have meant who says it to a command that does not take it. */
  readonly meaning?: string;
  /** Every command takes it. */
  readonly everywhere?: true;
}

/** Every option of every command: the parser, the help and the types are made of this table. */
export const options = {
  app: {
    value: 'FILE',
    otherwise: 'stacks/index.ts',
    says: 'the file whose default export is the App',
  },
  out: { value: 'FOLDER', otherwise: 'out', says: 'the output folder' },
  format: {
    value: 'NAME',
    words: ['text', 'json', 'github', 'sarif', 'junit', 'markdown'],
    says: 'findings as text, json, github (annotations), sarif, junit or markdown, on standard output; what else there is to say then goes to standard error',
    meaning: 'json',
  },
  failOn: {
    value: 'NAME',
    words: ['error', 'warn'],
    says: 'the least severe finding that fails, error or warn',
  },
  base: {
    value: 'REVISION',
    otherwise: 'HEAD',
    says: 'what runs now: a revision of the output folder in git, or a folder like it',
  },
  compose: {
    value: 'VERSION',
    otherwise: '',
    says: 'the version of Compose on the hosts, 2.40, or from which to which they go, 2.40:5.6; else each that they may have',
  },
  live: {
    value: 'FILE',
    otherwise: '',
    says: 'what runs on a host, as scripts/plan --json wrote it there; only the stack of that host is planned',
  },
  accept: {
    value: 'NAME',
    otherwise: '',
    says: 'data that may be lost, by the names that the plan says, with commas between: data:uploads',
  },
  template: {
    value: 'NAME',
    words: ['web', 'empty', 'posthog'],
    says: 'what the project begins with, web, empty or posthog',
  },
  yes: { short: 'y', says: 'remove more files than stay, without a question' },
  watch: {
    short: 'w',
    says: 'do it again after each change of the entry file, of what it imports, or of its folder',
  },
  check: { says: 'write nothing; say what would be written, and exit with 1 if anything would' },
  fix: { says: 'make the edits that mend findings, in the source, where each has one place' },
  dryRun: { says: 'beside --fix, write nothing; print how the source would differ' },
  json: { says: 'for a program', meaning: 'format' },
  debug: { says: 'show the trace of an error (so does STOWAGE_DEBUG=1)', everywhere: true },
  help: { short: 'h', says: 'this text', everywhere: true },
  version: { short: 'V', says: 'the version', everywhere: true },
} as const satisfies Readonly<Record<string, OptionFacts>>;

export type OptionName = keyof typeof options;

type ValueOf<Facts> = Facts extends { readonly words: readonly (infer Word)[] }
  ? Word
  : Facts extends { readonly value: string }
    ? string
    : boolean;

/** What was said, or holds otherwise. A path is as it was typed. */
export type Options = { readonly [Name in OptionName]: ValueOf<(typeof options)[Name]> };

/** How findings are written. */
export type Format = Options['format'];

export const optionNames = Object.keys(options) as readonly OptionName[]; // what Object.keys gives has no narrower type

/** The table without its literal types. */
export function facts(name: OptionName): OptionFacts {
  return options[name];
}

/** As it is typed: `--fail-on`. */
export function flag(name: string): string {
  return `--${name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
}
