import { literal } from '../../compose/text.ts';
import { pointers } from '../../graph/pointers.ts';
import { envNames } from '../../graph/texts.ts';
import { profilesOf } from '../../lower/runs.ts';
import { configOf } from '../../lower.ts';
import type { Complaint, Rule } from '../../model/finding.ts';
import type { ServiceModel } from '../../model/service.ts';
import type { StackModel } from '../../model/stack.ts';

interface Named {
  readonly path: string;
  readonly name: string;
  /** What the name is used as. */
  readonly as: string;
  readonly legal: RegExp;
  /** What happens with such a name, and what it may consist of. */
  readonly because: string;
  readonly better: (name: string) => string;
}

const label = (name: string) => tidy(name.toLowerCase(), /[^a-z0-9]+/g);
const word = (name: string) => tidy(name, /[^A-Za-z0-9_]+/g);

/** A label of a host name. @see https://www.rfc-editor.org/rfc/rfc1123#section-2 */
const host = {
  legal: /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/,
  because: 'clients refuse such a host (up to 63 lower-case letters, digits and hyphens)',
  better: label,
};

const target = {
  legal: /^[A-Za-z0-9][A-Za-z0-9_-]*$/,
  because: 'make cannot run it (letters, digits, hyphens and underscores)',
  better: word,
};

const variable = /^[^\s=]+$/;

/** Every name is one that its reader takes. */
export const namesLegal: Rule = {
  id: 'names-legal',
  severity: 'error',
  summary: 'Names are legal where they end up: host names, Docker objects, targets of make.',
  check: (stack) =>
    named(stack)
      .filter(({ legal, name }) => !legal.test(name))
      .map(complaint),
  about: {
    why: 'A service is reached by its name, so that name must be a legal host name: some clients and every certificate refuse an underscore. Docker, Compose and make have narrower alphabets of their own, and each refuses the whole file for one name.',
    wrong: `
      new Service(phase, 'Web_App', { image: 'example.org/shop:1.0.0' });
    `,
    right: `
      new Service(phase, 'web-app', { image: 'example.org/shop:1.0.0' });
    `,
    sources: [
      'https://www.rfc-editor.org/rfc/rfc1123#section-2',
      'https://docs.docker.com/compose/how-tos/project-name/',
    ],
  },
};

function named(stack: StackModel): readonly Named[] {
  return [
    {
      path: stack.path,
      name: stack.project,
      as: 'the name of a project',
      // It is also part of the names of the images that are built.
      legal: /^[a-z0-9]+((_{1,2}|-+)[a-z0-9]+)*$/,
      because:
        'Compose refuses it (lower-case letters and digits, single hyphens or underscores between them)',
      better: label,
    },
    ...stack.phases.map(({ path, id }) => ({
      path,
      name: id,
      as: 'the name of a phase, for start-<phase>',
      ...target,
    })),
    ...stack.services.flatMap(ofService),
    ...written(stack),
    ...[...stack.networks, ...stack.volumes, ...(stack.configs ?? []), ...(stack.secrets ?? [])].map(
      ({ path, id }) => ({
        path,
        name: id,
        as: 'the name of a network, volume, config or secret',
        legal: /^[A-Za-z0-9][A-Za-z0-9_.-]*$/,
        because: 'Docker refuses it (letters, digits, dots, hyphens and underscores)',
        better: word,
      }),
    ),
  ];
}

function ofService(service: ServiceModel): readonly Named[] {
  const { path, id, job, console } = service;
  const hostname = literal(configOf(service).hostname ?? []);
  return [
    { path, name: id, as: 'the name of a service', ...host },
    ...(hostname ? hostname.split('.') : []).map((part) => ({
      path,
      name: part,
      as: 'part of a hostname',
      ...host,
    })),
    ...[job?.target, console?.target].flatMap((name) =>
      name === undefined ? [] : [{ path, name, as: 'a target of the Makefile', ...target }],
    ),
    ...profilesOf(service).map((name) => ({
      path,
      name,
      as: 'the name of a profile',
      legal: /^[A-Za-z0-9][A-Za-z0-9_.-]+$/,
      because: 'Compose refuses it (two or more letters, digits, dots, hyphens and underscores)',
      better: (bad: string) => word(bad).padEnd(2, 's'),
    })),
    // A system has thousands of these, and nearly all are right.
    ...[...envNames(service)]
      .filter((name) => !variable.test(name))
      .map((name) => ({
        path,
        name,
        as: 'the name of a variable in env',
        legal: variable,
        because: 'the container gets another variable than you wrote (no space, no equals sign)',
        better: word,
      })),
  ];
}

/** Other names that somebody calls a service by: an alias, a container name. */
function written(stack: StackModel): readonly Named[] {
  const paths = new Map(stack.services.map(({ id, path }) => [id, path]));
  const names = new Map(
    pointers(stack).flatMap(({ host: written, to, from, where }) => {
      const name = typeof written === 'string' ? written.toLowerCase() : to;
      return name !== to && paths.has(to)
        ? [[`${to} ${name}`, { path: paths.get(to) ?? '', name, by: `${where} of "${from.id}"` }]]
        : [];
    }),
  );
  return [...names.values()].flatMap(({ path, name, by }) =>
    name.split('.').map((part) => ({ path, name: part, as: `a host, as in ${by}`, ...host })),
  );
}

function complaint({ path, name, as, because, better }: Named): Complaint {
  return { path, message: `"${name}" cannot be ${as}: ${because}`, fix: `call it "${better(name)}"` };
}

/** What is not allowed becomes one hyphen, and none stands at an end. */
function tidy(name: string, refused: RegExp): string {
  return (
    name
      .replace(refused, '-')
      .replace(/^[-_]+|[-_]+$/g, '')
      .slice(0, 63) || 'other'
  );
}
