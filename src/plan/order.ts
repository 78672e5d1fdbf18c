import type { StackModel } from '../model/stack.ts';
import type { ServiceStep } from './services.ts';

/** What happens in one phase of the start order. */
export interface Step {
  readonly phase: string;
  /** Those that stop, start or are made, whatever the version of Compose. */
  readonly services: readonly string[];
  /** Seconds until all of them are ready, at most; jobs have no such bound, and are not counted. */
  readonly atMost: number;
}

/** The phases in which something happens, in their order: one begins when all of the one before it is ready. */
export function stepsInOrder(
  { phases, services }: StackModel,
  steps: readonly ServiceStep[],
): readonly Step[] {
  const phaseOf = new Map(services.map(({ id, phase }) => [id, phase]));
  return phases.flatMap(({ id: phase }) => {
    const here = steps.filter(
      ({ service, action, runs, only }) =>
        only === undefined && phaseOf.get(service) === phase && (action !== 'keep' || runs === true),
    );
    if (here.length === 0) return [];
    const spans = here.map(({ down }) => (down === undefined ? 0 : down.stop + (down.ready ?? 0)));
    return [{ phase, services: here.map(({ service }) => service), atMost: Math.max(...spans) }];
  });
}
