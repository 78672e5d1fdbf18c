import type { Dialect } from '../compose/hash.ts';
import { print } from '../compose/print.ts';
import type { StackModel } from '../model/stack.ts';
import type { KeyChange } from './keys.ts';
import { keyChanges } from './keys.ts';
import type { Downtime } from './meanwhile.ts';
import { downtime, users } from './meanwhile.ts';
import type { Cause } from './replaced.ts';
import { replaced } from './replaced.ts';
import { restarted } from './restarted.ts';
import type { Side } from './side.ts';
import { standIns } from './stand-ins.ts';

/**
 * What becomes of the container of a service. `rebuild`: made anew of an image that is built before. `restart`: it stops and starts, and is the
 * same container. `keep`: nothing, be it that keys changed which Compose does not look at. `remove`: it is not described any more.
 */
export type Action = 'create' | 'recreate' | 'rebuild' | 'restart' | 'keep' | 'remove';

/** What a deploy does with one service. */
export interface ServiceStep {
  readonly service: string;
  readonly action: Action;
  /** Path of its construct. @default - it is not described any more */
  readonly path?: string;
  /** The keys that differ. */
  readonly changes: readonly KeyChange[];
  /** What it follows, where its own keys are not why. @default - itself */
  readonly because?: Because;
  /** The versions of Compose that do so, where not all do that its hosts may have. @default - all */
  readonly only?: readonly Dialect[];
  /** It is a job, and will run. @default false */
  readonly runs?: boolean;
  /** Services that point at it, keep running, and are without it meanwhile. */
  readonly without: readonly string[];
  /** Seconds. */
  readonly down?: Downtime;
}

/** Another one that drags a service along. */
export interface Because {
  readonly kind: 'restart' | 'namespace' | 'network' | 'volume';
  /** The service, network or volume. */
  readonly of: string;
}

/** All that is asked to find out what becomes of the services. */
export interface Deploy {
  /** @default - nothing runs */
  readonly before?: Side;
  readonly after: Side;
  /** The later one as its author described it. */
  readonly stack: StackModel;
  /** The versions of Compose that its hosts may have: from one to the other, where a host gets another one. */
  readonly versions: readonly Versions[];
}

/** A version of Compose that made what runs, and the one that makes it anew: mostly the same. */
export interface Versions {
  readonly from: Dialect;
  readonly to: Dialect;
}

/** What becomes of each service, in start order; what is not described any more comes last. */
export function serviceSteps(deploy: Deploy): readonly ServiceStep[] {
  const { before, after, stack } = deploy;
  const old = before?.name === after.name ? before : undefined;
  const models = new Map(stack.services.map((one) => [one.id, one]));
  const causes = old === undefined ? new Map<string, Found>() : replacedBy(old, after, deploy.versions);
  const follows = old === undefined ? new Map<string, string>() : restarted(after, causes);
  const all = users(stack);
  const acting = (name: string) => causes.has(name) || follows.has(name);
  const order = [...models.keys(), ...[...after.services.keys()].filter((name) => !models.has(name))];
  const steps = order.flatMap((service): readonly ServiceStep[] => {
    const now = after.services.get(service);
    if (now === undefined) return [];
    const model = models.get(service);
    const was = old?.written.get(service);
    const changes = was === undefined ? [] : keyChanges(was, after.written.get(service) ?? {});
    const cause = causes.get(service);
    const follow = follows.get(service);
    const builds =
      now.build !== undefined && changes.some(({ keys: [key] }) => key === 'image' || key === 'build');
    const action: Action =
      was === undefined ? 'create' : cause ? (builds ? 'rebuild' : 'recreate') : follow ? 'restart' : 'keep';
    const because =
      cause?.because ?? (follow === undefined ? undefined : { kind: 'restart' as const, of: follow });
    const job = model?.job;
    const starts = action === 'create' || action === 'recreate' || action === 'rebuild';
    const isAsked = (now.profiles ?? []).length > 0;
    return [
      {
        service,
        action,
        ...(model && { path: model.path }),
        changes,
        ...(because && { because }),
        ...(cause?.only && { only: cause.only }),
        ...(job && !isAsked && (starts || job.runs === 'always') && { runs: true }),
        without:
          action === 'keep' || action === 'create'
            ? []
            : [...(all.get(service) ?? [])].filter((name) => old?.services.has(name) && !acting(name)),
        ...(action !== 'keep' &&
          action !== 'create' &&
          !job && { down: downtime(old?.services.get(service), now) }),
      },
    ];
  });
  const gone = [...(old?.services.keys() ?? [])].filter((name) => !after.services.has(name));
  return [
    ...steps,
    ...gone.map((service) => ({ service, action: 'remove' as const, changes: [], without: [] })),
  ];
}

interface Found {
  readonly because?: Because;
  readonly only?: readonly Dialect[];
}

/** Which containers are made anew, by which of the versions. */
function replacedBy(before: Side, after: Side, versions: readonly Versions[]): ReadonlyMap<string, Found> {
  const asked = versions.every(({ from, to }) => from === to) ? touched(before, after) : after.written;
  if (asked.size === 0) return new Map();
  const written = [before, after].flatMap((side) =>
    [...side.written].flatMap(([name, one]) => (asked.has(name) ? [one] : [])),
  );
  const around = { folder: `/srv/${after.name}`, home: '/root', lookUp: standIns(written) };
  const stateOf = ({ project, services }: Side) => ({
    project: { ...project, services: new Map([...services].filter(([name]) => asked.has(name))) },
    around,
  });
  const [old, now] = [stateOf(before), stateOf(after)];
  const found = new Map<string, { cause: Cause; by: Dialect[] }>();
  for (const { from, to } of versions)
    for (const [service, cause] of replaced(old, now, to, from)) {
      const one = found.get(service) ?? { cause, by: [] };
      one.by.push(to);
      found.set(service, one);
    }
  return new Map(
    [...found].map(([service, { cause, by }]) => [
      service,
      { ...becauseOf(cause), ...(by.length < versions.length && { only: by }) },
    ]),
  );
}

/**
 * The services of which the container may be another one: those of which a key differs, and those that live in a namespace. All of them where
 * what they share does. The others say the same, and hashes take their time.
 */
function touched(before: Side, after: Side): ReadonlyMap<string, unknown> {
  const shared = ({ project: { services: _, ...others } }: Side) => JSON.stringify(print(others));
  if (before.project === after.project) return new Map();
  if (shared(before) !== shared(after)) return after.written;
  return new Map(
    [...after.written].filter(([name, written]) => {
      const said = JSON.stringify(written);
      const was = before.written.get(name);
      if (was === undefined) return false;
      if (/"service:|"volumes_from":/.test(said)) return true;
      return before.services.get(name) !== after.services.get(name) && JSON.stringify(was) !== said;
    }),
  );
}

function becauseOf(cause: Cause): Found {
  if (cause.kind === 'namespace') return { because: { kind: 'namespace', of: cause.of } };
  if (cause.kind === 'network' || cause.kind === 'volume')
    return { because: { kind: cause.kind, of: cause.name } };
  return {};
}
