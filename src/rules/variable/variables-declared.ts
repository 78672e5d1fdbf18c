import { literal, variablesIn } from '../../compose/text.ts';
import { elementsOf } from '../../graph/elements.ts';
import { saidIn } from '../../graph/facts.ts';
import type { Spelling } from '../../graph/spelling.ts';
import { spelling } from '../../graph/spelling.ts';
import { byFile, envNames, filesOf, textsOf } from '../../graph/texts.ts';
import type { WrittenKeys } from '../../lower/written.ts';
import { writtenIn } from '../../lower/written.ts';
import { configOf } from '../../lower.ts';
import type { ConfigFileModel } from '../../model/config-file.ts';
import { lookInEach } from '../../model/each-service.ts';
import { exported } from '../../model/exported.ts';
import type { Complaint, Rule } from '../../model/finding.ts';
import { groupBy } from '../../model/groups.ts';
import type { ServiceModel } from '../../model/service.ts';
import type { StackModel } from '../../model/stack.ts';
import { dollarsIn, isForContainer } from '../facts/dollars.ts';
import { enumerated } from '../facts/wording.ts';

/** `.env.example` and the generated files speak of the same variables. */
export const variablesDeclared: Rule = {
  id: 'variables-declared',
  severity: 'error',
  summary:
    'Each variable of a generated file is in .env.example and no other is, and a mounted file finds its own in env.',
  check: lookInEach((stack) => {
    const known = new Set(stack.variables.map(({ name }) => name));
    const raw = namedInRaw(stack);
    const files = byFile(stack);
    return {
      in: (service): readonly Seen[] => [
        { uses: usesIn(service, raw.get(service) ?? none), unseen: unseen(service, files) },
      ],
      told: (found) => told(stack, known, found),
    };
  }),
  about: {
    why: 'Compose replaces a variable that .env does not have with nothing, and says so in one line among many. The container then starts with an empty setting. The other way round, a variable that nothing reads is filled in for nothing.',
    wrong: `
      new Service(phase, 'web', { image: 'example.org/shop:1.0.0', compose: { environment: { GREETING: '\${GREETNIG}' } } });
    `,
    right: `
      const greeting = new Variable('GREETING', { description: 'What visitors are told.' });
      new Service(phase, 'web', { image: 'example.org/shop:1.0.0', env: { GREETING: greeting } });
    `,
    sources: ['https://docs.docker.com/compose/how-tos/environment-variables/variable-interpolation/'],
  },
};

interface Use {
  readonly path: string;
  readonly who: string;
  readonly name: string;
  readonly where: string;
  /** What holds when it has no value. @default - nothing */
  readonly otherwise?: string;
}

/** What one service uses, and what a file that is read in it does not find there. */
interface Seen {
  readonly uses: readonly Use[];
  readonly unseen: readonly Complaint[];
}

function told(stack: StackModel, known: ReadonlySet<string>, seen: readonly Seen[]): readonly Complaint[] {
  const all = [...besides(stack), ...seen.flatMap(({ uses }) => uses), ...inFiles(stack, known)];
  const used = new Set(all.map(({ name }) => name));
  const names = spelling(known);
  return [
    ...groupBy(
      all.filter(({ name }) => !known.has(name)),
      ({ path, name }) => `${path}\n${name}`,
    ).map((group) => undeclared(group, names)),
    ...stack.variables
      .filter(({ name }) => !used.has(name))
      .map(({ name }) => ({
        path: stack.path,
        message: `nothing uses the variable ${name}: operators would fill it in for nothing`,
        fix: `pass ${name} to what needs it, or remove it`,
      })),
    ...seen.flatMap(({ unseen }) => unseen),
  ];
}

const none: ReadonlySet<string> = new Set();

/** @param written what its raw keys name: that is said of the key */
function usesIn(service: ServiceModel, written: ReadonlySet<string>): readonly Use[] {
  const { path, id, labels = [] } = service;
  const who = `"${id}"`;
  const found: Use[] = [];
  for (const { where, text } of textsOf(service))
    for (const name of variablesIn(text)) if (!written.has(name)) found.push({ path, who, name, where });
  configOf(service).environment?.forEach((value, name) => {
    if (value === null) found.push({ path, who, name, where: 'compose.environment' });
  });
  for (const { name: where, value } of labels)
    for (const name of variablesIn(value)) found.push({ path, who, name, where });
  return found;
}

function besides(stack: StackModel): readonly Use[] {
  const { path } = stack;
  return [
    ...variablesIn(stack.site ?? []).map((name) => ({ path, who: 'the stack', name, where: 'its site' })),
    ...(stack.schedule?.reads ?? []).map((name) => ({
      path,
      who: 'the schedule of the backups',
      name,
      where: 'its scripts',
    })),
  ];
}

function inFiles(stack: StackModel, known: ReadonlySet<string>): readonly Use[] {
  return [
    ...stack.files.flatMap((file) =>
      variablesOf(file).map((name) => ({ path: file.path, who: `"${file.file}"`, name, where: 'its text' })),
    ),
    ...writtenIn(stack).flatMap((written) => inRaw(written, known)),
    // The variable of a config or a secret is not replaced: Compose looks it up by its name.
    ...elementsOf(stack).flatMap(({ path, id, config }) => {
      const name = literal(config.environment);
      return name === undefined ? [] : [{ path, who: `"${id}"`, name, where: 'environment' }];
    }),
  ];
}

/** Variables in raw keys, but for those that a shell in the container reads. */
function inRaw({ path, who, service, leaves }: WrittenKeys, known: ReadonlySet<string>): readonly Use[] {
  const env = service === undefined ? none : envNames(service);
  return leaves.flatMap((leaf) =>
    dollarsIn(leaf.value).flatMap(({ name, otherwise }): readonly Use[] =>
      name === undefined || (!known.has(name) && isForContainer(name, leaf, env))
        ? []
        : [{ path, who, name, where: leaf.keys.join('.'), ...(otherwise !== undefined && { otherwise }) }],
    ),
  );
}

/** The variables that the raw keys of each service name. */
function namedInRaw(stack: StackModel): ReadonlyMap<ServiceModel, ReadonlySet<string>> {
  const named = new Map<ServiceModel, Set<string>>();
  for (const { service, leaves } of writtenIn(stack)) {
    if (service === undefined) continue;
    const names = named.get(service) ?? new Set();
    named.set(service, names);
    for (const { value } of leaves) for (const { name } of dollarsIn(value)) if (name) names.add(name);
  }
  return named;
}

function undeclared(group: readonly [Use, ...Use[]], names: Spelling): Complaint {
  const [{ path, who, name, otherwise }] = group;
  const meant = names.nearest(name);
  const where = enumerated(group.map((use) => use.where));
  if (exported.test(name))
    return {
      path,
      message: `${who} uses the variable ${name} in ${where}, which shells export: Compose takes what that of whoever starts it says, and .env is not asked`,
      fix: `pass new Variable('APP_${name}', { description: '…' }) in a prop, or write $$ for a dollar sign`,
    };
  const always = group.every((use) => use.otherwise === otherwise) ? otherwise : undefined;
  return {
    path,
    message: `${who} uses the variable ${name} in ${where}, but .env.example does not have it: it is ${always === undefined ? 'empty' : `"${always}"`} at run time`,
    fix:
      meant === undefined
        ? `pass new Variable('${name}', { description: '…' }) in a prop, or write $$ for a dollar sign`
        : `write ${meant}, which .env.example has`,
  };
}

/** A file that is read in the container takes its variables from the container's env. */
function unseen(service: ServiceModel, files: ReadonlyMap<string, ConfigFileModel>): readonly Complaint[] {
  const env = envNames(service);
  return filesOf(service, files).flatMap((file) =>
    file.rendered !== undefined
      ? []
      : [...new Set([...variablesOf(file), ...saidIn(file.content).env])]
          .filter((name) => !env.has(name))
          .map((name) => ({
            path: service.path,
            message: `"${file.file}" reads ${name} in the container, but the env of "${service.id}" does not have it: the program reads nothing there`,
            fix: `add it to the env of "${service.id}": env: { ${name}: … }`,
          })),
  );
}

function variablesOf({ content }: ConfigFileModel): readonly string[] {
  return saidIn(content).texts.flatMap(variablesIn);
}
