import { createHash } from 'node:crypto';
import type { Dialect } from './hash/dialect.ts';
import { service as spell } from './hash/service.ts';
import type { Surroundings } from './hash/whole.ts';
import { whole } from './hash/whole.ts';
import type { Project } from './project.ts';
import { resolved } from './resolve.ts';
import type { ServiceConfig } from './service.ts';

export type { Dialect } from './hash/dialect.ts';
export { dialects } from './hash/dialect.ts';
export type { Surroundings } from './hash/whole.ts';

/**
 * What `docker compose config --hash '*'` says of the project as it is printed, and what Compose compares with the label
 * `com.docker.compose.config-hash` of a container: where they differ, it makes a new one. A service has no hash here where that
 * depends on files that are not part of the project (`env_file`, `label_file`, `extends`), or where Compose refuses it.
 */
export function configHashes(
  project: Project,
  dialect: Dialect,
  around: Surroundings,
): ReadonlyMap<string, string> {
  const hashes = new Map<string, string>();
  for (const [name, service] of project.services ?? []) {
    const full = filledIn(service, around);
    const json = full && hashed(full, dialect);
    if (json !== undefined) hashes.set(name, createHash('sha256').update(json).digest('hex'));
  }
  return hashes;
}

/** A service as Compose has it before it hashes it, whichever version that is; undefined where that is not known. */
export function filledIn(service: ServiceConfig, around: Surroundings): ServiceConfig | undefined {
  if (service.extends !== undefined || [service.envFile, service.labelFile].some((files) => files?.length))
    return undefined;
  const plain = resolved(service, around.lookUp);
  return plain && whole(plain, around);
}

/** What is hashed of one that is {@link filledIn}. */
export function hashed(service: ServiceConfig, dialect: Dialect): string {
  return spell(service, dialect);
}
