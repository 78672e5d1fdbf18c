import type { Form, Rest } from '../form.ts';
import { fields } from '../forms/collections.ts';
import { pairs } from '../forms/named.ts';
import type { Flag } from '../forms/scalars.ts';
import { flag, text } from '../forms/scalars.ts';
import type { Text } from '../text.ts';
import type { Command } from './command.ts';
import { command } from './command.ts';

/** A command that runs in the container after it has started, or before it is stopped. */
export interface ServiceHook {
  readonly command?: Command;
  readonly user?: Text;
  readonly privileged?: Flag;
  readonly workingDir?: Text;
  readonly environment?: ReadonlyMap<string, Text | null>;
  readonly rest?: Rest;
}

const { read, print } = fields<ServiceHook>(
  { command, user: text, privileged: flag, workingDir: text, environment: pairs },
  { mayBeEmpty: ['command'] },
);

export const hook: Form<ServiceHook> = {
  read,
  // Compose wants the key, be it with nothing at all.
  print: (value) => ({ ...(value.command === undefined && { command: null }), ...Object(print(value)) }),
};
