import { service as form } from '../compose/attributes/service.ts';
import { isWritten } from '../compose/form.ts';
import { readImage } from '../compose/image.ts';
import { showText } from '../compose/text.ts';
import { wordsOf } from '../graph/data-paths.ts';
import type { DataPlace } from '../graph/data-places.ts';
import { dataPlaces } from '../graph/data-places.ts';
import { imageOf } from '../lower/runs.ts';
import type { ServiceModel } from '../model/service.ts';
import type { StackModel } from '../model/stack.ts';
import type { Side } from './side.ts';
import type { Kept } from './uses.ts';

interface Overlooked {
  readonly what: string;
  readonly way: string;
}

/** Asks whether a server finds no longer what is where it was. */
export type Asks = (kept: Kept) => Overlooked | undefined;

/**
 * It looks for its data at another path, or for another kind of file, finds none, and begins empty. A service that is as it was looks where it looked.
 */
export function overlooked(stack: StackModel, before: Side, after: Side): Asks {
  const changed = [...after.services].flatMap(([id, config]) =>
    before.services.has(id) && before.services.get(id) !== config ? [id] : [],
  );
  if (changed.length === 0) return () => undefined;
  const [old, now] = [before, after].map((side) => lookingIn(side, stack, changed));
  return ({ name, kind, uses }) => {
    for (const { service, readOnly } of kind === 'bucket' ? [] : uses) {
      const [was, is] = [old?.get(service), now?.get(service)];
      if (readOnly || was === undefined || is === undefined) continue;
      if (was.model.known?.product !== is.model.known?.product) continue;
      const held = was.places.filter((place) => place.held.source === name);
      if (held.length === 0) continue;
      const found = otherPlace(service, held, is.places) ?? otherForm(was.model, is.model);
      if (found !== undefined) return found;
    }
    return undefined;
  };
}

/** A service as one side says it, and where it looks for its data. */
interface Looking {
  readonly model: ServiceModel;
  readonly places: readonly DataPlace[];
}

function lookingIn(side: Side, stack: StackModel, ids: readonly string[]): ReadonlyMap<string, Looking> {
  const models = ids.flatMap((id) => modelIn(side, stack, id) ?? []);
  const places = dataPlaces({ ...stack, services: models });
  return new Map(
    models.map((model) => [
      model.id,
      {
        model,
        places: (places.get(model) ?? []).filter(({ likely, held }) => !likely && held.by !== 'unknown'),
      },
    ]),
  );
}

/** The service with what one side says of it, and nothing else. */
function modelIn(side: Side, { services, images }: StackModel, id: string): ServiceModel | undefined {
  const model = services.find((one) => one.id === id);
  const config = side.services.get(id);
  if (model === undefined || config === undefined) return undefined;
  const compose = form.print(config);
  const image = showText(config.image ?? []);
  const sameName = readImage(image)?.repository === readImage(imageOf(model))?.repository;
  const known = images?.of(image) ?? (sameName ? model.known : undefined);
  return isWritten(compose) && known
    ? { ...model, image, known, bare: true, compose, over: {}, said: [] }
    : undefined;
}

/** Where nothing is known of where it looks now, nothing is said. */
function otherPlace(
  service: string,
  held: readonly DataPlace[],
  now: readonly DataPlace[],
): Overlooked | undefined {
  const lost = held.find(
    ({ held: one }) =>
      !now.some(({ held: { source, inside } }) => source === one.source && inside === one.inside),
  );
  const [instead] = now.filter(({ path }) => !held.some((one) => one.path === path));
  if (lost === undefined || instead === undefined) return undefined;
  return {
    what: `${service} looks for its data at ${instead.path}, and they are at ${lost.path}: it finds none, and begins empty`,
    way: `say ${lost.path} again; or move them to ${instead.path} while it stands still`,
  };
}

/**
 * Redis and its like begin empty, and then write over their snapshot, where an append-only file is turned on that is not there yet.
 * @see https://redis.io/docs/latest/operate/oss_and_stack/management/persistence/
 */
function otherForm(was: ServiceModel, is: ServiceModel): Overlooked | undefined {
  const flag = is.known?.traits?.appends;
  if (flag === undefined) return undefined;
  const [before, now] = [was, is].map((one) => isOn(flag, one));
  if (before === now) return undefined;
  const plain = flag.replace(/^-+/, '');
  return now === true
    ? {
        what: `${is.id} reads an append-only file, and has none yet: it begins empty, and writes over its snapshot`,
        way: `turn it on while it runs, before the deploy: CONFIG SET ${plain} yes`,
      }
    : {
        what: `${is.id} reads its snapshot, and no append-only file any more: what came after the last snapshot is lost`,
        way: 'have it write a snapshot right before the deploy: SAVE',
      };
}

function isOn(flag: string, service: ServiceModel): boolean {
  const words = wordsOf(service).map((word) => word.replace(/^["']|["']$/g, ''));
  return words[words.lastIndexOf(flag) + 1] === 'yes' && words.includes(flag);
}
