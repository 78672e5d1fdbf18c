import { parseArgs } from 'node:util';
import { own } from '../compose/own.ts';
import { StowageError } from '../model/error.ts';
import { nearest } from '../model/nearest.ts';
import type { Command } from './commands/command.ts';
import { commands } from './commands/index.ts';
import type { OptionName, Options } from './options.ts';
import { facts, flag, optionNames } from './options.ts';

/** What was typed, understood. */
export interface Request {
  readonly asks: Command | 'help' | 'version';
  readonly given: Options;
  /** rules: the one that is asked about. */
  readonly word: string | undefined;
}

/** @throws StowageError `usage`, with the nearest command or option */
export function understood(argv: readonly string[]): Request {
  const { values, positionals } = parsed(argv);
  const [name, word, ...others] = positionals;
  if (values.version) return { asks: 'version', given: given(values), word: undefined };
  if (values.help || name === 'help') return { asks: 'help', given: given(values), word: undefined };
  if (name === undefined) throw usage('there is no command');
  const command = commands.find((candidate) => candidate.name === name);
  if (command === undefined) throw unknownCommand(name);
  const spare = command.word === undefined ? positionals.slice(1) : others;
  if (spare.length > 0) throw usage(`"${spare.join(' ')}" is one word too many`);
  for (const option of optionNames)
    if (own(values, flag(option).slice(2)) !== undefined && !takes(command, option))
      throw untaken(command, option);
  return { asks: command, given: given(values), word };
}

type Values = Readonly<Record<string, string | boolean | undefined>>;

function parsed(argv: readonly string[]): {
  readonly values: Values;
  readonly positionals: readonly string[];
} {
  const known = Object.fromEntries(
    optionNames.map((name) => {
      const { value, short } = facts(name);
      const type = value === undefined ? ('boolean' as const) : ('string' as const);
      return [flag(name).slice(2), short === undefined ? { type } : { type, short }];
    }),
  );
  try {
    const { values, positionals } = parseArgs({ args: [...argv], allowPositionals: true, options: known });
    return { values: values as Values, positionals }; // none of ours may be said more than once
  } catch (error) {
    const [message = ''] = String(error instanceof Error ? error.message : error).split(/\.\s/);
    throw usage(message.charAt(0).toLowerCase() + message.slice(1), mendOf(message, argv));
  }
}

function given(values: Values): Options {
  const pairs = optionNames.map((name) => [name, chosen(name, own(values, flag(name).slice(2)))]);
  return Object.fromEntries(pairs) as Options; // the table is where both come from
}

function chosen(name: OptionName, said: string | boolean | undefined): string | boolean {
  const { value, words, otherwise } = facts(name);
  if (value === undefined) return said ?? false;
  if (said === '') throw usage(`${flag(name)} is empty`, `write ${flag(name)} ${value}`);
  const word = String(said ?? words?.[0] ?? otherwise);
  if (words === undefined || words.includes(word)) return word;
  const near = nearest(word, words).map((one) => `${flag(name)} ${one}`);
  throw usage(`${flag(name)} is "${word}", and must be one of ${words.join(', ')}`, write(near));
}

function takes({ takes: taken }: Command, option: OptionName): boolean {
  return taken.includes(option) || facts(option).everywhere === true;
}

function unknownCommand(name: string): StowageError {
  const near = nearest(name, [...commands.map((command) => command.name), 'help']);
  return usage(`"${name}" is not a command`, write(near.map((one) => `stowage ${one}`)));
}

function untaken(command: Command, option: OptionName): StowageError {
  const meant = command.takes.find((one) => one === facts(option).meaning);
  const others = commands.filter(({ takes: taken }) => taken.includes(option)).map(({ name }) => name);
  return usage(
    `${command.name} takes no ${flag(option)}`,
    meant === undefined
      ? `leave it out: it is for ${others.join(', ')}`
      : `write ${flag(meant)}${facts(meant).value === undefined ? '' : ` ${option}`}`,
  );
}

/** What Node's complaint about an option asks for. */
function mendOf(message: string, argv: readonly string[]): string | undefined {
  const [said = ''] = /--[\w-]+|-\w/.exec(message) ?? [];
  const option = optionNames.find((name) => flag(name) === said);
  if (option !== undefined) return write([[said, facts(option).value ?? ''].join(' ').trim()]);
  const command = commands.find(({ name }) => argv.includes(name));
  const taken = optionNames.filter((name) => command === undefined || takes(command, name));
  return write(nearest(said, taken.map(flag)));
}

function write(wordings: readonly string[]): string | undefined {
  return wordings.length === 0 ? undefined : `write ${wordings.join(', or ')}`;
}

function usage(message: string, fix = 'see stowage --help'): StowageError {
  return new StowageError('usage', message, fix);
}
