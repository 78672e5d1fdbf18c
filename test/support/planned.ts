import { canonical } from '../../src/compose/canonical.ts';
import type { StackModel } from '../../src/model/stack.ts';
import type { Versions } from '../../src/plan/services.ts';
import type { StackPlan } from '../../src/plan.ts';
import { planOf } from '../../src/plan.ts';
import { service, stack } from './model.ts';

type Document = Readonly<Record<string, unknown>>;

/** The plan for two documents, of a stack that describes what the later one has. */
export function planned(
  before: Document | undefined,
  after: Document,
  over: Partial<StackModel> = {},
  versions: readonly Versions[] = [{ from: '5.6', to: '5.6' }],
  accepted: readonly string[] = [],
): StackPlan {
  const services = Object.keys(Object(after.services)).map((id) => service({ id }));
  return planOf(stack({ services, ...over }), {
    ...(before && { before: canonical(before).project }),
    after: canonical(after).project,
    versions,
    accepted,
  });
}
