import type { Text } from '../../compose/text.ts';
import { opaque, variablesIn } from '../../compose/text.ts';
import { elementsOf } from '../../graph/elements.ts';
import { linesOf, textsOf, unreadPairs } from '../../graph/texts.ts';
import type { WrittenKeys } from '../../lower/written.ts';
import { writtenIn } from '../../lower/written.ts';
import { configOf } from '../../lower.ts';
import type { ConfigFileModel } from '../../model/config-file.ts';
import { lookInEach } from '../../model/each-service.ts';
import type { Complaint, Rule } from '../../model/finding.ts';
import { groupBy } from '../../model/groups.ts';
import { leaves } from '../../model/leaves.ts';
import { isSecretName } from '../../model/secret-name.ts';
import type { ServiceModel } from '../../model/service.ts';
import type { StackModel } from '../../model/stack.ts';
import { shapesIn } from '../facts/secret-shapes.ts';
import type { Leak } from '../facts/secrets.ts';
import { characters, defaultsIn, isSecretValue, leaksIn, leaksInFile } from '../facts/secrets.ts';

/** What lies in Git is no secret, and neither is what `ps` prints. */
export const secretNotLiteral: Rule = {
  id: 'secret-not-literal',
  severity: 'error',
  summary: 'No secret stands in a generated file, and none in the arguments of a process.',
  check: lookInEach((stack) => {
    const secrets = new Set(stack.variables.flatMap(({ kind, name }) => (kind === 'secret' ? [name] : [])));
    const beside = () => [
      ...stack.files.flatMap(inFile),
      ...stack.services.flatMap(inFolder),
      ...leaksIn(opaque(stack.site ?? [])).map((leak) => literal(stack.path, 'the stack', leak, 'its site')),
      ...stack.smoke.flatMap(({ path }) =>
        leaksIn(path).map((leak) => literal(stack.path, 'the stack', leak, 'a smoke check')),
      ),
      ...stack.roundTrips.flatMap(({ what, needs, send, stages, clean }) =>
        [
          send.path,
          send.body,
          ...[...needs, ...stages, ...(clean ? [clean] : [])].map(({ script }) => script),
        ]
          .flatMap((text) => leaksIn(text))
          .map((leak) => literal(stack.path, 'the stack', leak, `the round trip of ${what}`)),
      ),
      ...elementsOf(stack).flatMap((one) => inMap(one.config.labels, 'its labels', one, secrets)),
      ...writtenIn(stack).flatMap(inRaw),
    ];
    return {
      in: (service) => [...literals(service), ...exposed(service, secrets)],
      told: (found) =>
        groupBy(
          [...defaults(stack), ...found, ...beside()],
          ({ path, message }) => `${path}\n${message}`,
        ).map(([first]) => first),
    };
  }),
  about: {
    why: 'Generated files are committed, so a literal is known to whoever can read the repository, and stays in its history. A secret in a command or a label is shown by ps and docker inspect to every user of the host.',
    wrong: `
      new Service(phase, 'web', { image: 'example.org/shop:1.0.0', env: { API_TOKEN: 'c0ffee-4711-c0ffee' } });
    `,
    right: `
      const token = new Secret('API_TOKEN', { description: 'Lets the shop call the bank.' });
      new Service(phase, 'web', { image: 'example.org/shop:1.0.0', env: { API_TOKEN: token } });
    `,
    sources: [
      'https://docs.docker.com/compose/how-tos/environment-variables/best-practices/',
      'https://man7.org/linux/man-pages/man1/ps.1.html',
    ],
  },
};

/** The keys that a container's texts come from; {@link textsOf} reads them. */
const read = new Set(['environment', 'command', 'entrypoint', 'healthcheck']);

/** The message names the place and the length, never the value. */
function literal(path: string, who: string, { name, looks }: Leak, where?: string): Complaint {
  const called = name ?? (where !== undefined && /^\w+$/.test(where) ? where : 'its');
  const variable = called.replace(/^-+/, '').replace(/\W/g, '_').toUpperCase();
  const at = [
    ...(name === undefined || name === where ? [] : [`as ${name}`]),
    ...(where ? [`in ${where}`] : []),
  ];
  return {
    path,
    message: `${who} has ${[looks, ...at].join(' ')}: whoever reads the repository has it`,
    fix: `keep it in .env: pass new Secret('${isSecretName(called) ? variable : `${variable}_SECRET`}', { description: '…' }), or a Variable when another party issues it`,
  };
}

const none: readonly Complaint[] = [];

function literals(service: ServiceModel): readonly Complaint[] {
  const { path, id, console } = service;
  const say = (leak: Leak, where: string) => literal(path, `"${id}"`, leak, where);
  const found: Complaint[] = [];
  for (const { use, where, text } of textsOf(service)) {
    if (use !== 'env') continue;
    const value = opaque(text);
    if (isSecretName(where) && isSecretValue(value))
      found.push(say({ name: where, looks: `a literal of ${characters(value)}` }, where));
    else for (const leak of leaksIn(value, where)) found.push(say(leak, where));
  }
  for (const { where, text } of linesOf(service))
    for (const leak of leaksIn(opaque(text))) found.push(say(leak, where));
  for (const leak of leaksIn((console?.command ?? []).join(' '))) found.push(say(leak, 'its console'));
  return found;
}

/** Secrets where every user of the host can read them. */
function exposed(service: ServiceModel, secrets: ReadonlySet<string>): readonly Complaint[] {
  const { labels, annotations, build, deploy, rest } = configOf(service);
  return [
    ...linesOf(service).flatMap(({ where, text }) => shownIn(text, where, service, secrets)),
    ...[labels, build?.labels, deploy?.labels].flatMap((one) => inMap(one, 'its labels', service, secrets)),
    ...inMap(annotations, 'its annotations', service, secrets),
    ...unreadPairs(rest?.get('labels')).flatMap(({ text }) => shownIn(text, 'its labels', service, secrets)),
  ];
}

interface Sayer {
  readonly path: string;
  readonly id: string;
}

function inMap(
  texts: ReadonlyMap<string, Text> | undefined,
  where: string,
  sayer: Sayer,
  secrets: ReadonlySet<string>,
): readonly Complaint[] {
  if (texts === undefined) return none;
  return [...texts.values()].flatMap((text) => shownIn(text, where, sayer, secrets));
}

function shownIn(
  text: Text,
  where: string,
  { path, id }: Sayer,
  secrets: ReadonlySet<string>,
): readonly Complaint[] {
  const names = variablesIn(text);
  if (names.length === 0) return none;
  return names
    .filter((name) => secrets.has(name))
    .map((name) => ({
      path,
      message: `"${id}" has the secret ${name} in ${where}: ps and docker inspect show it to every user of the host`,
      fix: `pass it in env, and let the program in the container read $${name} from there`,
    }));
}

function inRaw({ path, who, leaves: texts, service }: WrittenKeys): readonly Complaint[] {
  return texts.flatMap(({ keys, key, value }) => {
    const name = keys.findLast((key) => !/^\d+$/.test(key)) ?? '';
    const leaks =
      service !== undefined && read.has(key)
        ? defaultsIn(value)
        : isSecretName(name) && isSecretValue(value)
          ? [{ looks: `a literal of ${characters(value)}` }]
          : leaksIn(value, name);
    return leaks.map((leak) => literal(path, who, leak, keys.join('.')));
  });
}

/** A text has everything in it; of what a construct describes, the strings have. */
function inFile({ path, file, content }: ConfigFileModel): readonly Complaint[] {
  if (content.kind === 'text')
    return leaksInFile(content.text).map((leak) => literal(path, `"${file}"`, leak));
  if (content.kind === 'placed')
    return content.pieces
      .flatMap((piece) => leaksIn(typeof piece === 'string' ? piece : opaque(piece.value)))
      .map((leak) => literal(path, `"${file}"`, leak));
  return leaves(content).flatMap(({ keys, value }) => {
    const name = keys.findLast((key) => !/^\d+$/.test(key)) ?? '';
    const leaks =
      isSecretName(name) && isSecretValue(value)
        ? [{ name, looks: `a literal of ${characters(value)}` }]
        : leaksIn(value, name);
    return leaks.map((leak) => literal(path, `"${file}"`, leak));
  });
}

/** What an image is built of: programs have many long words, so there only the shapes count that are nothing else; a Dockerfile is read as any text. */
function inFolder({ path, build }: ServiceModel): readonly Complaint[] {
  const { folder, own } = build ?? {};
  if (own === undefined) return none;
  return own.files.flatMap(({ path: file, text: written, encoding }) => {
    // What is no text may hold one: a letter for each byte.
    const text = encoding === undefined ? written : Buffer.from(written, encoding).toString('latin1');
    const leaks = file === own.dockerfile ? leaksIn(text) : shapesIn(text).map((looks) => ({ looks }));
    return leaks.map((leak) => literal(path, `"${folder}/${file}"`, leak));
  });
}

/** A default and an example are written into `.env.example`. */
function defaults({ path, variables }: StackModel): readonly Complaint[] {
  return variables.flatMap(({ kind, name, default: value, example }): readonly Complaint[] => {
    if (value === undefined && example === undefined) return none;
    const secret = kind === 'secret' || isSecretName(name);
    const [leak] = leaksIn(value ?? '', name);
    const looks = secret && isSecretValue(value ?? '') ? characters(value ?? '') : leak?.looks;
    const [shown] = leaksIn(example ?? '', name);
    return [
      ...(value === undefined || looks === undefined
        ? []
        : [
            {
              path,
              message: `the variable ${name} has a default of ${looks}: whoever reads the repository has it`,
              fix: `leave its default out, or make it a Secret`,
            },
          ]),
      ...(shown === undefined
        ? []
        : [
            {
              path,
              message: `the variable ${name} has ${shown.looks} as its example: whoever reads the repository has it`,
              fix: `show the form with a value that opens nothing, or leave the example out`,
            },
          ]),
    ];
  });
}
