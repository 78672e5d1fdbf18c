import type { Text } from '../../compose/text.ts';
import { showText } from '../../compose/text.ts';
import type { Pointer } from '../../graph/pointers.ts';
import { pointers } from '../../graph/pointers.ts';
import { textsOf } from '../../graph/texts.ts';
import type { Complaint, Rule } from '../../model/finding.ts';
import { groupBy } from '../../model/groups.ts';
import type { SharedPassword } from '../../model/image.ts';
import type { Account } from '../facts/logins.ts';
import { accountsOf } from '../facts/logins.ts';
import { enumerated } from '../facts/wording.ts';

/** Who logs in is let in. */
export const loginMatches: Rule = {
  id: 'login-matches',
  severity: 'error',
  summary: 'A client logs in to a store with the user and the password that the store was made with.',
  about: {
    why: 'The store makes its user from its own variables, at its first start. A client with another password is refused each time that it connects, long after everything has started and is called healthy.',
    wrong: `const health = { exec: ['pg_isready'] };
const password = new Secret('DB_PASSWORD', { description: 'Password of the database.' });
const other = new Secret('WEB_DB_PASSWORD', { description: 'Password of the database.' });
const db = new Service(phase, 'db', {
  image: 'postgres:16.4',
  env: { POSTGRES_USER: 'shop', POSTGRES_PASSWORD: password },
  port: 5432,
  health,
});
const data = new Volume(stack, 'db_data', { holds: 'All tables', kind: 'cache' });
db.mount(data, '/var/lib/postgresql/data');
new Service(later, 'web', {
  image: 'example.org/web:1.0.0',
  env: { DATABASE_URL: text\`postgres://shop:\${other}@\${db.address}/shop\` },
});`,
    right: `const health = { exec: ['pg_isready'] };
const password = new Secret('DB_PASSWORD', { description: 'Password of the database.' });
const db = new Service(phase, 'db', {
  image: 'postgres:16.4',
  env: { POSTGRES_USER: 'shop', POSTGRES_PASSWORD: password },
  port: 5432,
  health,
});
const data = new Volume(stack, 'db_data', { holds: 'All tables', kind: 'cache' });
db.mount(data, '/var/lib/postgresql/data');
new Service(later, 'web', {
  image: 'example.org/web:1.0.0',
  env: { DATABASE_URL: text\`postgres://shop:\${password}@\${db.address}/shop\` },
});`,
    sources: [
      'https://github.com/docker-library/docs/blob/master/postgres/content.md',
      'https://redis.io/docs/latest/operate/oss_and_stack/management/security/',
    ],
  },
  check: (stack) => {
    const byId = new Map(stack.services.map((service) => [service.id, service]));
    const accounts = new Map<string, readonly Account[]>();
    const secrets = new Set(stack.variables.filter(({ kind }) => kind === 'secret').map(({ name }) => name));
    const wrong = pointers(stack).flatMap((pointer) => {
      const target = byId.get(pointer.to);
      if (target?.known?.reach === undefined) return [];
      const made = accounts.get(target.id) ?? accountsOf(stack, target);
      accounts.set(target.id, made);
      const { sharedPassword, ports = [] } = target.known.reach;
      const fault =
        sharedPassword === undefined
          ? faultOf(pointer, made, secrets)
          : sharedFault(pointer, made, secrets, { ...sharedPassword, port: ports[0] });
      return fault === undefined ? [] : [{ pointer, fault }];
    });
    return groupBy(wrong, ({ pointer, fault }) => `${pointer.from.path} ${pointer.to} ${fault.message}`).map(
      (group): Complaint => {
        const [{ pointer, fault }] = group;
        const where = enumerated(group.map((one) => one.pointer.where));
        return {
          path: pointer.from.path,
          message: `"${pointer.from.id}" logs in to "${pointer.to}" ${fault.message.replace('{where}', where)}`,
          fix: fault.fix,
        };
      },
    );
  },
};

type Fault = Pick<Complaint, 'message' | 'fix'>;
type Secrets = ReadonlySet<string>;

function faultOf(
  { user, password, to }: Pointer,
  made: readonly Account[],
  secrets: Secrets,
): Fault | undefined {
  if (user === undefined || password === undefined) return undefined;
  const name = showText(user);
  const account = made.find((one) => same(one.user, user));
  if (account !== undefined) {
    if (!differ(account.password, password, secrets)) return undefined;
    return {
      message: `as "${name}" with ${shown(password)} in {where}, but "${to}" makes that user with ${shown(account.password)} (${account.from}): it is refused`,
      fix: `use ${shown(account.password)} in both places`,
    };
  }
  const owner = made.find(
    (one) => same(one.password, password) && one.password.some((part) => typeof part !== 'string'),
  );
  if (owner === undefined || !made.every((one) => isLiteral(one.user) && isLiteral(user))) return undefined;
  return {
    message: `as "${name}" with ${shown(password)} in {where}, but that is the password of "${showText(owner.user)}", and "${to}" makes no user "${name}": it is refused`,
    fix: `log in as "${showText(owner.user)}"`,
  };
}

/** Of one that has one password for all, or none. */
function sharedFault(
  { from, user, password, to, form, scheme }: Pointer,
  made: readonly Account[],
  secrets: Secrets,
  { user: everybody, schemes, port }: SharedPassword & { readonly port: number | undefined },
): Fault | undefined {
  const [account] = made;
  if (account === undefined || (password !== undefined && password.length === 0)) return undefined;
  // A user of its own comes from an ACL file.
  if (user !== undefined && user.length > 0 && showText(user) !== everybody) return undefined;
  if (password !== undefined) {
    if (!differ(account.password, password, secrets)) return undefined;
    return {
      message: `with ${shown(password)} in {where}, but its password is ${shown(account.password)} (${account.from}): it is refused`,
      fix: `use ${shown(account.password)} in both places`,
    };
  }
  const has = textsOf(from).some(({ text }) => mentions(text, account.password));
  if (has || form !== 'url' || !schemes.includes(scheme ?? '')) return undefined;
  return {
    message: `without a password in {where}, but "${to}" asks for ${shown(account.password)} (${account.from}): every command is refused`,
    fix: `put it in the URL: ${schemes[0]}://:<${shown(account.password)}>@${to}${port === undefined ? '' : `:${port}`}`,
  };
}

function mentions(text: Text, password: Text): boolean {
  const [part] = password;
  if (typeof part === 'string' || part?.kind !== 'variable') return true;
  return text.some(
    (other) => typeof other !== 'string' && other.kind === 'variable' && other.name === part.name,
  );
}

function same(a: Text, b: Text): boolean {
  return showText(a) === showText(b);
}

function isLiteral(text: Text): boolean {
  return text.every((part) => typeof part === 'string');
}

/** Whether they are two things for certain: two secrets are drawn apart, and none of them is a literal. */
function differ(a: Text, b: Text, secrets: Secrets): boolean {
  const isSecret = (text: Text) => {
    const [part, ...others] = text;
    return (
      others.length === 0 && typeof part === 'object' && part.kind === 'variable' && secrets.has(part.name)
    );
  };
  const [literals, drawn] = [[a, b].filter(isLiteral).length, [a, b].filter(isSecret).length];
  return literals + drawn === 2 && !same(a, b);
}

function shown(password: Text): string {
  return isLiteral(password) ? 'a literal password' : showText(password).replaceAll(/[${}]/g, '');
}
