import type { Project } from './compose/project.ts';
import type { Severity } from './model/finding.ts';
import { severities } from './model/finding.ts';
import type { StackModel } from './model/stack.ts';
import { dangers } from './plan/dangers/index.ts';
import type { DataFate } from './plan/data.ts';
import { dataFates } from './plan/data.ts';
import type { Live } from './plan/live.ts';
import { dataOnHost, stepsOnHost } from './plan/on-host.ts';
import type { Step } from './plan/order.ts';
import { stepsInOrder } from './plan/order.ts';
import type { ServiceStep, Versions } from './plan/services.ts';
import { serviceSteps } from './plan/services.ts';
import { sideOf } from './plan/side.ts';

/** What a deploy would do to one stack, before anybody runs it. */
export interface StackPlan {
  /** Path of the stack: `posthog-production`. */
  readonly path: string;
  /** Its system: `posthog`. */
  readonly system: string;
  /** Where it runs: `production`. */
  readonly environment: string;
  /** Compose's name for it. */
  readonly project: string;
  /** There is nothing to compare it with: all of it is created. */
  readonly isNew: boolean;
  /** In start order; what is not described any more comes last. */
  readonly services: readonly ServiceStep[];
  /** The phases in which something happens, in start order. */
  readonly phases: readonly Step[];
  /** Those at risk first. */
  readonly data: readonly DataFate[];
  /** The most severe first. */
  readonly dangers: readonly Threat[];
}

/** A danger at its place. */
export interface Threat {
  /** Its id: `data-at-risk`. */
  readonly rule: string;
  /** An `error` is one that nobody should deploy without a decision. */
  readonly severity: Severity;
  /** Path of the construct that it comes from. */
  readonly path: string;
  /** What happens, in a lower-case sentence. */
  readonly message: string;
  /** What an operator does about it. */
  readonly fix: string;
}

/** What a plan is asked for. */
export interface PlanOptions {
  /** What runs now. @default - nothing */
  readonly before?: Project;
  /** What of that cannot be read, each with its place. @default - nothing */
  readonly unread?: readonly string[];
  /** What will run: the project of the stack. */
  readonly after: Project;
  readonly versions: readonly Versions[];
  /** What runs on the host. @default - what `before` says */
  readonly live?: Live;
  /** Names of what may be lost: `data:postgres_data`. */
  readonly accepted?: readonly string[];
}

/** What becomes of the services and the data of a stack. Asks no engine, no disk and no clock. */
export function planOf(stack: StackModel, options: PlanOptions): StackPlan {
  const after = sideOf(options.after, stack.project);
  const before = options.before && sideOf(options.before, stack.project);
  const { versions } = options;
  const { live } = options;
  const said = serviceSteps({ ...(before && { before }), after, stack, versions });
  const services = live === undefined ? said : stepsOnHost(said, live);
  const fates = dataFates(stack, before, after);
  const data = live === undefined ? fates : dataOnHost(fates, live);
  const accepted = new Set(options.accepted);
  const found =
    before === undefined
      ? []
      : dangers.flatMap(({ id, severity, find }) =>
          find({
            stack,
            before,
            after,
            steps: services,
            data,
            versions,
            accepted,
            unread: options.unread ?? [],
          }).map((one): Threat => ({ rule: id, severity, ...one })),
        );
  return {
    path: stack.path,
    system: stack.name,
    environment: stack.environment.name,
    project: after.name,
    isNew: before === undefined,
    services,
    phases: stepsInOrder(stack, services),
    data,
    dangers: severities.flatMap((kind) => found.filter(({ severity }) => severity === kind)),
  };
}

/** Whether there is nothing to do. */
export function isQuiet({ services, data, dangers }: StackPlan): boolean {
  return (
    services.every(({ action, changes }) => action === 'keep' && changes.length === 0) &&
    data.every(({ fate }) => fate === 'kept') &&
    dangers.length === 0
  );
}

/** Whether data are at risk that nobody accepted. */
export function losesData({ dangers }: StackPlan): boolean {
  return dangers.some(({ rule, severity }) => rule === 'data-at-risk' && severity === 'error');
}
