import type { IDependable } from 'constructs';
import { StowageError } from '../../src/model/error.ts';
import { isDependable } from '../props/brand.ts';

/**
 * What can be waited for: a service, a construct that holds some, a phase, or a `DependencyGroup` of the package `constructs`. The interface
 * there is empty, so a text would be one, too.
 */
export type Dependency = IDependable & object;

/** How far a service must be: it has started, its health check succeeds, or it has ended with 0. */
export type Readiness = 'started' | 'healthy' | 'completed';

/** How a service is waited for. */
export interface Waiting {
  /**
   * How far it must be.
   * @default - `completed` for a job, else `healthy`; of a phase or a group, `started` for a service without a health check
   */
  readonly until?: Readiness;
  /**
   * When Compose makes that one anew, who waits stops before and starts after it: for a program that never connects again.
   * @default false
   */
  readonly restart?: boolean;
}

/**
 * What is waited for; behind all of them may stand how.
 * @form a Service, what holds some, or how far they must be
 * @example web
 */
export type WaitArgument = Dependency | Readiness | Waiting;

/** One of several that are waited for, and how. */
export interface Wait extends Waiting {
  /** What is waited for. */
  readonly on: Dependency;
}

/**
 * The arguments of a `waitFor`, apart.
 * @throws StowageError `bad-prop` when a word stands before what is waited for, or alone
 */
export function waitsOf(id: string, args: readonly WaitArgument[]): readonly Wait[] {
  const last = args.at(-1);
  const how: Waiting = last === undefined || isDependency(last) ? {} : worded(last);
  const services = last === undefined || isDependency(last) ? args : args.slice(0, -1);
  const on = services.filter(isDependency);
  if (on.length < services.length || (on.length === 0 && args.length > 0))
    throw new StowageError(
      'bad-prop',
      `"${id}" is told how far to wait, and not for whom`,
      `say it behind what it waits for: ${id}.waitFor(db, 'started')`,
    );
  return on.map((one) => ({ on: one, ...how }));
}

function worded(how: Readiness | Waiting): Waiting {
  return typeof how === 'string' ? { until: how } : how;
}

function isDependency(one: WaitArgument): one is Dependency {
  return isDependable(one);
}
