import { literal } from '../../compose/text.ts';
import { isChecked } from '../../lower/readiness.ts';
import { keepsRunning, startsAlways } from '../../lower/runs.ts';
import { configOf, resourcesOf } from '../../lower.ts';
import type { StoreModel } from '../../model/backup.ts';
import type { Complaint, Rule } from '../../model/finding.ts';
import type { ServiceModel } from '../../model/service.ts';
import type { StackModel } from '../../model/stack.ts';
import { asConst, quoted } from '../facts/wording.ts';

/** What a backup holds comes back. */
export const backupRestores: Rule = {
  id: 'backup-restores',
  severity: 'error',
  summary: 'Whatever a backup holds, a restore brings back, once, into what it has emptied.',
  check: (stack) => {
    if (stack.stores.length === 0) return [];
    const byId = new Map(stack.services.map((service) => [service.id, service]));
    const jobs = lastJobs(stack);
    return [
      ...stack.stores.flatMap((store) => {
        const service = byId.get(store.service);
        if (service === undefined) return [];
        return store.method.through === 'volume'
          ? unmade(stack, store)
          : running(store, service, jobs.after.has(service.phase) ? jobs.ids : []);
      }),
      ...twice(stack),
    ];
  },
  about: {
    why: 'A restore empties the volumes of a store, starts its service, and loads it. A dump of what lies in no volume is loaded over what is there; a service that never keeps running, or that starts after the jobs of the start order, is not there to load it; a volume that Compose makes when somebody asks for its service is not there to be saved; one volume in two stores is written twice, and the last one stays.',
    wrong: `
      new Service(phase, 'wiki', { image: 'example.org/wiki:2.0.0', health: { exec: ['check'] }, backup: { dump: ['wiki', 'export'], load: ['wiki', 'import'] } });
    `,
    right: `
      const pages = new Volume(phase, 'pages', { holds: 'All pages' });
      new Service(phase, 'wiki', { image: 'example.org/wiki:2.0.0', health: { exec: ['check'] }, backup: { dump: ['wiki', 'export'], load: ['wiki', 'import'] } }).mount(pages, '/srv/wiki');
    `,
    sources: ['https://docs.docker.com/engine/storage/volumes/#back-up-restore-or-migrate-data-volumes'],
  },
};

/** What is saved and loaded through its service, which runs meanwhile. */
function running(
  { path, volumes }: StoreModel,
  service: ServiceModel,
  jobs: readonly string[],
): readonly Complaint[] {
  const { id } = service;
  if (!keepsRunning(service))
    return [
      {
        path,
        message: `"${id}" is saved through itself, and it does not keep running: every backup fails`,
        fix: `archive its files, backup: { stop: true }, or save them by way of a service that runs`,
      },
    ];
  if (jobs.length > 0)
    return [
      {
        path,
        message: `"${id}" is loaded before the jobs of the start order run, and it starts after ${quoted(jobs)}: a restore does not find it`,
        fix: `make ${asConst(id)} in an earlier phase than that of ${quoted(jobs)}, or archive its files, backup: { stop: true }`,
      },
    ];
  return [
    ...(volumes.length === 0
      ? [
          {
            path,
            message: `a restore loads the backup of "${id}" over what is there: no volume belongs to it that would be emptied before`,
            fix: `mount a volume of state where "${id}" keeps what is saved, or name it: backup: { method, volumes: […] }`,
          },
        ]
      : []),
    ...(isChecked(service)
      ? []
      : [
          {
            path,
            severity: 'warn' as const,
            message: `"${id}" has no health check, so a restore does not know when it can take its backup`,
            fix: `give "${id}" a health check that succeeds once it answers: health: { exec: […] }`,
          },
        ]),
  ];
}

/** Volumes that nothing makes which starts by itself: Compose makes those of what it starts. */
function unmade(stack: StackModel, { path, volumes }: StoreModel): readonly Complaint[] {
  const known = resourcesOf(stack).volumes;
  return volumes.flatMap((volume) => {
    const users = stack.services.filter((service) =>
      configOf(service).volumes?.some(({ type, source }) => type === 'volume' && literal(source) === volume),
    );
    return users.length === 0 || users.some(startsAlways) || known?.get(volume)?.external === true
      ? []
      : [
          {
            path,
            message: `"${volume}" is made when somebody asks for ${quoted(users.map(({ id }) => id))}: every backup before that fails`,
            fix: 'take the profile away, mount it in what starts by itself, or leave it out: backup: false',
          },
        ];
  });
}

/** The jobs of the last phase that holds nothing else, and the phases that start after them. */
function lastJobs({ phases, services }: StackModel): {
  readonly ids: readonly string[];
  readonly after: ReadonlySet<string>;
} {
  const members = new Map(phases.map(({ id }): [string, ServiceModel[]] => [id, []]));
  for (const service of services) members.get(service.phase)?.push(service);
  const last = phases.findLastIndex(({ id }) => {
    const all = members.get(id) ?? [];
    return all.length > 0 && all.every(({ kind }) => kind === 'job');
  });
  const ids = members.get(phases[last]?.id ?? '')?.map(({ id }) => id) ?? [];
  return { ids, after: new Set(last < 0 ? [] : phases.slice(last + 1).map(({ id }) => id)) };
}

function twice({ stores }: StackModel): readonly Complaint[] {
  const before = new Map<string, StoreModel[]>();
  return stores.flatMap((store) =>
    store.volumes.flatMap((volume) => {
      const others = before.get(volume) ?? [];
      before.set(volume, [...others, store]);
      const other = others.find((one) => !areParts(one, store));
      return other === undefined
        ? []
        : [
            {
              path: store.path,
              also: [other.path],
              message: `"${volume}" is saved as ${other.name} and as ${store.name}: a restore writes it twice, and what comes last stays`,
              fix: `save it once: leave one of the two out, or name its volumes without "${volume}"`,
            },
          ];
    }),
  );
}

/** Two buckets of one server: its method is told which part of the volume it brings back. */
function areParts(one: StoreModel, other: StoreModel): boolean {
  return (
    one.service === other.service &&
    one.method.name === other.method.name &&
    one.method.through === 'service' &&
    one.words.join('\n') !== other.words.join('\n')
  );
}
