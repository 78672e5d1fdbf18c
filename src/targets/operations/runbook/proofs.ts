import type { StackModel } from '../../../model/stack.ts';
import { edgeServices } from '../edge.ts';

/** How authorities are shown whose the domains are, in any environment of a system. */
export function proofs(stacks: readonly StackModel[]): Readonly<Record<string, boolean | string>> {
  const asking = stacks
    .flatMap(edgeServices)
    .map(({ serves }) => serves)
    .filter(({ tls }) => tls === 'staging' || tls === 'public');
  return {
    proven: asking.length > 0,
    provenByAnswer: asking.some(({ provenBy }) => provenBy === undefined),
    provenByDns: asking.find(({ provenBy }) => provenBy === 'dns')?.product ?? '',
  };
}
