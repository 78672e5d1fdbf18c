import { isMisspelled, readText } from '../compose/interpolation.ts';
import { literal } from '../compose/text.ts';
import { configOf } from '../lower.ts';
import type { ImageKnowledge, ImageModel } from '../model/image.ts';
import type { ImageRow } from '../model/image-row.ts';
import type { ServiceModel } from '../model/service.ts';
import type { StackModel, SystemModel } from '../model/stack.ts';
import { withRows } from '../model/with-rows.ts';
import { meet, targetsOf } from './mounted.ts';
import { withRawServices } from './raw-services.ts';
import { withReadiness } from './readiness.ts';
import { likelyImageOf } from './runs.ts';

/**
 * The systems as everything after the constructs reads them: the services that the raw keys of a stack add are among the others, each
 * service knows what is known of the image that will run, and a raw name is the name of the project. Neighbours are settled, too.
 */
export function settled(
  systems: readonly SystemModel[],
  rows: readonly ImageRow[] = [],
): readonly SystemModel[] {
  const done = new Map<readonly ServiceModel[], StackModel>();
  const settle = (stack: StackModel): StackModel => {
    const made = settledStack(stack, rows);
    done.set(stack.services, made);
    return made;
  };
  const all = systems.map(({ name, stacks }) => ({ name, stacks: stacks.map(settle) }));
  return all.map(({ name, stacks }) => ({ name, stacks: stacks.map((stack) => beside(stack, done)) }));
}

/** One stack, as if it were alone on its host. @internal for tests, which make one stack */
export function settledStack(stack: StackModel, rows: readonly ImageRow[] = []): StackModel {
  const whole = withRawServices(stack);
  const { compose } = stack;
  const images = rows.length === 0 ? stack.images : withRows(stack.images ?? { of: () => undefined }, rows);
  const name = typeof compose.name === 'string' ? plain(compose.name) : undefined;
  return {
    ...whole,
    ...(name !== undefined && { project: name }),
    services: withReadiness(images === undefined ? whole.services : knowing(whole.services, images)),
  };
}

function beside(stack: StackModel, done: ReadonlyMap<readonly ServiceModel[], StackModel>): StackModel {
  if (stack.neighbours === undefined) return stack;
  const neighbours = stack.neighbours.map((neighbour) => {
    const made = done.get(neighbour.services);
    return made === undefined ? neighbour : { project: made.project, services: made.services };
  });
  return { ...stack, neighbours };
}

/** Many services run one image. */
function knowing(services: readonly ServiceModel[], images: ImageKnowledge): readonly ServiceModel[] {
  const all = new Map<string, ImageModel | undefined>();
  return services.map((service) => {
    const image = likelyImageOf(service);
    if (!all.has(image)) all.set(image, images.of(image));
    const known = all.get(image);
    return known === undefined ? service : { ...service, known: asConfigured(known, service) };
  });
}

/** The ports of an image are those of its own configuration. */
function asConfigured(known: ImageModel, service: ServiceModel): ImageModel {
  const { configuredIn, ports: _, ...reach } = known.reach ?? {};
  if (configuredIn === undefined) return known;
  const { build, command, entrypoint } = configOf(service);
  const isOwn =
    build !== undefined ||
    command !== undefined ||
    entrypoint !== undefined ||
    targetsOf(service).some((target) => configuredIn.some((folder) => meet(target, folder)));
  return isOwn ? { ...known, reach } : known;
}

function plain(written: string): string | undefined {
  const text = readText(written);
  return isMisspelled(text) ? undefined : literal(text);
}
