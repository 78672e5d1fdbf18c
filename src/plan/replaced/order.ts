import type { Dependency } from '../../compose/attributes/depends-on.ts';
import { whole } from '../../compose/hash/whole.ts';
import type { ServiceConfig } from '../../compose/service.ts';
import { showText } from '../../compose/text.ts';
import type { State } from './state.ts';

/** Whom a service waits for: those it says, and those whose links, namespaces or volumes it uses. */
export function waitsFor(state: State, service: ServiceConfig): ReadonlyMap<string, Dependency> {
  return whole(service, state.around).dependsOn ?? new Map();
}

/** Those in whose namespaces it lives, and whose volumes it mounts: its container knows theirs by their ids. */
export function namespacesOf({ networkMode, ipc, pid, volumesFrom = [] }: ServiceConfig): readonly string[] {
  const shared = [networkMode, ipc, pid].flatMap((mode) => {
    const written = showText(mode ?? []);
    return written.startsWith('service:') ? [written.slice('service:'.length)] : [];
  });
  const mounted = volumesFrom.map((from) => showText(from).split(':')[0] ?? '');
  return [...shared, ...mounted.filter((name) => name !== 'container')];
}

/** Services, each after those that it waits for. */
export function ordered(
  state: State,
  services: ReadonlyMap<string, ServiceConfig>,
): ReadonlyMap<string, ServiceConfig> {
  const done = new Map<string, ServiceConfig>();
  const begun = new Set<string>();
  const visit = (name: string) => {
    const service = services.get(name);
    if (service === undefined || begun.has(name)) return;
    begun.add(name);
    for (const other of waitsFor(state, service).keys()) visit(other);
    done.set(name, service);
  };
  for (const name of services.keys()) visit(name);
  return done;
}
