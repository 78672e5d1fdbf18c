import type { Command } from '../../compose/attributes/command.ts';
import { isWords } from '../../compose/attributes/command.ts';
import type { Text } from '../../compose/text.ts';
import { literal } from '../../compose/text.ts';
import type { Body, Teller } from './body.ts';
import { spell } from './spell.ts';

/** @param name that of the provider and of the Specification */
export function command(name: 'command' | 'entrypoint', value: Command, { lose }: Teller): Body {
  if (!isWords(value)) {
    lose('has words that depend on a variable', 'write it as a list');
    return {};
  }
  if (value.length === 0) lose('is empty, and the provider takes the one of the image then', 'say what runs');
  if (name === 'command' && value.some((word) => literal(word) === ''))
    lose('has an empty word, which the provider refuses', "let a shell say it: ['sh', '-c', '…']");
  return value.length === 0 ? {} : { [name]: value.map(spell) };
}

/** `on-failure:3` is two attributes. */
export function restart(value: Text): Body {
  const [policy = '', times] = literal(value)?.split(/:(?=\d+$)/) ?? [];
  return literal(value) === undefined
    ? { restart: spell(value) }
    : { restart: spell([policy]), ...(times !== undefined && { max_retry_count: Number(times) }) };
}

/** Without a slash at the end, which the provider does not read back. */
export function workingDir(value: Text): Body {
  return { working_dir: spell(value).replace(/(?<=.)\/+$/, '') };
}
