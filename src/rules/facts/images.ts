import type { ServiceModel } from '../../model/service.ts';

/** The image that a service runs, or is built from: a raw `image` goes over the prop, and names what is built beside it. */
export function imageOf({ compose, image, build }: ServiceModel): string {
  const raw = compose.image;
  return build === undefined && typeof raw === 'string' ? raw : image;
}
