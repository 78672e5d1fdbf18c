import { spellText } from '../../../compose/interpolation.ts';
import { literal, showText, spellAddress, splitText } from '../../../compose/text.ts';
import { notice } from '../../../files/notice.ts';
import { projectOf } from '../../../files/project.ts';
import { waitsOf } from '../../../graph/wiring.ts';
import { isAskedFor, keepsRunning, startOf, startsAlways } from '../../../lower/runs.ts';
import { configOf, resourcesOf } from '../../../lower.ts';
import type { Artifact } from '../../../model/artifact.ts';
import { generatedAt } from '../../../model/config-file.ts';
import { StowageError } from '../../../model/error.ts';
import { withoutHost } from '../../../model/network.ts';
import type { ServiceModel } from '../../../model/service.ts';
import type { StackModel } from '../../../model/stack.ts';
import type { VolumeModel } from '../../../model/volume.ts';
import { phasesOf } from '../phases.ts';
import { methodFile } from '../scripts/brought.ts';
import { envFilesOf } from '../scripts/env-files.ts';
import { hasMajors, movesMajors } from '../scripts/majors.ts';
import { script } from '../scripts/script.ts';
import { smokeTargets } from '../scripts/smoke-test.ts';
import { hostPathFacts } from './host-paths.ts';
import { groupsOf } from './rest.ts';

/** Sourced by the programs below; none of them does anything by itself. */
const words = [
  'stores.sh',
  'described.sh',
  'manifest.sh',
  'signature.sh',
  'volumes.sh',
  'plan.sh',
  'methods.sh',
  'renames.sh',
  'releases.sh',
];

const programs = [
  'backup',
  'verify-backup',
  'backups',
  'restore',
  'restore-drill',
  'prune-backups',
  'upgrade',
  'releases',
  'rollback',
];

const shared = [...words, ...programs].map(script);
/** Only where something stands still, or is told something, around the backup of a store. */
const resting = script('rest.sh');
/** Only where a backup holds a folder of the host. */
const onHost = script('host-paths.sh');

/** Everything that saves data, checks it, brings it back, or changes what runs on it. */
export function backupScripts(stack: StackModel): readonly Artifact[] {
  const known = view(stack);
  const facts = { ...known, ...hostPathFacts(stack, known.loading) };
  return [...shared, ...(facts.rests ? [resting] : []), ...(facts.savedPaths.length > 0 ? [onHost] : [])].map(
    (made) => made(facts),
  );
}

/** The shell text of all methods, which says what they call: a pause, a whole backup where others stand on each other. */
function textsOf({ stores }: StackModel): readonly string[] {
  return stores.flatMap(({ method }) => [method.script, ...Object.values(method.parts ?? {})]);
}

function view(stack: StackModel) {
  const application = applicationOf(stack);
  const needed = neededToLoad(stack, application);
  const groups = groupsOf(stack, needed);
  const texts = textsOf(stack);
  const reader = readers(stack);
  const resident = stack.services.filter(keepsRunning);
  const ids = (services: readonly ServiceModel[]) => services.map(({ id }) => id);
  return {
    notice: notice(stack),
    inhibit: withoutHost,
    keepDays: String(stack.schedule?.keepDays ?? ''),
    groups,
    expanded: stack.stores.some(({ words }) => words.some((word) => /[$`]/.test(word))),
    rests:
      groups.some(({ resting, before }) => resting !== undefined || before.length > 0) ||
      texts.some((text) => /\bpause_users\b/.test(text)),
    full: texts.some((text) => /\bFULL\b/.test(text)),
    methods: [...new Set(stack.stores.map(({ method }) => methodFile(method)))],
    majors: hasMajors(stack),
    moves: movesMajors(stack),
    example: renameExample(stack),
    names: stack.stores.map(({ name }) => name),
    stored: [...new Set(stack.stores.flatMap(({ volumes }) => volumes))],
    archived: stack.stores.flatMap(({ method, volumes }) => (method.through === 'volume' ? volumes : [])),
    saving: saving(stack),
    loading: ids(resident.filter(({ id }) => needed.has(id))),
    core: ids(resident.filter(({ id }) => !application.has(id))),
    application: ids(resident.filter(({ id }) => application.has(id))),
    standing: ids(resident.filter(({ id, serves }) => application.has(id) && serves?.staysUp === true)),
    built: ids(stack.services.filter((service) => configOf(service).build !== undefined)),
    asked: ids(stack.services.filter(isAskedFor)),
    jobs: ids(stack.services.filter((service) => service.kind === 'job' && startsAlways(service))),
    images: stack.services.flatMap((service) => imageInFile(stack, service)),
    volumes: stack.volumes.map(
      (volume) => `${volume.id} ${volume.kind} ${reader.get(volume.id) ?? stack.services[0]?.id ?? ''}`,
    ),
    storeVolumes: stack.stores.flatMap(({ name, volumes }) => volumes.map((volume) => `${name} ${volume}`)),
    emptyWith: stack.volumes.flatMap(({ id, emptyWith }) => emptyWith.map((other) => `${id} ${other}`)),
    envFiles: envFilesOf(stack).flatMap(({ path, beside }) => (beside ? [path] : [])),
    files: [
      ...stack.files.map(generatedAt),
      ...stack.services.flatMap(({ build }) => (build ? [`${build.folder}/Dockerfile`] : [])),
    ],
    smokeTargets: smokeTargets(stack),
    gates: stack.services.flatMap((service) => gate(service)),
  };
}

/** What an operator may write where a volume has another name now. */
function renameExample({ volumes }: StackModel): string {
  const id = volumes[0]?.id ?? 'data';
  return `for example: ADOPT=${id === 'db_data' ? 'old_data' : 'db_data'}:${id}`;
}

/** The services that must run to be saved; a volume is read without its service. */
function saving(stack: StackModel): readonly string[] {
  return [
    ...new Set(stack.stores.flatMap(({ method, service }) => (method.through === 'volume' ? [] : [service]))),
  ];
}

/**
 * The services that change what is stored, and so are stopped while it must not change: those after the last phase
 * that only runs jobs, or else after the last phase that holds a database.
 */
export function applicationOf(stack: StackModel): ReadonlySet<string> {
  const phases = phasesOf(stack);
  const databases = new Set(saving(stack));
  const onlyJobs = phases.findLastIndex(
    ({ members }) => members.length > 0 && members.every(({ kind }) => kind === 'job'),
  );
  const last =
    onlyJobs >= 0
      ? onlyJobs
      : phases.findLastIndex(({ members }) => members.some(({ id }) => databases.has(id)));
  return new Set(phases.slice(last + 1).flatMap(({ members }) => members.map(({ id }) => id)));
}

/** The stores that are loaded through their service, and what these cannot start without. */
function neededToLoad(stack: StackModel, application: ReadonlySet<string>): ReadonlySet<string> {
  const byId = new Map(stack.services.map((service) => [service.id, service]));
  const needed = new Set<string>();
  const add = (id: string) => {
    const service = byId.get(id);
    if (service === undefined || service.kind === 'job' || application.has(id) || needed.has(id)) return;
    needed.add(id);
    for (const wait of waitsOf(service)) add(wait.service);
  };
  for (const id of saving(stack)) add(id);
  return needed;
}

/**
 * The image as docker-compose.yml names it, or Compose, where that has no name for what is built. Where a variable says more of it than the registry, the
 * version of these files says nothing of it.
 */
function imageInFile(stack: StackModel, { id }: ServiceModel): readonly string[] {
  const image = projectOf(stack).services?.get(id)?.image ?? [`${stack.project}-${id}`];
  const name = splitText(image, '/').at(-1);
  return name !== undefined && literal(name) === undefined ? [] : [`${id} ${showText(image)}`];
}

/** The volume as Docker names it. */
export function volumeName(stack: StackModel, { id }: VolumeModel): string {
  const { name, external } = resourcesOf(stack).volumes?.get(id) ?? {};
  if (name !== undefined) return spellText(name);
  return external === true ? id : `${stack.project}_${id}`;
}

/** For each volume a service whose image knows the owners of its files: the first one that mounts it. */
function readers(stack: StackModel): ReadonlyMap<string, string> {
  const first = new Map<string, string>();
  for (const service of stack.services)
    for (const { type, source } of configOf(service).volumes ?? []) {
      const volume = type === 'volume' && literal(source);
      if (volume && !first.has(volume)) first.set(volume, service.id);
    }
  return first;
}

/** @throws StowageError `gate-command` when the job's command cannot be repeated in another container. */
function gate(service: ServiceModel): readonly object[] {
  const { id, job } = service;
  if (job?.upgradeGate === undefined) return [];
  const { entrypoint, command } = startOf(service);
  const line = [...entrypoint, ...command].map((text) =>
    text
      .map((part) => {
        if (typeof part === 'string') return part;
        if (part.kind === 'address') return spellAddress(part);
        throw new StowageError(
          'gate-command',
          `the command of "${id}" has \${${part.name}} in it, and an upgrade gate repeats it where others can read it`,
          'let the program read the variable from its environment',
        );
      })
      .join(''),
  );
  if (line.length > 0) return [{ words: [job.target, job.upgradeGate, ...line] }];
  throw new StowageError(
    'gate-command',
    `"${id}" is an upgrade gate and has no command of its own to repeat`,
    `give "${id}" a command`,
  );
}
