import type { Text } from '../../compose/text.ts';
import { opaque } from '../../compose/text.ts';
import { byFile, envNames, filesOf, textsOf } from '../../graph/texts.ts';
import { eachService } from '../../model/each-service.ts';
import type { Complaint, Rule } from '../../model/finding.ts';
import { groupBy } from '../../model/groups.ts';
import type { ServiceModel } from '../../model/service.ts';
import { enumerated } from '../facts/wording.ts';

interface Reading {
  readonly name: string;
  readonly where: string;
  /** Whether something in the container may replace the name there: not in a value of env. */
  readonly replaced: boolean;
}

/** A variable of `.env` is in a container only when the service passes it on. */
export const variablesReach: Rule = {
  id: 'variables-reach',
  severity: 'error',
  summary:
    'What a command, a script or a value calls by the name of a variable of .env is passed to the container.',
  about: {
    why: 'The variables of .env are known to Compose alone. A shell in the container sees what the env of its service gives it, so that the name of any other variable becomes nothing there; and a name in a plain string of env stays a name, for the props write each dollar sign so that it reaches the container.',
    wrong: `const password = new Secret('DB_PASSWORD', { description: 'Password of the database.' });
new Service(phase, 'db', { image: 'example.org/db:1.0.0', env: { PASSWORD: password } });
new Service(phase, 'web', { image: 'example.org/web:1.0.0', env: { DB_LOGIN: 'shop:\${DB_PASSWORD}' } });`,
    right: `const password = new Secret('DB_PASSWORD', { description: 'Password of the database.' });
new Service(phase, 'db', { image: 'example.org/db:1.0.0', env: { PASSWORD: password } });
new Service(phase, 'web', { image: 'example.org/web:1.0.0', env: { DB_LOGIN: text\`shop:\${password}\` } });`,
    sources: ['https://docs.docker.com/compose/how-tos/environment-variables/set-environment-variables/'],
  },
  check: eachService((stack) => {
    const declared = new Set(stack.variables.map(({ name }) => name));
    const files = byFile(stack);
    return (service) => {
      if (declared.size === 0) return [];
      const env = envNames(service);
      const scripts = filesOf(service, files).flatMap(({ file, content }) =>
        content.kind === 'text' ? [{ where: file, text: [content.text] }] : [],
      );
      const readings = [
        ...inTexts(service),
        ...scripts.flatMap(({ where, text }) => readingsOf(text, where, true)),
      ].filter(({ name }) => declared.has(name) && !env.has(name));
      return groupBy(readings, ({ name, replaced }) => `${name} ${replaced}`).map((group) =>
        complaint(service, group),
      );
    };
  }),
};

function inTexts(service: ServiceModel): readonly Reading[] {
  const texts = textsOf(service);
  if (!texts.some(({ text }) => hasDollar(text))) return none;
  const words = texts.filter(({ use }) => use !== 'env');
  return [
    ...texts.flatMap(({ use, where, text }) => (use === 'env' ? readingsOf(text, where, false) : none)),
    ...groupBy(words, ({ where }) => where).flatMap((group) =>
      readingsOf(
        group.flatMap(({ text }) => [...text, '\n']),
        group[0].where,
        true,
      ),
    ),
  ];
}

const none: readonly Reading[] = [];

/** Names after a dollar sign, unless the same text gives them a value. */
function readingsOf(text: Text, where: string, replaced: boolean): readonly Reading[] {
  if (!hasDollar(text)) return none;
  const flat = opaque(text);
  const form = replaced ? /\$(?:([A-Z_][A-Z0-9_]*)|\{([A-Z_][A-Z0-9_]*)\})/g : /\$\{([A-Z_][A-Z0-9_]*)\}/g;
  const names = new Set([...flat.matchAll(form)].map(([, plain, braced]) => plain ?? braced ?? ''));
  return [...names]
    .filter(
      (name) =>
        !new RegExp(
          `(?:^|[\\s;&|(])(?:${name}=|(?:read|for|local|export|declare)\\s[^;\\n]*\\b${name}\\b)`,
        ).test(flat),
    )
    .map((name) => ({ name, where, replaced }));
}

function hasDollar(text: Text): boolean {
  return text.some((part) => typeof part === 'string' && part.includes('$'));
}

function complaint({ path, id }: ServiceModel, group: readonly [Reading, ...Reading[]]): Complaint {
  const [{ name, replaced }] = group;
  const where = enumerated(group.map((reading) => reading.where));
  return replaced
    ? {
        path,
        message: `"${id}" reads ${name} in ${where}, but its env does not have it: in the container it is empty`,
        fix: `pass it on: env: { ${name}: <the Secret or Variable ${name}> }`,
      }
    : {
        path,
        message: `"${id}" has \${${name}} in the string of ${where}: the container gets these characters, not the value`,
        fix: `write text\`…\${…}\` with the Secret or Variable ${name} in it`,
      };
}
