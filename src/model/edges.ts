import type { EdgeModel } from './edge.ts';
import type { StackModel } from './stack.ts';

/** All that lets visitors in, in the order of the stack: its services that do, then what is there already. */
export function edgesOf({ services, proxies = [] }: StackModel): readonly EdgeModel[] {
  return [...services.flatMap(({ serves }) => serves ?? []), ...proxies];
}
