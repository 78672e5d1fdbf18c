import { parseArgs } from 'node:util';
import { StowageError } from '../model/error.ts';

export const commands = ['synth', 'check', 'lint', 'rules', 'list'] as const;
/** How findings are written. */
export const formats = ['text', 'json', 'github', 'sarif', 'junit'] as const;
export type Format = (typeof formats)[number];
/** The least severe finding that fails a run. */
const severities = ['error', 'warn'] as const;
export type FailOn = (typeof severities)[number];

export interface Options {
  readonly command: (typeof commands)[number] | 'help' | 'version';
  /** The author's entry file. */
  readonly app: string;
  /** The output folder, as it was typed. */
  readonly out: string;
  readonly json: boolean;
  readonly format: Format;
  readonly failOn: FailOn;
  /** rules: the one that is asked about. */
  readonly rule: string | undefined;
  /** Show the traces that are of no use to an author. */
  readonly debug: boolean;
}

/** @throws StowageError `usage` */
export function options(argv: readonly string[]): Options {
  const { values, positionals } = parsed(argv);
  const [word, ...rest] = positionals;
  const command = commands.find((candidate) => candidate === word);
  if (values.version) return { ...common(values), command: 'version' };
  if (values.help || word === 'help') return { ...common(values), command: 'help' };
  if (word === undefined) throw usage('there is no command');
  if (command === undefined) throw usage(`"${word}" is not a command`);
  const [rule, ...others] = command === 'rules' ? rest : [undefined, ...rest];
  if (others.length > 0) throw usage(`"${others.join(' ')}" is one word too many`);
  for (const name of ['app', 'out'] as const) if (values[name] === '') throw usage(`--${name} is empty`);
  return { ...common(values), command, rule };
}

function parsed(argv: readonly string[]) {
  try {
    return parseArgs({
      args: [...argv],
      allowPositionals: true,
      options: {
        app: { type: 'string' },
        out: { type: 'string' },
        json: { type: 'boolean' },
        format: { type: 'string' },
        'fail-on': { type: 'string' },
        debug: { type: 'boolean' },
        help: { type: 'boolean', short: 'h' },
        version: { type: 'boolean', short: 'V' },
      },
    });
  } catch (error) {
    const [message = ''] = String(error instanceof Error ? error.message : error).split('. ');
    throw usage(message.charAt(0).toLowerCase() + message.slice(1));
  }
}

function common(values: ReturnType<typeof parsed>['values']): Omit<Options, 'command'> {
  const { app = 'stacks/index.ts', out = 'out', json = false, debug = false } = values;
  const format = oneOf('format', formats, values.format);
  const failOn = oneOf('fail-on', severities, values['fail-on']);
  return { app, out, json, format, failOn, rule: undefined, debug };
}

/** The first word is the default. */
function oneOf<const Word extends string>(
  option: string,
  words: readonly [Word, ...Word[]],
  given: string | undefined,
): Word {
  const word = given === undefined ? words[0] : words.find((candidate) => candidate === given);
  if (word === undefined) throw usage(`--${option} is "${given}", and must be one of ${words.join(', ')}`);
  return word;
}

function usage(message: string): StowageError {
  return new StowageError('usage', message, 'see stowage --help');
}
