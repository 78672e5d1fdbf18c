/** The parts of an image's name: `registry.example.org:5000/team/app:1.2@sha256:…`. */
export interface ImageReference {
  /** Host of the registry, with its port. @default - Docker Hub */
  readonly registry?: string;
  /** Without the registry: `team/app`, or `postgres`. */
  readonly repository: string;
  /** @default - latest, unless there is a digest */
  readonly tag?: string;
  /** `sha256:…`: exactly these bytes, whatever the tag says. @default - what the tag points at when it is pulled */
  readonly digest?: string;
}

/**
 * The parts of an image's name; undefined when it is none. What comes before the first slash is a registry when it has a dot or a
 * port, or is `localhost`.
 * @see https://github.com/distribution/reference
 */
export function readImage(written: string): ImageReference | undefined {
  if (known.has(written)) return known.get(written);
  const read = reference(written);
  if (known.size < 1000) known.set(written, read);
  return read;
}

/** Services have few images, and each is read by many. */
const known = new Map<string, ImageReference | undefined>();

function reference(written: string): ImageReference | undefined {
  const [, name = '', tag, digest] =
    /^([^@]+?)(?::(\w[\w.-]{0,127}))?(?:@([A-Za-z][A-Za-z0-9+._-]*:[0-9a-fA-F]{32,}))?$/.exec(written) ?? [];
  const slash = name.indexOf('/');
  const first = name.slice(0, Math.max(slash, 0));
  const registry = /[.:]/.test(first) || first === 'localhost' ? first : undefined;
  const repository = registry === undefined ? name : name.slice(slash + 1);
  if (!path.test(repository) || (registry !== undefined && !host.test(registry))) return undefined;
  return {
    ...(registry !== undefined && { registry }),
    repository,
    ...(tag !== undefined && { tag }),
    ...(digest !== undefined && { digest }),
  };
}

/** The name of an image from its parts. */
export function spellImage({ registry, repository, tag, digest }: ImageReference): string {
  return [
    registry === undefined ? '' : `${registry}/`,
    repository,
    tag === undefined ? '' : `:${tag}`,
    digest === undefined ? '' : `@${digest}`,
  ].join('');
}

/** The image in full, as the engine asks for it: `docker.io/library/postgres:latest` for `postgres`. */
export function fullImage({
  registry = 'docker.io',
  repository,
  tag,
  digest,
}: ImageReference): ImageReference {
  const hub = registry === 'docker.io' || registry === 'index.docker.io';
  return {
    registry: hub ? 'docker.io' : registry,
    repository: hub && !repository.includes('/') ? `library/${repository}` : repository,
    ...(tag !== undefined ? { tag } : digest === undefined && { tag: 'latest' }),
    ...(digest !== undefined && { digest }),
  };
}

const path = /^[a-z0-9]+(?:(?:\.|_{1,2}|-+)[a-z0-9]+)*(?:\/[a-z0-9]+(?:(?:\.|_{1,2}|-+)[a-z0-9]+)*)*$/;
const host =
  /^(?:[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?(?:\.[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?)*|\[[0-9a-fA-F:]+\])(?::\d+)?$/;
