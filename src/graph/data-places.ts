import { spellText } from '../compose/interpolation.ts';
import { literal } from '../compose/text.ts';
import { isForMark } from '../lower/job-mark.ts';
import { configOf, resourcesOf } from '../lower.ts';
import { remembered } from '../model/remembered.ts';
import type { ServiceModel } from '../model/service.ts';
import type { StackModel } from '../model/stack.ts';
import { dataPathsOf, hasDataVolume, isIn, isToldToKeep, plain } from './data-paths.ts';

/** Where a service keeps what must outlive its container. */
export interface DataPlace {
  /** In its container. */
  readonly path: string;
  /** Where it keeps them if it keeps any: a volume of its image. */
  readonly likely: boolean;
  readonly held: Holder;
}

/** What is mounted there, or nearest above it. */
export interface Holder {
  /** A volume of the image is made anew with the container, and so is one without a name. `unknown`: other containers say it. */
  readonly by: 'volume' | 'host' | 'memory' | 'nameless' | 'image' | 'nothing' | 'unknown';
  /** Where in the container; empty for nothing. */
  readonly at: string;
  /** The name of the volume, or the path on the host. */
  readonly source?: string;
  /** Where in that the data are. */
  readonly inside: string;
  readonly readOnly: boolean;
}

/** The places of each service of which somebody has said where it keeps its data. */
export const dataPlaces = remembered((stack: StackModel): ReadonlyMap<ServiceModel, readonly DataPlace[]> => {
  const byId = new Map(stack.services.map((service) => [service.id, service]));
  // Of a volume that a construct made it is said there, and a cache may be where its author wants it.
  const constructed = new Set(stack.volumes.map(({ id }) => id));
  const inMemory = new Set([...memoryVolumes(stack).keys()].filter((name) => !constructed.has(name)));
  const caches = new Set(stack.volumes.flatMap(({ id, kind }) => (kind === 'state' ? [] : [id])));
  return new Map(
    stack.services.flatMap((service) => {
      const { dataPaths = [], traits, volumes = [] } = service.known ?? {};
      const keeps = isToldToKeep(service) || hasDataVolume(service, caches);
      const said = dataPathsOf(service, keeps);
      const likely = dataPaths.length === 0 && said.length === 0 && traits?.oneWriter === true && !keeps;
      const paths = likely ? volumes : said;
      if (paths.length === 0) return [];
      const mounted = holdersOf(service, byId, inMemory);
      return [[service, paths.map((path) => ({ path, likely, held: holderOf(path, mounted) }))]];
    }),
  );
});

/** The volumes that are in memory, whatever they hold, each with what its `driver_opts` say. */
export const memoryVolumes = remembered((stack: StackModel): ReadonlyMap<string, string> => {
  const all = [...(resourcesOf(stack).volumes ?? [])];
  return new Map(
    all.flatMap(([name, { driver = ['local'], driverOpts }]) => {
      if (literal(driver) !== 'local') return [];
      const said = (key: string) => literal(driverOpts?.get(key) ?? []) ?? '';
      if (/^(?:tmpfs|ramfs)$/.test(said('type'))) return [[name, said('type')] as const];
      const bound = /(?:^|,)r?bind(?:,|$)/.test(said('o')) && isEmptied(said('device'));
      return bound ? [[name, said('device')] as const] : [];
    }),
  );
});

/** Folders of a host that are empty when it has started again: memory, or swept at each start. @see https://refspecs.linuxfoundation.org/FHS_3.0/fhs/ch03s18.html */
function isEmptied(path: string): boolean {
  return ['/dev/shm', '/run', '/var/run', '/tmp'].some((folder) => isIn(path, folder));
}

type Mounted = Omit<Holder, 'inside' | 'readOnly'> & {
  readonly subpath?: string;
  readonly readOnly?: boolean;
};

/** What it mounts, the image's own volumes first: what a service says itself goes over them. */
function holdersOf(
  service: ServiceModel,
  byId: ReadonlyMap<string, ServiceModel>,
  inMemory: ReadonlySet<string>,
): readonly Mounted[] {
  const image = service.known?.volumes ?? [];
  return [
    ...image.map((at): Mounted => ({ by: 'image', at: plain(at) })),
    ...(configOf(service).volumesFrom ?? []).flatMap((from): readonly Mounted[] => {
      const [id = '', mode] = (literal(from) ?? '').split(':');
      const other = byId.get(id);
      if (other === undefined) return [{ by: 'unknown', at: '/' }];
      return saidBy(other, inMemory).map((one) => (mode === 'ro' ? { ...one, readOnly: true } : one));
    }),
    ...saidBy(service, inMemory),
  ];
}

function saidBy(service: ServiceModel, inMemory: ReadonlySet<string>): readonly Mounted[] {
  const { volumes = [], tmpfs = [] } = configOf(service);
  return [
    ...tmpfs.map((text): Mounted => ({ by: 'memory', at: plain(spellText(text).replace(/:[^/]*$/, '')) })),
    ...volumes.flatMap((mount): readonly Mounted[] => {
      if (isForMark(mount)) return [];
      const { type, source = [], target = [], volume, readOnly = false } = mount;
      const at = plain(spellText(target));
      const name = spellText(source);
      const subpath = volume?.subpath && spellText(volume.subpath);
      if (type === 'tmpfs') return [{ by: 'memory', at }];
      if (type === 'volume' && name === '') return [{ by: 'nameless', at }];
      if (type === 'volume')
        return [
          {
            by: inMemory.has(name) ? 'memory' : 'volume',
            ...{ at, source: name, readOnly: readOnly === true },
            ...(subpath && { subpath }),
          },
        ];
      const host = isEmptied(name) ? 'memory' : 'host';
      return [{ by: type === 'bind' ? host : 'unknown', at, source: name, readOnly: readOnly === true }];
    }),
  ];
}

/** The deepest one, and of two at one place the later. */
function holderOf(path: string, mounted: readonly Mounted[]): Holder {
  const above = mounted.filter(({ at }) => isIn(path, at));
  const held = above.reduce<Mounted>((best, one) => (one.at.length >= best.at.length ? one : best), {
    by: 'nothing',
    at: '',
  });
  const { by, at, source, subpath = '', readOnly = false } = held;
  const inside = [...subpath.split('/'), ...path.slice(at === '/' ? 1 : at.length).split('/')];
  return {
    ...{ by, at, readOnly, inside: inside.filter(Boolean).join('/') },
    ...(source !== undefined && { source }),
  };
}

/** Where something is mounted that outlives the container and can be written to. */
export function keptTargets(service: ServiceModel): readonly string[] {
  return (configOf(service).volumes ?? []).flatMap(({ type, source = [], target = [], readOnly }) =>
    readOnly !== true && ((type === 'volume' && source.length > 0) || type === 'bind')
      ? [plain(spellText(target))]
      : [],
  );
}
