import { service as form } from '../compose/attributes/service.ts';
import { isWritten } from '../compose/form.ts';
import type { Dialect } from '../compose/hash.ts';
import type { ServiceConfig } from '../compose/service.ts';
import type { StackModel } from '../model/stack.ts';
import type { KeyChange } from './keys.ts';
import { keyChanges } from './keys.ts';
import type { Downtime } from './meanwhile.ts';
import { downtime, users } from './meanwhile.ts';
import type { Cause } from './replaced.ts';
import { replaced } from './replaced.ts';
import { reconnected, restarted, stranded } from './restarted.ts';
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
  /** The versions of Compose whose `up` fails at it, and leaves it down. @default - none */
  readonly fails?: readonly Dialect[];
  /** It is a job, and will run. @default false */
  readonly runs?: boolean;
  /** Services that point at it, keep running, and are without it meanwhile. */
  readonly without: readonly string[];
  /** Seconds. */
  readonly down?: Downtime;
}

/** Another one that drags a service along. */
export interface Because {
  readonly kind: 'restart' | 'namespace' | 'network' | 'volume' | 'dependency' | 'drift';
  /** The service, network or volume; of `drift`, the project on its host. */
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
  const found = old === undefined ? new Map<string, Found>() : outcomes(old, after, deploy.versions);
  const all = users(stack);
  const order = [...models.keys(), ...[...after.services.keys()].filter((name) => !models.has(name))];
  const steps = order.flatMap((service): readonly ServiceStep[] => {
    const now = after.services.get(service);
    if (now === undefined) return [];
    const model = models.get(service);
    const was = old?.services.get(service);
    const changes = was === undefined ? [] : differences(was, now);
    const { action: outcome = 'keep', because, only, fails } = found.get(service) ?? {};
    const builds =
      outcome === 'recreate' &&
      now.build !== undefined &&
      changes.some(({ keys: [key] }) => key === 'image' || key === 'build');
    const action: Action = was === undefined ? 'create' : builds ? 'rebuild' : outcome;
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
        ...(only && { only }),
        ...(fails && { fails }),
        ...(job && !isAsked && (starts || job.runs === 'always') && { runs: true }),
        without:
          action === 'keep' || action === 'create'
            ? []
            : [...(all.get(service) ?? [])].filter(
                (name) =>
                  old?.services.has(name) && (found.get(name)?.only !== undefined || !found.has(name)),
              ),
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
  readonly action: 'recreate' | 'restart';
  readonly because?: Because;
  readonly only?: readonly Dialect[];
  readonly fails?: readonly Dialect[];
}

/** Which containers are made anew, or stop and start, by which of the versions. */
function outcomes(before: Side, after: Side, versions: readonly Versions[]): ReadonlyMap<string, Found> {
  const lookUp = standIns([before.project, after.project]);
  const around = { folder: `/srv/${after.name}`, home: '/root', lookUp };
  const [old, now] = [before, after].map(({ project }) => ({ project, around }));
  const isAsked = before.project !== after.project || versions.some(({ from, to }) => from !== to);
  if (old === undefined || now === undefined || !isAsked) return new Map();
  const found = new Map<string, Found & { by: Dialect[] }>();
  const note = (service: string, action: Found['action'], because: Because | undefined, by: Dialect) => {
    const one = found.get(service);
    // What one version replaces, another may only restart: the worse of both counts.
    if (one?.action === action) one.by.push(by);
    else if (one === undefined || action === 'recreate')
      found.set(service, { action, ...(because && { because }), by: [by] });
  };
  for (const { from, to } of versions) {
    const causes = replaced(old, now, to, from);
    for (const [service, cause] of causes) note(service, 'recreate', becauseOf(cause), to);
    for (const [service, of] of restarted(old, now, causes, to))
      note(service, 'restart', { kind: 'restart', of }, to);
    for (const [service, of] of reconnected(old, now, causes, to))
      note(service, 'restart', { kind: 'network', of }, to);
    for (const service of stranded(old, now, causes, to).keys()) {
      const one = found.get(service);
      if (one !== undefined) found.set(service, { ...one, fails: [...(one.fails ?? []), to] });
    }
  }
  return new Map(
    [...found].map(([service, { by, ...one }]) => [
      service,
      { ...one, ...(by.length < versions.length && { only: by }) },
    ]),
  );
}

function becauseOf(cause: Cause): Because | undefined {
  if (cause.kind === 'namespace' || cause.kind === 'dependency') return { kind: cause.kind, of: cause.of };
  if (cause.kind === 'network' || cause.kind === 'volume') return { kind: cause.kind, of: cause.name };
  return undefined;
}

/** Every key of a service that differs. Most services of two projects are one and the same, and are not printed. */
function differences(before: ServiceConfig, after: ServiceConfig): readonly KeyChange[] {
  if (before === after) return [];
  const [was, is] = [before, after].map((config) => form.print(config));
  return isWritten(was) && isWritten(is) ? keyChanges(was, is) : [];
}
