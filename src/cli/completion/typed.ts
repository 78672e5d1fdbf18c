import type { Command } from '../commands/command.ts';
import { facts, flag, optionNames } from '../options.ts';

/** What can be typed, as a shell must know it. */
export interface Typed {
  readonly commands: readonly TypedCommand[];
  readonly options: readonly TypedOption[];
}

export interface TypedCommand {
  readonly name: string;
  readonly does: string;
  /** What may follow it as a word. */
  readonly words: readonly string[];
}

export interface TypedOption {
  /** `--fail-on` */
  readonly flag: string;
  readonly says: string;
  /** What follows it; undefined where nothing does. */
  readonly value: 'file' | 'folder' | readonly string[] | undefined;
  /** The names of the commands that take it. */
  readonly of: readonly string[];
}

/** The tables of the commands and the options: what is in them is completed. */
export function typed(commands: readonly Command[]): Typed {
  const names = [...commands.map(({ name }) => name), 'help'];
  return {
    commands: [
      ...commands.map(({ name, does, words }) => ({ name, does, words: words?.() ?? [] })),
      { name: 'help', does: facts('help').says, words: [] },
    ],
    options: optionNames.map((option) => {
      const { says, everywhere } = facts(option);
      const takers = commands.filter(({ takes }) => takes.includes(option)).map(({ name }) => name);
      return { flag: flag(option), says, value: following(option), of: everywhere === true ? names : takers };
    }),
  };
}

function following(option: (typeof optionNames)[number]): TypedOption['value'] {
  const { value, words } = facts(option);
  if (value === 'FILE') return 'file';
  if (value === 'FOLDER') return 'folder';
  return value === undefined ? undefined : (words ?? []);
}
