import { readImage } from '../../compose/image.ts';
import { imageOf } from '../../lower/runs.ts';
import { configOf } from '../../lower.ts';
import { groupBy } from '../../model/groups.ts';
import type { ServiceModel } from '../../model/service.ts';
import type { StackModel } from '../../model/stack.ts';

/** An image of the system, with everybody who says it. */
export interface Wanted {
  /** As it is said. */
  readonly image: string;
  /** The constructs that say it. */
  readonly paths: readonly string[];
  /** Why nobody can ask for its digest. @default - one can */
  readonly because?: string;
}

/** Every image of every environment, each once, in their order. */
export function imagesOf(stacks: readonly StackModel[]): readonly Wanted[] {
  const said = stacks.flatMap(({ path, services, schedule }) => [
    ...services.map((service) => ({
      path: service.path,
      image: imageOf(service),
      because: ofService(service),
    })),
    ...(schedule?.offsite === undefined ? [] : [{ path, image: schedule.offsite.image, because: undefined }]),
  ]);
  const named = said.filter(({ image }) => image !== '');
  return groupBy(named, ({ image, because }) => JSON.stringify([image, because]))
    .map((group) => {
      const [{ image, because = ofName(image) }] = group;
      const paths = [...new Set(group.map(({ path }) => path))];
      return { image, paths, ...(because !== undefined && { because }) };
    })
    .sort((a, b) => (a.image < b.image ? -1 : a.image > b.image ? 1 : 0));
}

/** An image that is built here by a Dockerfile of ours is made of the one that is named; by another one, it gets that name. */
function ofService(service: ServiceModel): string | undefined {
  if (service.build?.own !== undefined)
    return 'its Dockerfile says it, too: pin it there, after FROM, and say the same in the prop';
  return service.build === undefined && configOf(service).build !== undefined
    ? 'it is built here, and in no registry: pin what its Dockerfile says after FROM'
    : undefined;
}

function ofName(image: string): string | undefined {
  if (image.includes('$'))
    return 'a variable decides about it, and with it the digest: pin it where the variable is set';
  const read = readImage(image);
  if (read === undefined) return 'it is not the name of an image';
  if (read.tag !== undefined) return undefined;
  return read.digest === undefined
    ? 'it has no tag whose digest could be asked for'
    : 'it has a digest and no tag: nothing can move';
}
