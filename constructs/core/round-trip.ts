import { StowageError } from '../../src/model/error.ts';
import type { InServiceModel, RoundTripModel } from '../../src/model/round-trip.ts';
import { placeholder } from '../../src/model/round-trip.ts';
import type { Status } from '../../src/model/stack.ts';
import type { Job } from './job.ts';
import type { Service } from './service.ts';

/**
 * A POSIX shell script for the container of a service. It has `$RUN`, a UUID that is new in every run, and what
 * {@link RoundTripProps.needs} looked up; they reach it over standard input, so that no process shows them.
 */
export interface InService {
  /** The service in whose container it runs. */
  readonly in: Service;
  /** It exits 0 when all is well. */
  readonly script: string;
}

/** What is sent, and the way that it must take. */
export interface RoundTripProps {
  /**
   * The job that makes what the test needs, with a profile: the operator runs it once, the workflow before it asks.
   * @default - nothing must be made
   */
  readonly prepare?: Job;
  /**
   * What is looked up first, by the name of its variable: what the script prints, one plain word. `missing` is what
   * the operator reads when it prints nothing.
   * @default - nothing is looked up
   */
  readonly needs?: Readonly<Record<string, InService & { readonly missing: string }>>;
  /** The request through the edge: a JSON body, in which `$NAME` stands for a variable. The status is 200 unless said. */
  readonly send: { readonly path: string; readonly body: string; readonly status?: Status };
  /**
   * The way through the system, in order. Each script exits 0 once the stage is passed; the last one is asked until it
   * is, and when time is up the first that is not passed is the broken link: `broken` says what that means. `by` is the service that takes it
   * through, where that is not the one that is asked.
   */
  readonly stages: readonly [Stage, ...Stage[]];
  /**
   * Takes away what this run and killed ones left.
   * @default - nothing is taken away
   */
  readonly clean?: InService;
}

/** A stage of the way: what is asked there, and what it means when it is not passed. */
type Stage = InService & { readonly broken: string; readonly by?: Service };

/** Names that the test itself or every shell has a use for. */
const taken = ['RUN', 'PATH', 'HOME', 'IFS', 'ENV'];

/** The data of it, with what is wrong in it said at the author's line. */
export function roundTrip(what: string, props: RoundTripProps): RoundTripModel {
  const { prepare, needs = {}, send, stages, clean } = props;
  const names = Object.keys(needs);
  for (const name of names)
    if (!/^[A-Z][A-Z0-9_]*$/.test(name) || taken.includes(name))
      throw new StowageError(
        'bad-need',
        `"${name}" cannot be the name of what a round trip looks up`,
        `write capitals, digits and underscores, and none of ${taken.join(', ')}`,
      );
  for (const [, name = ''] of send.body.matchAll(new RegExp(placeholder, 'g')))
    if (name !== 'RUN' && !names.includes(name))
      throw new StowageError(
        'unknown-need',
        `the body of a round trip has $${name}, and nothing looks it up`,
        `add ${name} to needs, or write one of ${['RUN', ...names].map((one) => `$${one}`).join(', ')}`,
      );
  if (!send.path.startsWith('/'))
    throw new StowageError(
      'bad-path',
      `"${send.path}" is no path that a round trip can be sent to`,
      'begin it with a slash',
    );
  return {
    what,
    ...(prepare && { prepare: { service: prepare.node.id, target: targetOf(prepare) } }),
    needs: Object.entries(needs).map(([name, need]) => ({ name, ...inService(need), missing: need.missing })),
    send: { path: send.path, status: send.status ?? 200, body: send.body },
    stages: stages.map((stage) => ({
      ...inService(stage),
      broken: stage.broken,
      ...(stage.by && { by: stage.by.node.id }),
    })),
    ...(clean && { clean: inService(clean) }),
  };
}

function inService({ in: service, script }: InService): InServiceModel {
  return { service: service.node.id, script };
}

function targetOf(job: Job): string {
  if (job.profile !== undefined) return job.target;
  throw new StowageError(
    'prepare-starts-by-itself',
    `"${job.node.id}" prepares a round trip and starts by itself with the system`,
    "give it a profile: profile: 'tools'",
  );
}
