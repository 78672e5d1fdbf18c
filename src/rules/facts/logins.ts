import type { Text } from '../../compose/text.ts';
import { opaque } from '../../compose/text.ts';
import { fromFiles } from '../../graph/secret-files.ts';
import { textsOf } from '../../graph/texts.ts';
import type { SharedPassword } from '../../model/image.ts';
import { literally } from '../../model/literally.ts';
import { remembered } from '../../model/remembered.ts';
import type { ServiceModel } from '../../model/service.ts';
import type { StackModel } from '../../model/stack.ts';

/** A user that a store makes at its first start. */
export interface Account {
  readonly user: Text;
  readonly password: Text;
  /** Where its password is said: a variable, or a flag. */
  readonly from: string;
}

/** The users of a store whose image is known; those whose name or password comes from elsewhere are left out. */
export function accountsOf(stack: StackModel, service: ServiceModel): readonly Account[] {
  const texts = textsOf(service);
  const env = new Map([
    ...texts.flatMap(({ use, where, text }) => (use === 'env' ? [[where, text] as const] : [])),
    ...fromFiles(stack, service).map(({ name, text }) => [name, text] as const),
  ]);
  const { sharedPassword, openedBy = [], logins = [] } = service.known?.reach ?? {};
  if (sharedPassword !== undefined) {
    const words = texts.filter(({ use }) => use !== 'env').map(({ text }) => text);
    return sharedAccount(sharedPassword, words, env);
  }
  if (openedBy.some(({ variable }) => env.has(variable))) return [];
  return logins.flatMap(({ userVariable, user, passwordVariable }) => {
    const named = userVariable === undefined ? undefined : env.get(userVariable);
    const name =
      named === undefined || named.length === 0 ? (user === undefined ? undefined : [user]) : named;
    const password = env.get(passwordVariable);
    return name === undefined || password === undefined || password.length === 0
      ? []
      : [{ user: name, password, from: passwordVariable }];
  });
}

/** What stands before a password that is a part of its own, and the password where it is not. */
const formsOf = remembered(({ flag }: SharedPassword) => ({
  before: new RegExp(`${literally(flag)}["']?[\\s=]*["']?$`),
  written: new RegExp(`${literally(flag)}["']?[\\s=]+["']?([^\\s"']+)`),
}));

/** The flag of the command with its password: as a value, as a word of a shell line or as a variable of the container. */
function sharedAccount(
  shared: SharedPassword,
  texts: readonly Text[],
  env: ReadonlyMap<string, Text>,
): readonly Account[] {
  const { flag, user } = shared;
  const forms = formsOf(shared);
  const parts = texts.flatMap((text) => [' ', ...text]);
  const at = parts.findIndex((part) => typeof part === 'string' && forms.before.test(part));
  const next = at < 0 ? undefined : parts.slice(at + 1).find((part) => part !== ' ');
  if (typeof next === 'object' && next.kind === 'variable')
    return [{ user: [user], password: [next], from: `--${flag}` }];
  const written = forms.written.exec(opaque(parts))?.[1];
  if (written === undefined) return [];
  const variable = /^\$\{?(\w+)\}?$/.exec(written)?.[1];
  const password = variable === undefined ? [written] : env.get(variable);
  const unread = /[$\uFFFC]/.test(variable === undefined ? written : '');
  return password === undefined || unread ? [] : [{ user: [user], password, from: flag }];
}
