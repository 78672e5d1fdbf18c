import type { Text } from '../../compose/text.ts';
import { literal } from '../../compose/text.ts';
import { byFile } from '../../graph/texts.ts';
import { plainSource } from '../../lower/runs.ts';
import { configOf, resourcesOf } from '../../lower.ts';
import { lookInEach } from '../../model/each-service.ts';
import type { Complaint, Rule } from '../../model/finding.ts';
import type { ServiceModel } from '../../model/service.ts';
import type { StackModel } from '../../model/stack.ts';

/** What Compose reads beside its file is there. */
export const filesPresent: Rule = {
  id: 'files-present',
  severity: 'error',
  summary:
    'Each file that Compose itself reads from beside the compose file is generated, or said to lie on the host.',
  check: lookInEach((stack) => {
    const known = new Set([
      ...byFile(stack).keys(),
      ...(stack.operationsFiles ?? []).map(({ file }) => file),
      '.env',
      'docker-compose.yml',
    ]);
    return {
      in: (service) => ofService(service, known),
      told: (found) => [...ofStack(stack, known), ...found],
    };
  }),
  about: {
    why: 'Compose reads more files than its own: variables of a container, other compose files, secrets and configs, a Dockerfile. What a file of the author names there lies on his own machine, and not in the operations repository: Compose refuses the whole project, be it for one service that nobody wants to start.',
    wrong: `
      new Service(phase, 'web', { image: 'example.org/shop:1.0.0', compose: { env_file: './web.env' } });
    `,
    right: `
      new Service(phase, 'web', { image: 'example.org/shop:1.0.0', envFiles: ['.env.web'] });
    `,
    sources: [
      'https://docs.docker.com/reference/compose-file/services/#env_file',
      'https://docs.docker.com/reference/compose-file/include/',
    ],
  },
};

type Known = ReadonlySet<string>;

/** A path beside the compose file that nothing makes; what lies elsewhere, or a variable says, is the host's. */
function missing(text: Text | undefined, known: Known): string | undefined {
  const written = literal(text);
  if (written === undefined || written === '' || /^(?:[/~\\]|[\w-]+:|git@)/.test(written)) return undefined;
  return known.has(plainSource(written)) ? undefined : written;
}

function* ofService(service: ServiceModel, known: Known): Iterable<Complaint> {
  const { path, id, needs, build: ours } = service;
  const { envFile = [], extends: base, labelFile = [], securityOpt = [], build } = configOf(service);
  const profiles = securityOpt.filter((option) => literal(option)?.startsWith('seccomp') === true);
  // Most services name no file.
  const named = envFile.length + labelFile.length + profiles.length;
  if (build === undefined && base === undefined && named === 0) return;
  const said = (text: Text | undefined, how: string, then: string, fix: string): Complaint[] => {
    const file = missing(text, known);
    return file === undefined
      ? []
      : [{ path, message: `"${id}" ${how} ${file}, and nothing generates it: ${then}`, fix }];
  };
  const onHost = new Set(needs?.envFiles);
  for (const { path: file, required } of envFile)
    if (required === true && !onHost.has(plainSource(literal(file) ?? '')))
      yield* said(
        file,
        'takes variables from',
        refused,
        `write them in env; a file that the operator keeps beside .env is envFiles: ['.env.${id}']`,
      );
  yield* said(base?.file, 'extends a service of', refused, 'write its keys out, or make a construct of them');
  for (const file of labelFile) yield* said(file, 'takes labels from', refused, 'write them in labels');
  for (const option of profiles) {
    const [, profile] = /^seccomp[:=](?!(?:unconfined|builtin)$)([\s\S]+)/.exec(literal(option) ?? '') ?? [];
    yield* said(
      profile === undefined ? undefined : [profile],
      'is confined by',
      'Compose cannot make its container',
      `make it: new OperationsFile(stack, 'seccomp', { file: '${plainSource(profile ?? '')}', … }), or write where it lies on the host: seccomp:/etc/…`,
    );
  }
  // A folder that is there must hold something; what is generated lies in one.
  for (const [name, context] of build?.additionalContexts ?? [])
    if (!isMade(context, known))
      yield* said(
        context,
        `is built with ${name} from`,
        'its image cannot be built',
        'write an address of git, or a path of the host',
      );
  if (ours !== undefined || build?.dockerfileInline !== undefined || build?.context === undefined) return;
  const context = literal(build.context);
  if (context === undefined || missing([context === '.' ? './x' : context], none) === undefined) return;
  const dockerfile = literal(build.dockerfile ?? ['Dockerfile']);
  const file = `${plainSource(context).replace(/^\.$/, '')}/${plainSource(dockerfile ?? '')}`.replace(
    /^\//,
    '',
  );
  yield* said(
    dockerfile === undefined ? undefined : [file],
    'is built by',
    'its image cannot be built',
    // Spelled so, because what makes one script of the sources puts a place where the whole word stands.
    `say it as a prop: build: { folder: '${plainSource(context).replace(/\W+/g, '') || id}', context: folderBeside(${'import.meta'}.url, '${context.startsWith('.') ? context : `./${context}`}')${dockerfile === undefined || dockerfile === 'Dockerfile' ? '' : `, dockerfile: '${plainSource(dockerfile)}'`} }`,
  );
}

/** Whether it is the folder of the compose file, or one that a generated file lies in. */
function isMade(folder: Text, known: Known): boolean {
  const path = plainSource(literal(folder) ?? '');
  return path === '' || path === '.' || [...known].some((file) => file.startsWith(`${path}/`));
}

const none: Known = new Set();
const refused = 'Compose refuses the whole project';

function* ofStack(stack: StackModel, known: Known): Iterable<Complaint> {
  const { include = [], configs, secrets } = resourcesOf(stack);
  for (const { path: files = [] } of include)
    for (const one of files) {
      const file = missing(one, known);
      if (file !== undefined)
        yield {
          path: stack.path,
          message: `the stack includes ${file}, and nothing generates it: ${refused}`,
          fix: 'write what it says as constructs, or as raw keys of the stack',
        };
    }
  const elements = new Map(
    [...(stack.configs ?? []), ...(stack.secrets ?? [])].map((one) => [one.id, one.path]),
  );
  for (const [kind, all] of [
    ['config', configs],
    ['secret', secrets],
  ] as const)
    for (const [id, { file: said }] of all ?? []) {
      const file = missing(said, known);
      if (file !== undefined)
        yield {
          path: elements.get(id) ?? stack.path,
          message: `the ${kind} "${id}" is the file ${file}, and nothing generates it: no service that takes it can start`,
          fix:
            kind === 'config'
              ? `make it: new ConfigFile(stack, '${id}', { file: '${plainSource(file)}', content: '…' }), and mount that`
              : `keep it in .env: env: { ${id.toUpperCase().replace(/\W+/g, '_')}_FILE: secret.file } of a new Secret(…)`,
        };
    }
}
