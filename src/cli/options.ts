import { parseArgs } from 'node:util';
import { StowageError } from '../model/error.ts';

export const commands = ['synth', 'check', 'list'] as const;

export interface Options {
  readonly command: (typeof commands)[number] | 'help' | 'version';
  /** The author's entry file. */
  readonly app: string;
  /** The output folder, as it was typed. */
  readonly out: string;
  readonly json: boolean;
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
  if (rest.length > 0) throw usage(`"${rest.join(' ')}" is one word too many`);
  for (const name of ['app', 'out'] as const) if (values[name] === '') throw usage(`--${name} is empty`);
  return { ...common(values), command };
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
  return { app, out, json, debug };
}

function usage(message: string): StowageError {
  return new StowageError('usage', message, 'see stowage --help');
}
