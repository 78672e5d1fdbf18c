import type { ServiceConfig } from '../compose/service.ts';
import { showText } from '../compose/text.ts';
import type { Side } from './side.ts';
import { nameAtEngine } from './side.ts';

/** A place in a container where data are. */
export interface Use {
  readonly service: string;
  readonly target: string;
  readonly readOnly: boolean;
}

/** Data that outlive containers, and who uses them. */
export interface Kept {
  readonly kind: 'volume' | 'path';
  /** As the file says it: `postgres_data`, `/srv/uploads`. */
  readonly name: string;
  /** As the engine calls it: `posthog_postgres_data`. A path is its own name. */
  readonly atEngine: string;
  readonly uses: readonly Use[];
}

/** Every volume and every path of the host of a side, by what the engine calls it. What is read-only beside the file is configuration. */
export function keptBy(side: Side): ReadonlyMap<string, Kept> {
  const found = new Map<string, Kept & { uses: Use[] }>();
  const note = (kind: Kept['kind'], name: string, atEngine: string, use?: Use) => {
    const one = found.get(atEngine) ?? { kind, name, atEngine, uses: [] };
    if (use !== undefined) one.uses.push(use);
    found.set(atEngine, one);
  };
  for (const id of side.project.volumes?.keys() ?? []) note('volume', id, nameAtEngine(side, 'volumes', id));
  for (const [service, config] of side.services)
    for (const { type, name, ...use } of mountsOf(config)) {
      const atEngine = type === 'volume' ? nameAtEngine(side, 'volumes', name) : name;
      note(type === 'volume' ? 'volume' : 'path', name, atEngine, { service, ...use });
    }
  return found;
}

interface Place extends Omit<Use, 'service'> {
  readonly type: 'volume' | 'bind';
  readonly name: string;
}

function mountsOf({ volumes = [] }: ServiceConfig): readonly Place[] {
  return volumes.flatMap((mount): readonly Place[] => {
    const { type, source, target, readOnly = false } = mount;
    const name = showText(source ?? []);
    // Without a name it is gone with its container, whatever a deploy does; `data-kept` says so.
    if ((type !== 'volume' && type !== 'bind') || name === '') return [];
    if (type === 'bind' && readOnly !== false && name.startsWith('.')) return [];
    return [{ type, name, target: showText(target ?? []), readOnly: readOnly === true }];
  });
}
