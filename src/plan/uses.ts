import type { ServiceConfig } from '../compose/service.ts';
import { showText } from '../compose/text.ts';
import { isOfTheHost } from '../model/host-path.ts';
import { bucketsOf } from './buckets.ts';
import type { Side } from './side.ts';
import { nameAtEngine } from './side.ts';

/** A place in a container where data are. */
export interface Use {
  /** Of a bucket, the service that makes it. */
  readonly service: string;
  /** Empty for a bucket. */
  readonly target: string;
  readonly readOnly: boolean;
}

/** What data lie in: a volume of the engine, a path of the host, a bucket of an object storage. */
export type DataKind = 'volume' | 'path' | 'bucket';

/** Data that outlive containers, and who uses them. */
export interface Kept {
  readonly kind: DataKind;
  /** As the file says it: `postgres_data`, `/srv/uploads`, `s3://exports`. */
  readonly name: string;
  /** As the engine calls it: `posthog_postgres_data`. A path and a bucket are their own names. */
  readonly atEngine: string;
  readonly uses: readonly Use[];
}

/** Every volume, every path of the host and every bucket of a side, by what the engine calls it. What is read-only beside the file is configuration, and what the host brings along is its own. */
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
  for (const [service, config] of side.services)
    for (const name of bucketsOf(config))
      note('bucket', name, name, { service, target: '', readOnly: false });
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
    if (type === 'bind' && ((readOnly !== false && name.startsWith('.')) || isOfTheHost(name))) return [];
    return [{ type, name, target: showText(target ?? []), readOnly: readOnly === true }];
  });
}
