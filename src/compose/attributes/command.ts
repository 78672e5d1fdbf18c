import { wordsIn } from '../command-line.ts';
import type { Form } from '../form.ts';
import { refuse } from '../form.ts';
import { alsoAs, listOf } from '../forms/collections.ts';
import { text } from '../forms/scalars.ts';
import { spellText } from '../interpolation.ts';
import type { Text } from '../text.ts';
import { literal } from '../text.ts';

/** A program and its arguments. An empty list clears what the image says. */
export type Command = readonly Text[] | CommandLine;

/** A command in one text, whose words are not known before its variables are: Compose takes it apart after that. */
export interface CommandLine {
  readonly line: Text;
}

/** Whether the words of a command are known. */
export function isWords(command: Command): command is readonly Text[] {
  return !('line' in command);
}

const words = listOf(text);

/** A list of words, or one text that Compose takes apart. */
export const command: Form<Command> = alsoAs<Command>(
  {
    read: words.read,
    print: (value) => (isWords(value) ? words.print(value) : spellText(value.line)),
  },
  {
    read(written, at, faults) {
      if (typeof written !== 'string') return 'long';
      const line = text.read(written, at, faults);
      const plain = literal(line);
      if (line === undefined || plain === undefined) return line && { line };
      const said = wordsIn(plain);
      return 'message' in said
        ? refuse(faults, at, said.message, said.mend)
        : said.map((one) => (one === '' ? [] : [one]));
    },
    print: () => undefined,
  },
);
