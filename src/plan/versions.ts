import { readImage } from '../compose/image.ts';
import { showText } from '../compose/text.ts';
import type { ImageModel } from '../model/image.ts';
import type { StackModel } from '../model/stack.ts';
import type { Side } from './side.ts';

/** The versions of what runs in a service, before and after; of a product that is known by its image. */
export interface Versions {
  readonly known: ImageModel;
  readonly from: string;
  readonly to: string;
}

/** Undefined where one of them is not known, or where another product runs now. */
export function versionsOf(
  { services, images }: StackModel,
  before: Side,
  after: Side,
  service: string,
): Versions | undefined {
  const known = services.find(({ id }) => id === service)?.known;
  const [was, is] = [before, after].map((side) => showText(side.services.get(service)?.image ?? []));
  if (known === undefined || was === undefined || is === undefined) return undefined;
  const old = images?.of(was);
  // What is built is called after the project: its tag begins with that of its base.
  const sameName = readImage(was)?.repository === readImage(is)?.repository;
  if (old === undefined ? !sameName : old.product !== known.product) return undefined;
  const [from, to] = [old?.version ?? versionIn(was), known.version ?? versionIn(is)];
  return from === undefined || to === undefined ? undefined : { known, from, to };
}

function versionIn(image: string): string | undefined {
  return /^\D{0,12}?(\d+(?:\.\d+)*)/.exec(readImage(image)?.tag ?? '')?.[1];
}

/** Of `15.4`, 15. */
export function majorOf(version: string): number {
  return Number.parseInt(version, 10);
}
