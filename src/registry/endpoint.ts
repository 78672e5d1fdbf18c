import type { ImageReference } from '../compose/image.ts';
import { fullImage } from '../compose/image.ts';

/** Where an image is asked for. */
export interface Endpoint {
  /** As people write it: `docker.io`, `ghcr.io`, `127.0.0.1:5000`. */
  readonly registry: string;
  /** The same, as Docker's configuration keeps a login for it. */
  readonly login: string;
  /** The host that speaks the protocol. */
  readonly host: string;
  /** With Docker Hub's own folder: `library/postgres`. */
  readonly repository: string;
  /** This machine, where an engine takes a registry without TLS, too. */
  readonly loopback: boolean;
}

/**
 * Of Docker Hub, the name, the host and the key of the login are three different ones.
 * @see https://github.com/moby/moby/blob/v28.5.2/registry/config.go
 */
export function endpointOf(image: ImageReference): Endpoint {
  const { registry = 'docker.io', repository } = fullImage(image);
  const hub = registry === 'docker.io';
  return {
    registry,
    login: hub ? 'https://index.docker.io/v1/' : registry,
    host: hub ? 'registry-1.docker.io' : registry,
    repository,
    loopback: isLoopback(registry),
  };
}

/** @see https://docs.docker.com/reference/cli/dockerd/#insecure-registries */
function isLoopback(registry: string): boolean {
  return /^(?:localhost|127\.\d+\.\d+\.\d+|\[::1\])(?::\d+)?$/.test(registry);
}
