import type { Text } from '../../compose/text.ts';
import { opaque, showText } from '../../compose/text.ts';
import type { GivenText } from '../../graph/texts.ts';
import { envNames, textsOf } from '../../graph/texts.ts';
import { isLoopback } from '../../lower/open-ports.ts';
import { networkModeOf, publishedBy } from '../../lower/runs.ts';
import { configOf } from '../../lower.ts';
import type { Complaint, Rule } from '../../model/finding.ts';
import type { LoginModel } from '../../model/image.ts';
import { literally } from '../../model/literally.ts';
import { isSecretName } from '../../model/secret-name.ts';
import type { ServiceModel } from '../../model/service.ts';
import type { Resolve } from '../facts/host-doors.ts';
import { resolveIn } from '../facts/host-doors.ts';
import { isStore, routesIn } from '../facts/stores.ts';
import { asksNobody } from '../facts/unasked.ts';

/** Who comes in says a password that not everybody knows. */
export const passwordAsked: Rule = {
  id: 'password-asked',
  severity: 'error',
  summary:
    'No store lets anybody in without a password, and nothing keeps the log-in that its makers gave it.',
  check: (stack) => {
    const routes = routesIn(stack);
    const resolve = resolveIn(stack);
    return stack.services.flatMap((service): readonly Complaint[] => {
      if (service.known?.reach === undefined) return [];
      const fault =
        opened(service, resolve) ??
        emptied(service) ??
        unasked(service, routes.has(service.id)) ??
        givenByMakers(service);
      if (fault === undefined) return [];
      const way = wayIn(service, routes);
      if (way === undefined && fault.inside === undefined) return [];
      const { path, id } = service;
      return [
        {
          path,
          ...(way === undefined && { severity: 'warn' as const }),
          message: `"${id}" ${fault.has}${way === undefined ? `: ${fault.inside}` : `, and ${way}: anybody comes in`}`,
          fix: fault.fix,
        },
      ];
    });
  },
  about: {
    why: 'A store that asks for no password is as open as the network that it is on: one hole in any container there is enough for all rows, and a port that is published later opens it to the world. A log-in that stands in the manual is the first that is tried. Memcached, Redis, Kafka and others ask for nothing unless they are told to; that is usual among services, and an open door where others reach it.',
    wrong: `
      const data = new Volume(stack, 'db_data', { holds: 'All tables', kind: 'cache' });
      new Service(phase, 'db', { image: 'postgres:16.4', env: { POSTGRES_HOST_AUTH_METHOD: 'trust' }, port: 5432 }).mount(data, '/var/lib/postgresql/data');
    `,
    right: `
      const data = new Volume(stack, 'db_data', { holds: 'All tables', kind: 'cache' });
      const password = new Secret('DB_PASSWORD', { description: 'Password of the database.' });
      new Service(phase, 'db', { image: 'postgres:16.4', env: { POSTGRES_PASSWORD: password }, port: 5432 }).mount(data, '/var/lib/postgresql/data');
    `,
    sources: [
      'https://github.com/docker-library/docs/blob/master/postgres/content.md',
      'https://github.com/docker-library/docs/blob/master/mysql/content.md',
      'https://github.com/docker-library/docs/blob/master/redis/content.md',
      'https://owasp.org/www-project-top-ten/',
    ],
  },
};

interface Fault {
  readonly has: string;
  /** What is so where only its networks reach it. @default - that is usual, and nothing is said */
  readonly inside?: string;
  readonly fix: string;
}

/** By a variable or a flag that lets everybody in. */
function opened(service: ServiceModel, resolve: Resolve): Fault | undefined {
  const { openedBy = [], openingFlags = [], logins = [], sharedPassword } = service.known?.reach ?? {};
  if (!isStore(service)) return undefined;
  const inside = 'every container that reaches it reads and writes all of it';
  const env = textsOf(service).filter(({ use }) => use === 'env');
  for (const { variable, values, instead } of openedBy) {
    const found = env.find(({ where, text }) => where === variable && text.length > 0);
    const value = found && (resolve(found.text) ?? showText(found.text)).toLowerCase();
    if (value === undefined || (values !== undefined && !values.includes(value))) continue;
    if (values === undefined && /^(0|no|false|off)$/.test(value)) continue;
    const [first] = logins;
    // What allows an empty password makes none empty.
    const same = logins.filter(({ user }) => user === first?.user);
    if (
      values === undefined &&
      env.some(({ where, text }) => text.length > 0 && same.some((login) => isOf(login, where)))
    )
      continue;
    return {
      has: `lets anybody in without a password (${variable})`,
      ...((first !== undefined || instead !== undefined) && { inside }),
      fix:
        instead !== undefined
          ? `say ${variable}: ${instead}`
          : first === undefined
            ? `leave ${variable} out`
            : `leave ${variable} out, and say ${first.passwordVariable}: new Secret('${first.passwordVariable}', { description: '…' })`,
    };
  }
  const words = textsOf(service).filter(({ use }) => use === 'command' || use === 'entrypoint');
  const opening = openingFlags.find((one) => words.some(({ text }) => isSet(one).test(opaque(text))));
  if (opening !== undefined)
    return {
      has: `lets anybody in without a password (${opening})`,
      inside,
      fix: `leave ${opening} out of its command`,
    };
  const flag = sharedPassword?.flag;
  if (flag === undefined || !emptyAfter(words, flag)) return undefined;
  return {
    has: `has an empty password (${flag}), which is none`,
    inside,
    fix: `give it a password: ${flag} with a new Secret(…)`,
  };
}

function isOf({ passwordVariable }: LoginModel, variable: string): boolean {
  return variable.replace(/_FILE$/, '') === passwordVariable;
}

/** A flag as a word of its own, unless it is switched off. */
const isSet = (flag: string) =>
  new RegExp(`(^|\\s)${literally(flag)}(?!\\s*=\\s*(false|0|no|off)\\b)(?=[\\s=]|$)`);

function emptyAfter(words: readonly GivenText[], flag: string): boolean {
  return words.some(({ text }, i) => {
    const line = opaque(text);
    if (new RegExp(`${literally(flag)}[\\s=]+(''|"")(\\s|$)`).test(line)) return true;
    return new RegExp(`^-*${literally(flag)}$`).test(line) && words[i + 1]?.text.length === 0;
  });
}

/** A user whose password is said, and is nothing: images refuse to start so, or take it for none. One that another variable lets be drawn is another matter. */
function emptied(service: ServiceModel): Fault | undefined {
  if (!isStore(service)) return undefined;
  const env = configOf(service).environment ?? new Map<string, Text | null>();
  if ([...env.keys()].some((name) => /RANDOM/.test(name))) return undefined;
  const { logins = [] } = service.known?.reach ?? {};
  const login = logins.find(
    ({ user, userVariable = '', passwordVariable }) =>
      env.get(passwordVariable)?.length === 0 &&
      !env.has(`${passwordVariable}_FILE`) &&
      (user !== undefined || (env.get(userVariable)?.length ?? 0) > 0),
  );
  if (login === undefined) return undefined;
  const { passwordVariable } = login;
  return {
    has: `has an empty password (${passwordVariable})`,
    inside: 'it does not start with one, or lets everybody in',
    fix: `say ${passwordVariable}: new Secret('${passwordVariable}', { description: '…' })`,
  };
}

/** As its makers ship it, with nothing that makes it ask. */
function unasked(service: ServiceModel, routed: boolean): Fault | undefined {
  if (!asksNobody(service)) return undefined;
  const [word] = service.known?.reach?.openUnless ?? [];
  const shut = routed
    ? 'have the edge ask: logins or forwardAuth of its route'
    : "publish it with address: '127.0.0.1' or not at all";
  return {
    has: `asks nobody for a password (${service.known?.product})`,
    fix: word === undefined ? shut : `make it ask (${word}), or ${shut}`,
  };
}

/** With the log-in that stands in its manual, as nothing that it is given may say another one. */
function givenByMakers(service: ServiceModel): Fault | undefined {
  const { logins = [] } = service.known?.reach ?? {};
  const login = logins.find(({ password }) => password !== undefined);
  if (login === undefined || mayBeTold(service)) return undefined;
  const { passwordVariable } = login;
  return {
    has: `has the password that its makers gave it, for ${passwordVariable} is not set`,
    fix: `say ${passwordVariable}: new Secret('${passwordVariable}', { description: '…' })`,
  };
}

/** Whether a variable, a file or a secret may hold a password. */
function mayBeTold(service: ServiceModel): boolean {
  const { envFile, configs, secrets, volumes = [], volumesFrom } = configOf(service);
  return (
    [envFile, configs, secrets, volumesFrom].some((said) => said !== undefined) ||
    volumes.some(({ type }) => type !== 'volume' && type !== 'tmpfs') ||
    [...envNames(service)].some((name) => isSecretName(name.replace(/_{1,2}FILE$/, '')))
  );
}

/** How others than the services of its networks come to it. */
function wayIn(service: ServiceModel, routes: ReadonlyMap<string, string>): string | undefined {
  const route = routes.get(service.id);
  if (route !== undefined) return `the route ${route} of the edge leads to it`;
  if (networkModeOf(service) === 'host') return 'its ports are those of the host';
  const open = publishedBy(service).find(({ address }) => !isLoopback(address));
  if (open === undefined) return undefined;
  return open.port === undefined
    ? 'a port of it is open beyond the host'
    : `port ${open.port} is open beyond the host`;
}
