import type { StackModel } from './stack.ts';
import type { Sentence } from './words.ts';

/** The rules whose acknowledgements are told to the operator, with the reason. */
const told: ReadonlySet<string> = new Set(['state-backed-up', 'image-alive']);

/** What the constructs of a stack and its author tell the operator. */
export function sentencesOf(stack: StackModel): readonly Sentence[] {
  const { services, volumes, networks, variables, stores, adoption, runbook, acknowledgements } = stack;
  const { about, deploy, security, backup, upgrade, monitoring, troubleshooting } = runbook;
  const all: readonly (Sentence | undefined)[] = [
    ...[about, ...deploy, ...security, ...backup, ...upgrade, ...monitoring],
    ...troubleshooting.flatMap(({ symptom, mend, afterwards }) => [symptom, mend, afterwards]),
    ...services.flatMap(({ description, job, console, ownLogs = [] }) => [
      ...[description, job?.help, console?.help],
      ...ownLogs.flatMap(({ what, kept }) => [what, kept]),
    ]),
    ...volumes.flatMap(({ holds, room }) => [holds, room]),
    ...networks.map(({ purpose }) => purpose),
    ...variables.flatMap(({ group, description }) => [group, description]),
    ...stores.flatMap(({ how: own, method: { how, holds, loading } }) => [own ?? how, holds, loading]),
    ...(adoption?.sources ?? []).flatMap(({ names = [], notes = [] }) => [
      ...names.map(({ now }) => now),
      ...notes,
    ]),
    ...acknowledgements.flatMap(({ rule, reason }) => (told.has(rule) ? [reason] : [])),
  ];
  return all.filter((one) => one !== undefined);
}
