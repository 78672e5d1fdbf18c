import { spellText } from '../compose/interpolation.ts';
import { literal } from '../compose/text.ts';
import { isForMark } from '../lower/job-mark.ts';
import { configOf, resourcesOf } from '../lower.ts';
import { literally } from '../model/literally.ts';
import { remembered } from '../model/remembered.ts';
import type { ServiceModel } from '../model/service.ts';
import type { StackModel } from '../model/stack.ts';
import { envNames, textsOf } from './texts.ts';

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

/** An operator may have moved them. */
function dataPathsOf(service: ServiceModel, keeps: boolean): readonly string[] {
  const { dataPaths = [], elsewhereBy = [], traits, volumes = [] } = service.known ?? {};
  const known = dataPaths.length === 0 && keeps ? volumes : dataPaths;
  if (elsewhereBy.some((name) => maySet(service, name))) return [];
  if (traits?.dataAfter !== undefined) return saidAfter(traits.dataAfter, service);
  const flagged = known.length === 0 ? undefined : saidByFlag(traits?.dataFlags ?? [], service);
  if (flagged !== undefined) return flagged;
  const variable = traits?.dataVariable;
  if (variable === undefined || known.length === 0) return known;
  const moved = textsOf(service).find(({ use, where }) => use === 'env' && where === variable);
  if (moved === undefined) return known;
  const path = literal(moved.text);
  return path === undefined || path === '' ? [] : [plain(path)];
}

/** Whether a variable is set, or a file that is not read here may set it. */
export function maySet(service: ServiceModel, name: string): boolean {
  return configOf(service).envFile !== undefined || envNames(service).has(name);
}

/** By an option of its command: none where its value is not known; undefined without one. */
function saidByFlag(flags: readonly string[], service: ServiceModel): readonly string[] | undefined {
  if (flags.length === 0) return undefined;
  const words = wordsOf(service);
  const at = words.findLastIndex((word) => flags.includes(word.replace(/=.*/, '')));
  if (at < 0) return undefined;
  const [, path = words[at + 1] ?? ''] = /=(.*)/.exec(words[at] ?? '') ?? [];
  return isPath(path) ? [plain(path)] : [];
}

/** Whether it is told to keep what it would else keep for a while. */
function isToldToKeep(service: ServiceModel): boolean {
  const { keptBy = [] } = service.known?.traits ?? {};
  if (keptBy.length === 0) return false;
  const said = ` ${wordsOf(service).join(' ').replaceAll(/["']/g, '')} `;
  return keptBy.some((words) => new RegExp(` ${literally(words).replaceAll('#', '\\d+')} `).test(said));
}

/** Whether somebody gave what may be a cache a volume for its data, wherever he mounted it. */
function hasDataVolume(service: ServiceModel, caches: ReadonlySet<string>): boolean {
  const { keptBy = [] } = service.known?.traits ?? {};
  if (keptBy.length === 0) return false;
  return (configOf(service).volumes ?? []).some(({ type, source = [], target = [], readOnly }) => {
    const name = spellText(source);
    return (
      type === 'volume' &&
      name !== '' &&
      readOnly !== true &&
      !caches.has(name) &&
      isForData(spellText(target))
    );
  });
}

/** Whether a server may have its data there: others of its files are known by where they are. */
export function isForData(target: string): boolean {
  return !forOthers.test(target);
}

/** Settings, programs, sockets, logs. */
const forOthers =
  /^\/(?:etc|usr|opt|run|tmp|var\/(?:run|log|tmp|cache))(?:\/|$)|conf|cert|tls|ssl|script|sock|backup|modules|acl/i;

/** What starts it, as the words of a line. */
export function wordsOf(service: ServiceModel): readonly string[] {
  return textsOf(service).flatMap(({ use, text }) =>
    use === 'command' || use === 'entrypoint' ? spellText(text).split(/\s+/) : [],
  );
}

/** One that is known, and not in a folder that a shell says. */
function isPath(text: string): boolean {
  return /^\/[\w./-]*$/.test(text);
}

/** The first path behind this word of the command; none where it stands for several, or for something that is not known. */
function saidAfter(word: string, service: ServiceModel): readonly string[] {
  const words = wordsOf(service).flatMap((one) => one.split('='));
  const path = words.slice(words.indexOf(word) + 1).find((one) => one.startsWith('/'));
  return words.includes(word) && path !== undefined && isPath(path) ? [plain(path)] : [];
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
