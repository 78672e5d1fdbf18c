import { readImage } from '../compose/image.ts';
import { showText } from '../compose/text.ts';
import type { ImageModel } from '../model/image.ts';
import { imageName } from '../model/image-name.ts';
import type { StackModel } from '../model/stack.ts';
import type { Side } from './side.ts';

/** The versions of what runs in a service, before and after; of a product that is known by its image. */
interface ImageVersions {
  readonly known: ImageModel;
  readonly from: string;
  readonly to: string;
}

/** Undefined where its image stays, where one of them is not known, or where another product runs now. */
export function versionsOf(
  { services, images }: StackModel,
  before: Side,
  after: Side,
  service: string,
): ImageVersions | undefined {
  const [was = '', is = ''] = [before, after].map((side) =>
    showText(side.services.get(service)?.image ?? []),
  );
  if (was === is) return undefined;
  const known = services.find(({ id }) => id === service)?.known;
  if (known === undefined) return undefined;
  const old = images?.of(was);
  // What is built is called after the project: its tag begins with that of its base.
  const sameName = readImage(was)?.repository === readImage(is)?.repository;
  if (old === undefined ? !sameName : old.product !== known.product) return undefined;
  const [from, to] = [old?.version ?? imageName(was).version, known.version ?? imageName(is).version];
  return from === undefined || to === undefined ? undefined : { known, from, to };
}
