import { literal } from '../../compose/text.ts';
import { pointers } from '../../graph/pointers.ts';
import { envNames } from '../../graph/texts.ts';
import { profilesOf } from '../../lower/runs.ts';
import { configOf } from '../../lower.ts';
import type { Complaint, Rule } from '../../model/finding.ts';
import type { ServiceModel } from '../../model/service.ts';
import type { StackModel } from '../../model/stack.ts';

/** What names of one kind may be. */
interface Kind {
  /** What the name is used as. */
  readonly as: string;
  readonly legal: RegExp;
  /** What happens with such a name, and what it may consist of. */
  readonly because: string;
  readonly better: (name: string) => string;
}

interface Named extends Kind {
  readonly path: string;
  readonly name: string;
  /** Of which service it is a host. @default - of none */
  readonly of?: ServiceModel;
}

const label = (name: string) => tidy(name.toLowerCase(), /[^a-z0-9]+/g);
const word = (name: string) => tidy(name, /[^A-Za-z0-9_]+/g);

/** A label of a host name. @see https://www.rfc-editor.org/rfc/rfc1123#section-2 */
const host = {
  legal: /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/,
  because: 'clients refuse such a host (up to 63 lower-case letters, digits and hyphens)',
  better: label,
};
const service: Kind = { as: 'the name of a service', ...host };
const hostname: Kind = { as: 'part of a hostname', ...host };

/**
 * What resolvers take for an address without asking anybody, numbers in any base included, and what stands in each container's own hosts file.
 * @see https://pubs.opengroup.org/onlinepubs/9799919799/functions/inet_addr.html
 */
const address = {
  legal:
    /^(?!(?:(?:0x[0-9a-f]+|\d+)(?:\.(?:0x[0-9a-f]+|\d+)){0,3}|(?:ip6-)?(?:localhost|loopback)|localhost\.localdomain|host\.docker\.internal|gateway\.docker\.internal)$)/i,
  because:
    'resolvers take it for an address or for the container itself, and nobody reaches the service by it',
  better: (bad: string) => `app-${label(bad.toLowerCase())}`,
};
const known: Kind = { as: 'a name of a service', ...address };

const target = {
  legal: /^[A-Za-z0-9][A-Za-z0-9_-]*$/,
  because: 'make cannot run it (letters, digits, hyphens and underscores)',
  better: word,
};
const phase: Kind = { as: 'the name of a phase, for start-<phase>', ...target };
const ofMakefile: Kind = { as: 'a target of the Makefile', ...target };

const project: Kind = {
  as: 'the name of a project',
  // It is also part of the names of the images that are built.
  legal: /^[a-z0-9]+((_{1,2}|-+)[a-z0-9]+)*$/,
  because: 'Compose refuses it (lower-case letters and digits, single hyphens or underscores between them)',
  better: label,
};

const profile: Kind = {
  as: 'the name of a profile',
  legal: /^[A-Za-z0-9][A-Za-z0-9_.-]+$/,
  because: 'Compose refuses it (two or more letters, digits, dots, hyphens and underscores)',
  better: (bad) => word(bad).padEnd(2, 's'),
};

const variable: Kind = {
  as: 'the name of a variable in env',
  legal: /^[^\s=]+$/,
  because: 'the container gets another variable than you wrote (no space, no equals sign)',
  better: (bad) => bad.replace(/[\s=]+/g, '_').replace(/^_+|_+$/g, '') || 'NAME',
};

const container: Kind = {
  as: 'the name of a container',
  legal: /^[A-Za-z0-9][A-Za-z0-9_.-]+$/,
  because: 'the engine refuses it (two or more letters, digits, dots, hyphens and underscores)',
  better: (bad) => word(bad).padEnd(2, 's'),
};

const ofDocker: Kind = {
  as: 'the name of a network, volume, config or secret',
  legal: /^[A-Za-z0-9][A-Za-z0-9_.-]*$/,
  because: 'Docker refuses it (letters, digits, dots, hyphens and underscores)',
  better: word,
};

/** Every name is one that its reader takes. */
export const namesLegal: Rule = {
  id: 'names-legal',
  severity: 'error',
  summary: 'Names are legal where they end up: host names, Docker objects, targets of make.',
  check: (stack) => {
    const spoken = spokenTo(stack);
    const found = wrong(stack);
    const taken = found.length === 0 ? new Set<string>() : takenIn(stack);
    return found.flatMap((one) => complaint(one, spoken, taken));
  },
  about: {
    why: 'A service is reached by its name, so that name must be a legal host name: some clients of HTTP and every certificate refuse an underscore, which databases and their clients take. Docker, Compose and make have narrower alphabets of their own, and each refuses the whole file for one name.',
    wrong: `
      new Service(phase, 'Web_App', { image: 'example.org/shop:1.0.0' });
    `,
    right: `
      new Service(phase, 'web-app', { image: 'example.org/shop:1.0.0' });
    `,
    sources: [
      'https://www.rfc-editor.org/rfc/rfc1123#section-2',
      'https://bugs.openjdk.org/browse/JDK-8221675',
      'https://github.com/django/django/blob/main/django/http/request.py',
      'https://docs.docker.com/compose/how-tos/project-name/',
    ],
  },
};

/** A system has thousands of names, and nearly all are right. */
function wrong(stack: StackModel): readonly Named[] {
  const { path, phases, services, networks, volumes, configs = [], secrets = [] } = stack;
  return [
    ...unfit(project, path, [stack.project]),
    ...phases.flatMap((one) => unfit(phase, one.path, [one.id])),
    ...services.flatMap(ofService),
    ...written(stack),
    ...[...networks, ...volumes, ...configs, ...secrets].flatMap((one) =>
      unfit(ofDocker, one.path, [one.id]),
    ),
  ];
}

const none: readonly Named[] = [];

function unfit(kind: Kind & Pick<Named, 'of'>, path: string, names: Iterable<string>): readonly Named[] {
  let found = none;
  for (const name of names) if (!kind.legal.test(name)) found = [...found, { ...kind, path, name }];
  return found;
}

function ofService(one: ServiceModel): readonly Named[] {
  const { path, id, job, console } = one;
  const { hostname: host, containerName, networks } = configOf(one);
  const called = literal(host ?? []);
  const contained = literal(containerName ?? []);
  const others = [containerName, ...[...(networks?.values() ?? [])].flatMap((on) => on?.aliases ?? [])];
  return [
    // What is taken for an address needs another name altogether.
    ...(address.legal.test(id) ? unfit({ ...service, of: one }, path, [id]) : none),
    ...unfit(known, path, new Set([id, ...others.flatMap((name) => literal(name) || [])])),
    ...(contained ? unfit(container, path, [contained]) : none),
    ...(called ? unfit({ ...hostname, of: one }, path, called.split('.')) : none),
    ...[job?.target, console?.target].flatMap((name) =>
      name === undefined ? none : unfit(ofMakefile, path, [name]),
    ),
    ...unfit(profile, path, profilesOf(one)),
    ...unfit(variable, path, envNames(one)),
  ];
}

/** Other names that somebody calls a service by: an alias, a container name. */
function written(stack: StackModel): readonly Named[] {
  const services = new Map(stack.services.map((one) => [one.id, one]));
  const names = new Map<string, { readonly of: ServiceModel; readonly name: string; readonly by: string }>();
  for (const { host: written, to, from, where } of pointers(stack)) {
    const name = typeof written === 'string' ? written.toLowerCase() : to;
    const of = name === to ? undefined : services.get(to);
    if (of !== undefined) names.set(`${to} ${name}`, { of, name, by: `${where} of "${from.id}"` });
  }
  return [...names.values()].flatMap(({ of, name, by }) =>
    unfit({ as: `a host, as in ${by}`, of, ...host }, of.path, name.split('.')),
  );
}

function complaint(
  { path, name, as, because, better, of, legal }: Named,
  spoken: Spoken,
  taken: ReadonlySet<string>,
): readonly Complaint[] {
  const fix = `call it "${free(better(name), name, taken)}"`;
  const message = `"${name}" cannot be ${as}: ${because}`;
  if (of === undefined || !legal.test(name.replaceAll('_', '-'))) return [{ path, message, fix }];
  // Nobody writes the host of a database into a header, and makers of systems like to name one so.
  if (of.known?.traits?.writes !== undefined) return [];
  // Who takes a file of Compose as it is did not choose the name.
  if (of.bare === true && !spoken(of.id)) return [];
  const underscore = `"${name}" is ${as}, and has an underscore: some clients and servers of HTTP take no such host, as Java's and Django's`;
  return [{ path, severity: 'warn', message: underscore, fix }];
}

/** A name that nothing else has: two that differ in what is not legal would become one. */
function free(better: string, name: string, taken: ReadonlySet<string>): string {
  if (!taken.has(better) || better === name) return better;
  for (let number = 2; ; number++) {
    const next = `${better.slice(0, 60)}-${number}`;
    if (!taken.has(next)) return next;
  }
}

function takenIn({
  phases,
  services,
  networks,
  volumes,
  configs = [],
  secrets = [],
}: StackModel): ReadonlySet<string> {
  return new Set(
    [...phases, ...services, ...networks, ...volumes, ...configs, ...secrets].map(({ id }) => id),
  );
}

/** Whether somebody asks a service by HTTP. */
type Spoken = (id: string) => boolean;

function spokenTo(stack: StackModel): Spoken {
  let all: ReadonlySet<string> | undefined;
  return (id) => {
    all ??= new Set(pointers(stack).flatMap(({ to, scheme = '' }) => (/^https?$/.test(scheme) ? [to] : [])));
    return all.has(id);
  };
}

/** What is not allowed becomes one hyphen, and none stands at an end. */
function tidy(name: string, refused: RegExp): string {
  return (
    name
      .replace(refused, '-')
      .replace(/^[-_]+/, '')
      .slice(0, 63)
      .replace(/[-_]+$/, '') || 'other'
  );
}
