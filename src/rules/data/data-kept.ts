import { spellText } from '../../compose/interpolation.ts';
import { isForData, isIn } from '../../graph/data-paths.ts';
import type { DataPlace } from '../../graph/data-places.ts';
import { dataPlaces, keptTargets, memoryVolumes } from '../../graph/data-places.ts';
import { pointers } from '../../graph/pointers.ts';
import { envNames, textsOf } from '../../graph/texts.ts';
import { isForMark } from '../../lower/job-mark.ts';
import { startOf } from '../../lower/runs.ts';
import { configOf } from '../../lower.ts';
import { lookInEach } from '../../model/each-service.ts';
import type { Edit } from '../../model/edit.ts';
import type { Complaint, Rule } from '../../model/finding.ts';
import { remembered } from '../../model/remembered.ts';
import type { ServiceModel } from '../../model/service.ts';
import type { StackModel } from '../../model/stack.ts';
import { startsOther } from '../facts/servers.ts';

/** What must outlive a container is in a place that does. */
export const dataKept: Rule = {
  id: 'data-kept',
  severity: 'error',
  summary:
    'What an image keeps lies in a mount with a name, at the place that its version uses and the next container looks at, and no state is in memory.',
  check: lookInEach((stack) => {
    const all = dataPlaces(stack);
    const volumes = new Set(stack.volumes.map(({ id }) => id));
    return {
      in: (service) => {
        const places = (all.get(service) ?? none).filter(({ likely }) => !likely);
        const kept = isClient(stack, service)
          ? []
          : [...lost(service, places, volumes, memoryVolumes(stack)), ...homeless(service)];
        return [...kept, ...anonymous(service, places)];
      },
      told: (found) => [...inMemory(stack), ...found],
    };
  }),
  about: {
    why: 'Without a mount at its data path a database writes into its container, or into a volume without a name: the next change of its configuration makes a new container with an empty database. So it does with a mount one folder higher, where the image has a volume of its own, and with one that is memory. PostgreSQL keeps its data one folder higher since version 18, so the mount of an older compose file misses them; RabbitMQ keeps them in a folder with the name of its host.',
    wrong: `
      new Service(phase, 'db', { image: 'mysql:8.4.6' });
    `,
    right: `
      const rows = new Volume(phase, 'db_data', { holds: 'Test rows', kind: 'cache' });
      new Service(phase, 'db', { image: 'mysql:8.4.6' }).mount(rows, '/var/lib/mysql');
    `,
    edits: 'It mounts a new volume where nothing is mounted, which stands still while it is saved.',
    sources: [
      'https://docs.docker.com/engine/storage/volumes/',
      'https://docs.docker.com/reference/dockerfile/#volume',
      'https://github.com/docker-library/docs/blob/master/postgres/content.md',
      'https://github.com/docker-library/docs/blob/master/rabbitmq/content.md',
    ],
  },
};

const none: readonly DataPlace[] = [];

/** Whether it runs what its image has for clients: it is told what to start, and names a server of the same product. */
function isClient(stack: StackModel, service: ServiceModel): boolean {
  if (startsOther(service)) return true;
  const { entrypoint, command } = startOf(service);
  const product = service.known?.product;
  const [first] = [...entrypoint, ...command];
  // An option is for the server that the image starts.
  if (product === undefined || first === undefined || spellText(first).startsWith('-')) return false;
  return serversNamed(stack).get(service.id)?.has(product) === true;
}

const serversNamed = remembered((stack: StackModel): ReadonlyMap<string, ReadonlySet<string>> => {
  const products = new Map(stack.services.map(({ id, known }) => [id, known?.product]));
  const named = new Map<string, Set<string>>();
  for (const { from, to, use } of pointers(stack)) {
    const product = products.get(to);
    const starts = use === 'command' || use === 'entrypoint' || use === 'env';
    if (product !== undefined && starts) named.set(from.id, (named.get(from.id) ?? new Set()).add(product));
  }
  return named;
});

/** State in memory, whoever mounts it. */
function inMemory(stack: StackModel): readonly Complaint[] {
  const there = memoryVolumes(stack);
  return stack.volumes.flatMap(({ path, id, kind }) =>
    kind === 'state' && there.has(id)
      ? [
          {
            path,
            message: `"${id}" holds state, and is in memory (driver_opts: ${there.get(id)}): it is empty when its last container has stopped`,
            fix: `leave driver_opts out of "${id}", or make it kind: 'cache' when it may be lost`,
          },
        ]
      : [],
  );
}

function lost(
  service: ServiceModel,
  places: readonly DataPlace[],
  volumes: ReadonlySet<string>,
  inMemory: ReadonlyMap<string, string>,
): readonly Complaint[] {
  const { id, path, known } = service;
  if (known === undefined || service.kind === 'job') return [];
  return places.flatMap((place) => {
    const { held } = place;
    if (['volume', 'host', 'unknown'].includes(held.by) || isMoved(service, place)) return [];
    // Where the image has a volume, that is what a mount replaces.
    const volume = (known.volumes ?? []).find((one) => isIn(place.path, one)) ?? place.path;
    const version = known.version === undefined ? '' : ` ${known.version}`;
    const from = known.from === undefined ? '' : `, says ${known.from.source} as of ${known.from.asOf}`;
    const keeps = `"${id}" keeps its data at ${place.path} (${known.product}${version}${from})`;
    const elsewhere = places.flatMap((one) => (one === place ? [] : one.held.at));
    const [why, fix, bare = false] = whyLost(service, place, volume, { inMemory, elsewhere });
    const edit = bare ? volumeFor(id, known.product, volume, volumes) : undefined;
    return [{ path, message: `${keeps}, and ${why}`, fix, ...(edit && { edit }) }];
  });
}

function volumeFor(
  id: string,
  product: string,
  target: string,
  taken: ReadonlySet<string>,
): Edit | undefined {
  const volume = `${id}-data`;
  if (taken.has(volume)) return undefined;
  return { kind: 'mount', target, volume, holds: `The data of ${product}` };
}

interface Around {
  readonly inMemory: ReadonlyMap<string, string>;
  /** Where mounts are that other data lie in. */
  readonly elsewhere: readonly string[];
}

function whyLost(
  service: ServiceModel,
  { held }: DataPlace,
  volume: string,
  { inMemory, elsewhere }: Around,
): readonly [why: string, fix: string, bare?: boolean] {
  const { id } = service;
  const mount = `${id}.mount(new Volume(…), '${volume}')`;
  const gone = 'they are gone with the container';
  if (held.by === 'memory')
    return held.source === undefined
      ? [`${held.at} is in memory: they are gone when it stops`, `give it a volume instead: ${mount}`]
      : held.source.startsWith('/')
        ? [
            `${held.source} of the host is empty after each reboot: they are gone then`,
            `mount a volume there, or a folder of a disk: ${mount}`,
          ]
        : [
            `the volume "${held.source}" is in memory (driver_opts: ${inMemory.get(held.source)}): they are gone when it stops`,
            `leave driver_opts out of the volume "${held.source}"`,
          ];
  if (held.by === 'nameless')
    return [
      `the volume there has no name: after down the next up makes another one, and that is empty`,
      `give it a name: ${mount}`,
    ];
  const { volumes: own = [], dataPaths = [], traits } = service.known ?? {};
  // Where it writes beside its own volumes until a variable says one of them.
  const beside = !dataPaths.some((path) => own.some((one) => isIn(path, one)));
  const variable = beside ? traits?.dataVariable : undefined;
  const near = keptTargets(service).find(
    (target) =>
      (isIn(target, volume) ||
        isIn(volume, target) ||
        (variable !== undefined && own.includes(target)) ||
        sharesFolder(target, volume) ||
        (traits?.keptBy !== undefined && isForData(target))) &&
      !elsewhere.includes(target) &&
      // A file in it is no place for the data.
      !(isIn(target, volume) && /\.\w+$/.test(target)),
  );
  if (near === undefined) return [`nothing is mounted there: ${gone}`, `give it a volume: ${mount}`, true];
  const hidden = isIn(volume, near) ? `, under a volume of the image's own` : '';
  const said = !isIn(volume, near) && own.includes(near) && variable;
  return [
    `the mount is at ${near}${hidden}: ${gone}`,
    said ? `say ${variable}: '${near}' of "${id}"` : `mount at ${volume} instead of ${near}`,
  ];
}

/** A flag or a variable that nobody has described may name another place, which is kept. */
function isMoved(service: ServiceModel, { path }: DataPlace): boolean {
  const targets = keptTargets(service);
  if (targets.length === 0) return false;
  return textsOf(service).some(({ use, text }) => {
    if (use === 'health' || (use === 'env' && service.known?.traits?.dataVariable !== undefined))
      return false;
    const named = spellText(text).match(/(?<![\w.$}])\/[\w./-]+/g) ?? [];
    return named.some((one) => !isIn(one, path) && targets.some((target) => isIn(one, target)));
  });
}

/** A folder that is called like the container, which gets a new name each time that it is made. */
function homeless(service: ServiceModel): readonly Complaint[] {
  const { id, path, known } = service;
  const variable = known?.nodeVariable;
  if (variable === undefined || service.kind === 'job' || envNames(service).has(variable)) return [];
  if (configOf(service).hostname !== undefined) return [];
  return [
    {
      path,
      message: `"${id}" keeps its data in a folder that is called like its host (${known?.product}), and that is another one in each new container: it starts empty, and the data lie beside it`,
      fix: `say hostname: '${id}' of "${id}"`,
    },
  ];
}

/** `/var/lib/postgresql/data` for `/var/lib/postgresql`, or the other way round. */
function sharesFolder(one: string, other: string): boolean {
  const folder = (path: string) => path.slice(0, path.lastIndexOf('/'));
  return one !== '/' && folder(one) !== '' && folder(one) === folder(other);
}

/** Mounts without a source, but for what the mark of a job needs. */
function anonymous(service: ServiceModel, places: readonly DataPlace[]): readonly Complaint[] {
  const { id, path } = service;
  const nameless = (configOf(service).volumes ?? []).filter(
    (mount) => mount.type === 'volume' && (mount.source ?? []).length === 0 && !isForMark(mount),
  );
  return nameless.flatMap(({ target = [] }) => {
    const place = spellText(target);
    if (places.some(({ held }) => held.by === 'nameless' && held.at === place)) return [];
    // A drive of Windows, and no path: paths-absolute says so.
    if (/^[A-Za-z]:/.test(place)) return [];
    return {
      path,
      severity: 'warn' as const,
      message: `"${id}" mounts a volume without a name at ${place}: a new container does not find it again, and it stays on the disk for ever`,
      fix: `give it a name: ${id}.mount(new Volume(…), '${place}'), or make it scratch: { '${place}': '64mb' }`,
    };
  });
}
