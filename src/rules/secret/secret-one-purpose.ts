import { byText } from '../../compose/by-text.ts';
import type { Text } from '../../compose/text.ts';
import { variablesIn } from '../../compose/text.ts';
import { fromFiles } from '../../graph/secret-files.ts';
import { textsOf } from '../../graph/texts.ts';
import { lookInEach } from '../../model/each-service.ts';
import type { Rule } from '../../model/finding.ts';
import type { ServiceModel } from '../../model/service.ts';
import type { StackModel } from '../../model/stack.ts';
import { quoted } from '../facts/wording.ts';

/** Variables that hold what signs or encrypts, by their common names. */
const signing =
  /(^|_)(SECRET_KEY(_BASE)?|SIGNING_KEY|SIGNING_SECRET|JWT_SECRET|SESSION_SECRET|COOKIE_SECRET|ENCRYPTION_KEY)$/;
const password = /(^|_)(PASSWORD|PASSWD|PASS)$/;

/** Who learns one secret learns one thing. */
export const secretOnePurpose: Rule = {
  id: 'secret-one-purpose',
  severity: 'error',
  summary: 'No secret is the password of two servers, and none signs and logs in.',
  check: lookInEach((stack) => ({
    in: (service) => usesIn(stack, service),
    told: (found) => {
      const uses = together(found);
      return stack.variables.flatMap(({ kind, name }) => {
        const use = uses.get(name);
        if (kind !== 'secret' || use === undefined) return [];
        const servers = [...use.servers];
        const [first, second] = servers;
        if (first !== undefined && second !== undefined)
          return [
            {
              path: stack.path,
              message: `${name} is the password of ${quoted(servers)}: who reads it in one may log in to the other, and none can change it alone`,
              fix: `make another Secret for "${second}"`,
            },
          ];
        const [signs] = use.signs;
        const [opens] = use.opens;
        return signs === undefined || opens === undefined
          ? []
          : [
              {
                path: stack.path,
                message: `${name} signs as ${signs} and is a password as ${opens}: a server that is given the password can forge what is signed`,
                fix: `make another Secret for ${opens}`,
              },
            ];
      });
    },
  })),
  about: {
    why: 'A secret that opens two doors cannot be changed for one of them, and whoever learns it at the weaker one is through the other. A key that signs sessions must be known to nobody who is merely logged in to.',
    wrong: `
      const key = new Secret('APP_KEY', { description: 'Signs the sessions.' });
      new Service(phase, 'web', { image: 'example.org/shop:1.0.0', env: { SECRET_KEY: key, ADMIN_PASSWORD: key } });
    `,
    right: `
      const key = new Secret('APP_KEY', { description: 'Signs the sessions.' });
      const password = new Secret('ADMIN_PASSWORD', { description: 'Password of the first user.' });
      new Service(phase, 'web', { image: 'example.org/shop:1.0.0', env: { SECRET_KEY: key, ADMIN_PASSWORD: password } });
    `,
    sources: ['https://cheatsheetseries.owasp.org/cheatsheets/Key_Management_Cheat_Sheet.html'],
  },
};

interface Uses {
  /** Ids of the services whose image makes a user with it. */
  readonly servers: Set<string>;
  /** Names of variables of containers. */
  readonly signs: Set<string>;
  readonly opens: Set<string>;
}

/** A variable that a service is given under a name of its own. */
interface Use {
  readonly variable: string;
  readonly name: string;
  /** The service, where its image makes a user with it. */
  readonly server?: string;
  readonly kind?: 'signs' | 'opens';
}

/** Only a value that is the secret and nothing else: a URL with a password in it belongs to its client. */
function* usesIn(stack: StackModel, service: ServiceModel): Iterable<Use> {
  const { id, known } = service;
  const logins = known?.reach?.logins?.map(({ passwordVariable }) => passwordVariable) ?? [];
  const use = (name: string, text: Text): readonly Use[] => {
    const kind = kindOf(name);
    const isLogin = logins.includes(name);
    if (text.length !== 1 || (kind === undefined && !isLogin)) return none;
    const [variable, ...others] = variablesIn(text);
    if (variable === undefined || others.length > 0) return none;
    return [{ variable, name, ...(isLogin && { server: id }), ...(kind && { kind }) }];
  };
  for (const one of textsOf(service)) if (one.use === 'env') yield* use(one.where, one.text);
  for (const { name, text } of fromFiles(stack, service)) yield* use(name, text);
}

const none: readonly Use[] = [];

const kindOf = byText((name): Use['kind'] =>
  signing.test(name) ? 'signs' : password.test(name) ? 'opens' : undefined,
);

function together(all: readonly Use[]): ReadonlyMap<string, Uses> {
  const uses = new Map<string, Uses>();
  for (const { variable, name, server, kind } of all) {
    const use = uses.get(variable) ?? { servers: new Set(), signs: new Set(), opens: new Set() };
    uses.set(variable, use);
    if (server !== undefined) use.servers.add(server);
    if (kind !== undefined) use[kind].add(name);
  }
  return uses;
}
