import { spellText } from '../../compose/interpolation.ts';
import { literal } from '../../compose/text.ts';
import { envNames, textsOf } from '../../graph/texts.ts';
import { isForMark } from '../../lower/job-mark.ts';
import { configOf, resourcesOf } from '../../lower.ts';
import { remembered } from '../../model/remembered.ts';
import type { ServiceModel } from '../../model/service.ts';
import type { StackModel } from '../../model/stack.ts';

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
  const inMemory = new Set([...memoryVolumes(stack)].filter((name) => !constructed.has(name)));
  return new Map(
    stack.services.flatMap((service) => {
      const { dataPaths = [], traits, volumes = [] } = service.known ?? {};
      const likely = dataPaths.length === 0 && traits?.oneWriter === true;
      const paths = likely ? volumes : dataPathsOf(service);
      if (paths.length === 0) return [];
      const mounted = holdersOf(service, byId, inMemory);
      return [[service, paths.map((path) => ({ path, likely, held: holderOf(path, mounted) }))]];
    }),
  );
});

/** The volumes that are in memory, whatever they hold. */
export const memoryVolumes = remembered((stack: StackModel): ReadonlySet<string> => {
  const all = [...(resourcesOf(stack).volumes ?? [])];
  return new Set(
    all.flatMap(([name, { driver = ['local'], driverOpts }]) =>
      literal(driver) === 'local' && literal(driverOpts?.get('type') ?? []) === 'tmpfs' ? [name] : [],
    ),
  );
});

/** An operator may have moved them. */
function dataPathsOf(service: ServiceModel): readonly string[] {
  const { dataPaths: known = [], elsewhereBy = [], traits } = service.known ?? {};
  if (elsewhereBy.length > 0 && elsewhereBy.some((name) => envNames(service).has(name))) return [];
  if (traits?.dataAfter !== undefined) return saidAfter(traits.dataAfter, service);
  const variable = traits?.dataVariable;
  if (variable === undefined || known.length === 0) return known;
  const moved = textsOf(service).find(({ use, where }) => use === 'env' && where === variable);
  if (moved === undefined) return known;
  const path = literal(moved.text);
  return path === undefined || path === '' ? [] : [plain(path)];
}

/** The first path behind this word of the command; none where it stands for several, or for something that is not known. */
function saidAfter(word: string, service: ServiceModel): readonly string[] {
  const words = textsOf(service).flatMap(({ use, text }) =>
    use === 'command' || use === 'entrypoint' ? spellText(text).split(/\s+/) : [],
  );
  const path = words.slice(words.indexOf(word) + 1).find((one) => one.startsWith('/'));
  return words.includes(word) && path !== undefined && /^[\w./-]+$/.test(path) ? [plain(path)] : [];
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
      return [{ by: type === 'bind' ? 'host' : 'unknown', at, source: name, readOnly: readOnly === true }];
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

/** Whether a path is another one or below it. */
export function isIn(path: string, folder: string): boolean {
  return folder === '/' || path === folder || path.startsWith(`${folder}/`);
}

/** Where something is mounted that outlives the container and can be written to. */
export function keptTargets(service: ServiceModel): readonly string[] {
  return (configOf(service).volumes ?? []).flatMap(({ type, source = [], target = [], readOnly }) =>
    readOnly !== true && ((type === 'volume' && source.length > 0) || type === 'bind')
      ? [plain(spellText(target))]
      : [],
  );
}

function plain(path: string): string {
  return path.length > 1 ? path.replace(/\/+$/, '') : path;
}
