import type { IConstruct } from 'constructs';
import type { TakeoverMethod, TakeoverModel } from '../../src/model/adoption.ts';
import type { StoreModel } from '../../src/model/backup.ts';
import { StowageError } from '../../src/model/error.ts';
import type { AnyBackup, Backup } from './backup-ways.ts';
import type { Method, Saved } from './saved.ts';
import { checkFunction, checkFunctions, checkSaved } from './saved.ts';
import type { Volume } from './volume.ts';
import { stackOf } from './volume.ts';

/**
 * What a service stores, and how that is saved and brought back.
 * @throws StowageError `other-stack` when a volume belongs to another stack
 */
export interface Stored extends Saved {
  /**
   * The volumes that a restore brings back with it.
   * @default - those that the service mounts and that hold state, but for what a volume says of itself
   */
  readonly volumes?: readonly Volume[];
}

/** The same of what knows nothing of being a volume. */
export interface StoredIn extends Saved {
  readonly volumes?: readonly IConstruct[];
}

/** What a service stores, by a method or in a line. */
export type AnyStored = Stored | Backup;

/** What must be known of the volumes of a service before another project's take their place. */
export interface TakenOver {
  /**
   * What must be looked into before, and told to the service afterwards.
   * @default - they are nothing but files
   */
  readonly method?: TakeoverMethod;
  /** All or none of them are taken over. */
  readonly volumes: readonly Volume[];
  /**
   * Services whose volumes belong to the same moment: without them these are worth nothing.
   * @default - none
   */
  readonly needs?: readonly IConstruct[];
  /**
   * What the functions of the method are told after SERVICE VOLUME…
   * @default - nothing
   */
  readonly words?: readonly string[];
}

/** What a product stores in a volume of its own, whatever else is mounted into it. */
export function kept(backup: AnyBackup, data: Volume): AnyStored {
  return 'method' in backup ? { ...backup, volumes: [data] } : backup;
}

/** @throws StowageError `method-functions` when the method lacks a function, `other-stack` when a volume belongs to another stack */
export function checkStored(service: IConstruct, stored: AnyStored): void {
  if (!('method' in stored)) return;
  checkSaved(service.node.id, stored);
  checkStack(service, stored.volumes ?? []);
}

/** @param mounted what its service mounts */
export function storeOf({ node }: IConstruct, stored: StoredIn, mounted: readonly Volume[] = []): StoreModel {
  const { method, name = node.id, words = [], fullEvery } = stored;
  const { volumes = leftTo(mounted) } = stored;
  return {
    path: node.path,
    name,
    service: node.id,
    volumes: volumes.map((volume) => volume.node.id),
    method,
    words,
    ...(fullEvery !== undefined && { fullEvery }),
  };
}

/** Of what a service mounts, the state that it answers for: a volume that says itself how it is saved goes before. */
export function leftTo<Held extends Pick<Volume, 'holdsState'> & { readonly backup: unknown }>(
  mounted: readonly Held[],
): readonly Held[] {
  return [...new Set(mounted)].filter(({ holdsState, backup }) => holdsState && backup === undefined);
}

/**
 * @throws StowageError `method-functions` when the method lacks a function, `other-stack` when a volume belongs to another stack.
 */
export function takeoverOf(service: IConstruct, taken: TakenOver): TakeoverModel {
  const { node } = service;
  const { method, volumes, needs, words = [] } = taken;
  checkStack(service, volumes);
  if (method !== undefined) {
    checkFunctions('takeover', method, ['examine', 'settle', 'remains'], node.id);
    const { archive } = method;
    if (archive !== undefined) checkFunction('takeover', method, archive.script, 'look_into_tar', node.id);
  }
  return {
    path: node.path,
    service: node.id,
    volumes: volumes.map((volume) => volume.node.id),
    ...(needs !== undefined && { needs: needs.map((other) => other.node.id) }),
    ...(method !== undefined && { method }),
    words,
  };
}

/**
 * In one stack a method's name means one method: its file and its functions are called after it.
 * @throws StowageError `method-twice`
 */
export function checkMethods(
  what: 'method' | 'takeover' | 'major',
  all: readonly { readonly path: string; readonly method?: Method }[],
): void {
  const first = new Map<string, { readonly method: Method; readonly path: string }>();
  for (const { path, method } of all) {
    if (method === undefined) continue;
    const other = first.get(method.name);
    if (other === undefined) first.set(method.name, { method, path });
    else if (other.method !== method && JSON.stringify(other.method) !== JSON.stringify(method))
      throw new StowageError(
        'method-twice',
        `two ${what}s are called "${method.name}": that of "${path}" is not that of "${other.path}"`,
        'give one of them another name, in its functions too',
        { at: path },
      );
  }
}

/** What else lies in the folder of a backup. */
const reserved = ['config', 'manifest', 'SHA256SUMS'];

/**
 * Each store has a folder of its own in a backup.
 * @throws StowageError `store-name`, `store-twice`
 */
export function checkNames(stores: readonly StoreModel[]): void {
  const first = new Map<string, string>();
  for (const { name, path } of stores) {
    if (reserved.includes(name))
      throw new StowageError(
        'store-name',
        `"${path}" would be saved as ${name}, and something else of that name lies in every backup`,
        "give its folder another name: this.store({ name: '…', … }), or the service another id",
        { at: path },
      );
    const other = first.get(name);
    if (other !== undefined)
      throw new StowageError(
        'store-twice',
        `"${path}" and "${other}" would both be saved into the folder ${name} of a backup`,
        "give one of them another one: this.store({ name: '…', … })",
        { at: path },
      );
    first.set(name, path);
  }
}

function checkStack(service: IConstruct, volumes: readonly Volume[]): void {
  for (const volume of volumes)
    if (stackOf(volume) !== stackOf(service))
      throw new StowageError(
        'other-stack',
        `"${volume.node.path}" cannot be kept with "${service.node.id}": a backup holds the volumes of one stack`,
        'name a volume of the same stack',
      );
}
