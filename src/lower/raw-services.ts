import { isNothing, replaces } from '../compose/replace.ts';
import { configOf } from '../lower.ts';
import { isMap } from '../model/raw.ts';
import type { ServiceModel } from '../model/service.ts';
import type { StackModel } from '../model/stack.ts';

type Keys = Readonly<Record<string, unknown>>;

/**
 * The stack with what its raw keys say of services said of the services: over those that constructs made, and as services of their own.
 * These belong to the last phase, in which `make start` starts them; nothing waits for them unless it says so.
 */
export function withRawServices(stack: StackModel): StackModel {
  const { services: raw, ...compose } = stack.compose;
  if (!isMap(raw)) return stack;
  const entries = Object.entries(raw);
  // What is no service stays where it is written: the gate of the schema says so.
  const said = new Map(entries.flatMap(([id, keys]) => (isService(keys) ? [[id, keys] as const] : [])));
  const left = entries.filter(([id, keys]) => !said.has(id) && keys !== null);
  const models = new Map(stack.services.map((service) => [service.id, service]));
  const instead = replaces(raw);
  const ours = instead
    ? []
    : stack.services.map((service) => {
        const over = said.get(service.id);
        return over === undefined ? service : { ...service, over };
      });
  const added = [...said].flatMap(([id, keys]) => {
    const model = models.get(id);
    if (model !== undefined && !instead) return [];
    const { said: _, ...only } = model ?? bare(stack, id);
    return [{ ...only, compose: {}, over: keys, bare: true }];
  });
  return {
    ...stack,
    services: withJobs([...ours, ...added]),
    compose: left.length === 0 ? compose : { ...compose, services: Object.fromEntries(left) },
  };
}

function isService(keys: unknown): keys is Keys {
  return isMap(keys) && !isNothing(keys);
}

/** What somebody waits for until it has completed is a job. */
function withJobs(services: readonly ServiceModel[]): readonly ServiceModel[] {
  const ends = new Set<string>();
  for (const { dependsOn = new Map() } of services.map(configOf))
    for (const [id, { condition }] of dependsOn)
      if (condition === 'service_completed_successfully') ends.add(id);
  return services.map((service) =>
    service.bare === true && ends.has(service.id) ? { ...service, kind: 'job' } : service,
  );
}

/** What no construct says: the raw keys alone are read of it. */
function bare({ path, phases }: StackModel, id: string): ServiceModel {
  return {
    ...{ path, id, kind: 'service', phase: phases.at(-1)?.id ?? '', description: { en: id, id } },
    ...{ image: '', init: false, env: [], mounts: [], listens: [], ports: [], networks: [], dependsOn: [] },
    ...{ addCapabilities: [], noNewPrivileges: false, edge: false, compose: {} },
  };
}
