import type { ServiceModel } from '../../model/service.ts';
import type { StackModel } from '../../model/stack.ts';

/** A phase with its services. */
export interface PhaseMembers {
  readonly id: string;
  /** In start order; jobs and what a profile holds back are among them. */
  readonly members: readonly ServiceModel[];
}

/** The phases in start order, each with its services: one walk, for asking each phase for its own would be a walk each. */
export function phasesOf(stack: StackModel): readonly PhaseMembers[] {
  const members = new Map<string, ServiceModel[]>(stack.phases.map(({ id }) => [id, []]));
  for (const service of stack.services) members.get(service.phase)?.push(service);
  return stack.phases.map(({ id }) => ({ id, members: members.get(id) ?? [] }));
}
