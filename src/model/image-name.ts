import { readImage } from '../compose/image.ts';

/** What the name of an image says, as far as facts are kept by it. */
export interface ImageName {
  /** Without Docker Hub's host and its own folder, in a mirror, too; of another registry, with its host. Empty for what is no name. */
  readonly repository: string;
  /** Empty when none is said. */
  readonly tag: string;
  /** What its tag begins with. @default - no number */
  readonly version: string | undefined;
}

/** The parts of a name. */
export function imageName(image: string): ImageName {
  const read = readImage(image);
  if (read === undefined) return { repository: '', tag: '', version: undefined };
  const { registry, repository, tag = '' } = read;
  const hub = registry === undefined || registry === 'docker.io' || registry === 'index.docker.io';
  return {
    repository: ofLibrary(repository) ?? (hub ? repository : `${registry}/${repository}`),
    tag,
    version: /^(?:v|release-)?(\d+(?:\.\d+)*)/.exec(tag)?.[1],
  };
}

/** Docker's own images lie in `library`, and whoever mirrors them keeps that: `public.ecr.aws/docker/library/…`. */
function ofLibrary(repository: string): string | undefined {
  return /(?:^|\/)library\/([^/]+)$/.exec(repository)?.[1];
}

/** The first number of a version; NaN when there is none. */
export function major(version: string | undefined): number {
  return Number.parseInt(version ?? '', 10);
}
