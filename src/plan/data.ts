import { print } from '../compose/print.ts';
import { showText } from '../compose/text.ts';
import type { StackModel } from '../model/stack.ts';
import { newerMajor } from './major.ts';
import type { Asks } from './overlooked.ts';
import { overlooked } from './overlooked.ts';
import type { Side } from './side.ts';
import type { DataKind, Kept, Use } from './uses.ts';
import { keptBy } from './uses.ts';

/**
 * What becomes of data. `orphaned`: nothing uses them any more. `renamed`: something else is mounted in their place. `remounted`: they are the same, at
 * another path of the container. `remade`: what is said of the volume is another thing, for which some versions of Compose make it anew. `major`:
 * another major version of their server. `overlooked`: their server looks for them elsewhere, and begins empty. `owner`: another user reads and writes them.
 */
export type Fate =
  | 'new'
  | 'kept'
  | 'orphaned'
  | 'renamed'
  | 'remounted'
  | 'remade'
  | 'major'
  | 'overlooked'
  | 'owner';

/** What a deploy does to a volume, to a path of the host, or to a bucket. */
export interface DataFate {
  readonly kind: DataKind;
  /** As the file says it, or said it: `postgres_data`, `/srv/uploads`, `s3://exports`. */
  readonly name: string;
  /** As the engine calls it: `posthog_postgres_data`. */
  readonly atEngine: string;
  readonly fate: Fate;
  /** Whether data can be lost, or are out of reach afterwards. */
  readonly risk: boolean;
  /** The services that use it, or did; of a bucket, those that make it. */
  readonly services: readonly string[];
  /** What is different, in a sentence's end. @default - nothing */
  readonly what?: string;
  /** What an operator does, so that nothing is lost. @default - nothing need be done */
  readonly way?: string;
  /** Whether a backup holds it; undefined where its author does not say, for it is not described any more. */
  readonly saved?: 'yes' | 'no' | 'cache';
  /** Path of the construct that says so. @default - none */
  readonly path?: string;
}

/** Of every volume, path and bucket, those at risk first. */
export function dataFates(stack: StackModel, before: Side | undefined, after: Side): readonly DataFate[] {
  const [old, now] = [before === undefined ? new Map<string, Kept>() : keptBy(before), keptBy(after)];
  const places = new Map<string, Kept>();
  for (const kept of now.values()) for (const use of kept.uses) places.set(placeOf(use), kept);
  const asks = before === undefined ? () => undefined : overlooked(stack, before, after);
  const fates = [
    ...[...old.values()].map((was) => {
      const is = now.get(was.atEngine);
      const gone = is === undefined || (is.uses.length === 0 && was.uses.length > 0);
      if (!gone && before !== undefined) return staying(stack, before, after, was, is, asks);
      if (was.kind === 'bucket') return leftBucket(was, old, now);
      return left(was, places, before?.name === after.name);
    }),
    ...[...now.values()].filter(({ atEngine }) => !old.has(atEngine)).map(begun),
  ];
  const told = fates.map((one) => ({ ...one, ...savedBy(stack, one), ...pathOf(stack, one) }));
  return [...told.filter(({ risk }) => risk), ...told.filter(({ risk }) => !risk)];
}

type Bare = Omit<DataFate, 'saved' | 'path'>;

function placeOf({ service, target }: Use): string {
  return `${service}\n${target}`;
}

function of({ kind, name, atEngine, uses }: Kept) {
  return { kind, name, atEngine, services: [...new Set(uses.map(({ service }) => service))] };
}

function begun(is: Kept): Bare {
  return { ...of(is), fate: 'new', risk: false };
}

/** What nothing uses any more. Where something else is at its place now, it is taken for its new name. Of a path that nobody could write to, the host has the data. */
function left(was: Kept, places: ReadonlyMap<string, Kept>, sameProject: boolean): Bare {
  const risk = was.kind !== 'path' || was.uses.some(({ readOnly }) => !readOnly);
  const [instead] = was.uses.flatMap((use) => places.get(placeOf(use)) ?? []);
  if (instead === undefined)
    return {
      ...of(was),
      fate: 'orphaned',
      risk,
      what: 'nothing uses it any more; it stays on the host until somebody removes it',
      way: 'keep it described as long as what it holds is wanted, or save what is wanted elsewhere first',
    };
  const adopts = sameProject && was.kind === 'volume' && instead.kind === 'volume';
  return {
    ...of(was),
    fate: 'renamed',
    risk,
    what: `${instead.uses[0]?.service} has ${instead.name} in its place, which is not the same data`,
    way: adopts
      ? `copy it: make upgrade ADOPT=${was.name}:${instead.name}; or say its old name again`
      : `copy what it holds to ${instead.name} while its services stand still, or say its old name again`,
  };
}

/** A bucket that nobody makes any more. Where the one who made it makes a single other one instead, that is taken for its new name. */
function leftBucket(was: Kept, old: ReadonlyMap<string, Kept>, now: ReadonlyMap<string, Kept>): Bare {
  const [maker] = was.uses;
  const alone = (here: ReadonlyMap<string, Kept>, there: ReadonlyMap<string, Kept>) =>
    [...here.values()].filter(
      ({ kind, name, uses }) =>
        kind === 'bucket' && !there.has(name) && uses.some(({ service }) => service === maker?.service),
    );
  const [instead, ...others] = alone(now, old);
  if (instead === undefined || others.length > 0 || alone(old, now).length > 1)
    return {
      ...of(was),
      fate: 'orphaned',
      risk: true,
      what: 'nobody describes it any more; its objects stay where they are until somebody removes them',
      way: 'keep it described as long as what it holds is wanted, or copy its objects elsewhere first',
    };
  return {
    ...of(was),
    fate: 'renamed',
    risk: true,
    what: `${maker?.service} makes ${instead.name} in its place, which is empty`,
    way: `copy its objects to ${instead.name} once that is there, before anybody writes into it; or say its old name again`,
  };
}

function staying(stack: StackModel, before: Side, after: Side, was: Kept, is: Kept, asks: Asks): Bare {
  const same = of(is);
  if (is.kind === 'bucket') return { ...same, fate: 'kept', risk: false };
  const [one, other] = [before, after].map((side) => sayingOf(side, was, is));
  if (one !== other)
    return {
      ...same,
      fate: 'remade',
      risk: true,
      what: 'what is said of it is another thing: Compose 2.40 and 5.6 ask whether to make it anew, empty; where nobody answers, it stays as it is',
      way: 'say what was said before; or save what it holds, and restore it into the new one',
    };
  const moved = is.uses.flatMap((use) => {
    const old = was.uses.filter(({ service }) => service === use.service);
    const stays = old.every(({ readOnly }) => readOnly) || old.some(({ target }) => target === use.target);
    return stays ? [] : [`${use.service} has it at ${use.target}, and had it at ${old[0]?.target}`];
  });
  if (moved.length > 0)
    return {
      ...same,
      fate: 'remounted',
      risk: true,
      what: `${moved.join('; ')}: what looks for its data at the old path finds none`,
      way: 'mount it where it was, unless what runs in it now looks for its data at the new path',
    };
  const major = newerMajor(stack, before, after, is);
  if (major !== undefined) return { ...same, fate: 'major', risk: true, ...major };
  const lost = asks(is);
  if (lost !== undefined) return { ...same, fate: 'overlooked', risk: true, ...lost };
  const owner = otherOwner(before, after, is);
  if (owner !== undefined) return { ...same, fate: 'owner', risk: false, ...owner };
  return { ...same, fate: 'kept', risk: false };
}

/** What a file says of the volume itself. */
function sayingOf({ project }: Side, was: Kept, is: Kept): string {
  const config = project.volumes?.get(is.name) ?? project.volumes?.get(was.name);
  if (config === undefined || is.kind === 'path') return '';
  const { name: _, ...said } = config;
  return JSON.stringify(print({ volumes: new Map([['it', said]]) }));
}

function otherOwner(before: Side, after: Side, { uses }: Kept): Pick<Bare, 'what' | 'way'> | undefined {
  for (const { service, readOnly } of uses) {
    const [was, is] = [before, after].map(({ services }) => services.get(service)?.user);
    const [one, other] = [was, is].map((user) =>
      user === undefined ? 'the user of its image' : showText(user),
    );
    if (!readOnly && one !== other && before.services.has(service))
      return {
        what: `${service} runs as ${other}, and ran as ${one}, who owns what is in it`,
        way: 'give it to the new user while the service stands still (chown -R in a container that mounts it)',
      };
  }
  return undefined;
}

function savedBy({ volumes, stores, hostPaths = [] }: StackModel, { kind, name, fate, services }: Bare) {
  if (fate === 'orphaned' || fate === 'renamed') return {};
  const model = volumes.find(({ id }) => id === name);
  if (kind === 'volume' && model !== undefined && model.kind !== 'state') return { saved: 'cache' as const };
  const saves = stores.some(
    ({ volumes: held, service, method, words }) =>
      held.includes(name) ||
      (kind === 'bucket' && words.includes(name.replace('s3://', ''))) ||
      (method.through === 'service' && held.length === 0 && services.includes(service)),
  );
  const known =
    model !== undefined || kind === 'bucket' || hostPaths.some(({ host }) => showText(host) === name);
  return saves || known ? { saved: saves ? ('yes' as const) : ('no' as const) } : {};
}

function pathOf({ volumes, services }: StackModel, { name, services: users }: Bare) {
  const path =
    volumes.find(({ id }) => id === name)?.path ?? services.find(({ id }) => users.includes(id))?.path;
  return path === undefined ? {} : { path };
}
