import { spellAddress } from '../compose/text.ts';
import type { Artifact } from '../model/artifact.ts';
import type { BackupModel } from '../model/backup.ts';
import { StowageError } from '../model/error.ts';
import type { ServiceModel } from '../model/service.ts';
import type { StackModel } from '../model/stack.ts';
import type { VolumeModel } from '../model/volume.ts';
import { builtImage } from './dockerfile.ts';
import { notice } from './notice.ts';
import { script } from './script.ts';
import { smokeTargets } from './smoke-test.ts';

/** Sourced by the programs below; none of them does anything by itself. */
const words = [
  'stores.sh',
  'described.sh',
  'manifest.sh',
  'volumes.sh',
  'plan.sh',
  'methods.sh',
  'renames.sh',
];

const programs = [
  'backup',
  'verify-backup',
  'backups',
  'restore',
  'restore-drill',
  'prune-backups',
  'upgrade',
];

const shared = [...words, ...programs].map(script);

const methods: Readonly<Record<BackupModel['method'], readonly ReturnType<typeof script>[]>> = {
  pg_dump: [script('method-pg_dump.sh')],
  clickhouse: [script('method-clickhouse.sh'), script('clickhouse-tables.sh')],
  bucket: [script('method-bucket.sh')],
  archive: [script('method-archive.sh')],
};

/** Everything that saves data, checks it, brings it back, or changes what runs on it. */
export function backupScripts(stack: StackModel): readonly Artifact[] {
  const facts = view(stack);
  return [...shared, ...methodsOf(stack).flatMap((method) => methods[method])].map((made) => made(facts));
}

function methodsOf(stack: StackModel): readonly BackupModel['method'][] {
  return [...new Set(stack.stores.map(({ method }) => method))];
}

function view(stack: StackModel): object {
  const application = applicationOf(stack);
  const resident = stack.services.filter((service) => service.kind === 'service' && !service.profile);
  const ids = (services: readonly ServiceModel[]) => services.map(({ id }) => id);
  return {
    notice: notice(stack),
    keepDays: String(stack.schedule?.keepDays ?? ''),
    stores: stack.stores.map((store) => ({
      name: store.name,
      method: store.method,
      words: storeWords(store),
    })),
    methods: methodsOf(stack),
    names: stack.stores.map(({ name }) => name),
    stored: [...new Set(stack.stores.flatMap(({ volumes }) => volumes))],
    archived: stack.stores.flatMap((store) => (store.method === 'archive' ? [store.volume] : [])),
    saving: saving(stack),
    loading: ids(resident.filter(({ id }) => neededToLoad(stack, application).has(id))),
    core: ids(resident.filter(({ id }) => !application.has(id))),
    application: ids(resident.filter(({ id }) => application.has(id))),
    jobs: ids(stack.services.filter((service) => service.kind === 'job' && !service.profile)),
    profiles: [...new Set(stack.services.flatMap(({ profile }) => profile ?? []))],
    images: stack.services.map((service) => `${service.id} ${imageOf(stack, service)}`),
    volumes: stack.volumes.map((volume) => `${volume.id} ${volume.kind} ${readerOf(stack, volume)}`),
    storeVolumes: stack.stores.flatMap(({ name, volumes }) => volumes.map((volume) => `${name} ${volume}`)),
    emptyWith: stack.volumes.flatMap(({ id, emptyWith }) => emptyWith.map((other) => `${id} ${other}`)),
    files: [
      ...stack.files.map(({ file }) => file),
      ...stack.services.flatMap(({ build }) => (build ? [`${build.folder}/Dockerfile`] : [])),
    ],
    smokeTargets: smokeTargets(stack),
    gates: stack.services.flatMap((service) => gate(service)),
  };
}

/** The words after the folder: the store's name, its service, and what its method asks for. */
function storeWords(store: BackupModel): readonly string[] {
  switch (store.method) {
    case 'pg_dump':
      return [store.name, store.service, store.database, store.user];
    case 'clickhouse':
      return [
        ...[store.name, store.service, store.database, store.disk, store.folder],
        String(store.fullEvery ?? 0),
      ];
    case 'bucket':
      return [store.name, store.service, store.bucket, store.client, store.alias];
    case 'archive':
      return [store.name, store.service, store.volume];
  }
}

/** The services that must run to be saved; a volume is read without its service. */
function saving(stack: StackModel): readonly string[] {
  return [...new Set(stack.stores.flatMap(({ method, service }) => (method === 'archive' ? [] : [service])))];
}

/**
 * The services that change what is stored, and so are stopped while it must not change: those after the last phase
 * that only runs jobs, or else after the last phase that holds a database.
 */
function applicationOf(stack: StackModel): ReadonlySet<string> {
  const phase = (id: string) => stack.phases.findIndex((candidate) => candidate.id === id);
  const onlyJobs = stack.phases.flatMap(({ id }, index) => {
    const members = stack.services.filter((service) => service.phase === id);
    return members.length > 0 && members.every(({ kind }) => kind === 'job') ? [index] : [];
  });
  const databases = stack.services.filter(({ id }) => saving(stack).includes(id));
  const last = onlyJobs.at(-1) ?? Math.max(-1, ...databases.map((service) => phase(service.phase)));
  return new Set(stack.services.filter((service) => phase(service.phase) > last).map(({ id }) => id));
}

/** The stores that are loaded through their service, and what these cannot start without. */
function neededToLoad(stack: StackModel, application: ReadonlySet<string>): ReadonlySet<string> {
  const needed = new Set<string>();
  const add = (id: string) => {
    const service = stack.services.find((candidate) => candidate.id === id);
    if (service === undefined || service.kind === 'job' || application.has(id) || needed.has(id)) return;
    needed.add(id);
    for (const dependency of service.dependsOn) add(dependency.service);
  };
  for (const id of saving(stack)) add(id);
  return needed;
}

/** The image as docker-compose.yml names it. */
function imageOf(stack: StackModel, service: ServiceModel): string {
  const { image } = service.compose;
  if (typeof image === 'string') return image;
  return service.build === undefined ? service.image : builtImage(stack, service, service.build);
}

/** The volume as Docker names it. */
export function volumeName(stack: StackModel, { id, compose }: VolumeModel): string {
  if (typeof compose.name === 'string') return compose.name;
  return compose.external === true ? id : `${stack.project}_${id}`;
}

/** A service whose image knows the owners of the volume's files: one that writes them. */
function readerOf(stack: StackModel, volume: VolumeModel): string {
  const mounting = stack.services.find(({ mounts }) =>
    mounts.some((mount) => mount.kind === 'volume' && mount.volume === volume.id),
  );
  return (mounting ?? stack.services[0])?.id ?? '';
}

/** @throws StowageError `gate-command` when the job's command cannot be repeated in another container. */
function gate({ id, job, entrypoint = [], command = [] }: ServiceModel): readonly object[] {
  if (job?.upgradeGate === undefined) return [];
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
