import { opaque } from '../../compose/text.ts';
import { spelling } from '../../graph/spelling.ts';
import type { GivenText } from '../../graph/texts.ts';
import { envNames, textsOf } from '../../graph/texts.ts';
import { writtenIn } from '../../lower/written.ts';
import { eachService } from '../../model/each-service.ts';
import type { Complaint, Rule } from '../../model/finding.ts';
import type { ServiceModel } from '../../model/service.ts';
import type { StackModel } from '../../model/stack.ts';
import { argvsOf, scriptIn } from '../facts/argv.ts';

/** What a container has of its own, and programs and start scripts replace. */
const given =
  /^(?:HOME|HOSTNAME|PATH|PWD|USER|UID|GID|SHELL|LANG|TERM|TZ|TMPDIR|\w+_HOME|\w*(?:TEMPLATE|FORMAT|PATTERN)\w*)$/;

/** What else is no plain value: a template of something that replaces names itself. */
const template = /%|\{\{|#\{|\$\{?[a-z]|\$__/;

/** A value in the form of Compose stands where Compose reads it. */
export const dollarLiteral: Rule = {
  id: 'dollar-literal',
  severity: 'error',
  summary: 'No string of a prop is written as if Compose or a shell replaced a variable in it.',
  check: eachService((stack) => {
    const nearest = spelling(stack.variables.map(({ name }) => name));
    const declared = new Set(stack.variables.map(({ name }) => name));
    const raw = doubledIn(stack);
    return (service) => {
      const texts = textsOf(service).filter(({ text }) =>
        text.some((part) => typeof part === 'string' && part.includes('$')),
      );
      if (texts.length === 0) return [];
      const escaped = raw.get(service) ?? [];
      const env = envNames(service);
      return texts.flatMap((text): readonly Complaint[] => {
        const written = opaque(text.text);
        if (escaped.some((one) => one.includes(written))) return [];
        const found = meant(text, written, env, declared);
        if (found === undefined) return [];
        const { shown, name, otherwise } = found;
        const known = declared.has(name) ? name : nearest.nearest(name);
        return [complaint(service, text, shown, known ?? name, known !== undefined, otherwise, written)];
      });
    };
  }),
  about: {
    why: 'What a prop holds arrives in the container to the letter: the props double each dollar sign, and Compose replaces nothing in it. A value that is pasted from a compose file is then its own spelling: the password is `${DB_PASSWORD}`, the port `${PORT:-80}`, and the folder of a program is no longer on its PATH.',
    wrong: `
      new Service(phase, 'web', { image: 'example.org/shop:1.0.0', env: { WORKERS: '\${WORKERS_OF_WEB:-4}' } });
    `,
    right: `
      const workers = new Variable('WORKERS_OF_WEB', { description: 'Processes that answer.', default: '4' });
      new Service(phase, 'web', { image: 'example.org/shop:1.0.0', env: { WORKERS: workers } });
    `,
    sources: [
      'https://docs.docker.com/reference/compose-file/interpolation/',
      'https://docs.docker.com/reference/cli/docker/container/run/#env',
    ],
  },
};

interface Meant {
  /** As it was written. */
  readonly shown: string;
  readonly name: string;
  /** What would hold without a value. */
  readonly otherwise?: string;
}

function meant(
  { use, where }: GivenText,
  written: string,
  env: ReadonlySet<string>,
  declared: ReadonlySet<string>,
): Meant | undefined {
  const [doubled, twice = ''] = /\$\$\{([A-Z_][A-Z0-9_]*)[^{}]*\}/.exec(written) ?? [];
  if (doubled !== undefined) return { shown: doubled, name: twice };
  if (use !== 'env') return undefined;
  const [own] =
    new RegExp(`\\$(?:${where.replace(/\W/g, '')}\\b|\\{${where.replace(/\W/g, '')}\\})`).exec(written) ?? [];
  if (own !== undefined && /^[A-Z_][A-Z0-9_]*$/.test(where)) return { shown: own, name: where };
  const [alone, plain = ''] = /^\$([A-Z][A-Z0-9_]+)$/.exec(written) ?? [];
  if (alone !== undefined && !env.has(plain) && !given.test(plain)) return { shown: alone, name: plain };
  if (template.test(written) || given.test(where)) return undefined;
  const [form, name = '', sign = '', otherwise = ''] =
    /\$\{([A-Z_][A-Z0-9_]*)(?:(:?[-?+])([^{}]*))?\}/.exec(written) ?? [];
  if (form === undefined || (env.has(name) && name !== where)) return undefined;
  if (sign !== '') return { shown: form, name, ...(sign.endsWith('-') && { otherwise }) };
  // Of a name that .env has, another rule says so.
  return (declared.has(name) && name !== where) || given.test(name) ? undefined : { shown: form, name };
}

/** Whether no shell reads it: a word of a list that is given to none. */
function isBareWord(service: ServiceModel, written: string): boolean {
  return argvsOf(service).some(
    ({ before, words }) => words.includes(written) && scriptIn([...before, ...words]) === undefined,
  );
}

function complaint(
  service: ServiceModel,
  { use, where }: GivenText,
  shown: string,
  name: string,
  known: boolean,
  otherwise: string | undefined,
  written: string,
): Complaint {
  const { path, id } = service;
  const place = use === 'env' ? `the string of ${where}` : where;
  const message = `"${id}" has ${shown} in ${place}: a prop is no compose file, and the container gets these characters`;
  if (use !== 'env') {
    return {
      path,
      message,
      fix: isBareWord(service, written)
        ? `write ${shown.slice(1)}, and give the line to a shell, ['sh', '-c', '…']: no other program reads it`
        : `write ${shown.slice(1)}: the shell of the container reads that`,
    };
  }
  if (name === where && where.endsWith('PATH'))
    return { path, message, fix: `write out what ${where} is in the image, with what you add to it` };
  const more = otherwise === undefined ? '' : `, default: '${otherwise}'`;
  return {
    path,
    message,
    fix: known
      ? `write text\`…\${…}\` with the Secret or Variable ${name} in it`
      : `write text\`…\${…}\` with new Variable('${name}', { description: '…'${more} }) in it`,
  };
}

/** What the author himself has doubled among raw keys, as the container gets it: he knows who reads it. */
function doubledIn(stack: StackModel): ReadonlyMap<ServiceModel, readonly string[]> {
  const found = new Map<ServiceModel, string[]>();
  for (const { service, leaves } of writtenIn(stack))
    for (const { value } of service === undefined ? [] : leaves)
      if (service !== undefined && value.includes('$$'))
        found.set(service, [...(found.get(service) ?? []), value.replaceAll('$$', '$')]);
  return found;
}
