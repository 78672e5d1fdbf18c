import { literal } from '../../../compose/text.ts';
import { configOf } from '../../../lower.ts';
import type { StackModel } from '../../../model/stack.ts';

/** The services that say a name of this host (`host.docker.internal:host-gateway`): they may ask it for something. */
export function hostCallers(stack: StackModel): readonly string[] {
  return stack.services
    .filter((service) =>
      [...(configOf(service).extraHosts?.values() ?? [])].flat().some((to) => literal(to) === 'host-gateway'),
    )
    .map(({ id }) => id);
}
