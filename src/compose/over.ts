import { service as form } from './attributes/service.ts';
import { canonical } from './canonical.ts';
import type { Fault, Written } from './form.ts';
import { isWritten } from './form.ts';
import { merge, mergeAt } from './merge.ts';
import { print } from './print.ts';
import type { Project } from './project.ts';
import type { ServiceConfig } from './service.ts';

/**
 * A service with keys over it as an author writes them, merged as Compose merges files.
 * @param name under which its faults are noted
 */
export function serviceOver(
  base: ServiceConfig,
  keys: Written,
  name = '',
  faults: Fault[] = [],
): ServiceConfig {
  if (Object.keys(keys).length === 0) return base;
  const path = ['services', name];
  return form.read(mergeAt(form.print(base), keys, path), path, faults) ?? base;
}

/** A project with keys over it as an author writes them, merged as Compose merges files. */
export function projectOver(base: Project, keys: Written, faults: Fault[] = []): Project {
  if (Object.keys(keys).length === 0) return base;
  // Services are the most of a project, and mostly none of them is touched.
  const { services, ...others } = base;
  const touched = isWritten(keys.services);
  const merged = canonical(merge(print(touched ? base : others), keys));
  faults.push(...merged.faults);
  return touched || services === undefined ? merged.project : { ...merged.project, services };
}
