import type { Text } from '../../../compose/text.ts';
import { spellAddress } from '../../../compose/text.ts';
import { publishedBy } from '../../../lower/runs.ts';
import type { RoundTripModel } from '../../../model/round-trip.ts';
import { placeholder } from '../../../model/round-trip.ts';
import type { StackModel } from '../../../model/stack.ts';
import { makeTarget } from '../../../syntax/make.ts';
import { edgeOf } from '../edge.ts';

/** Whether there is anything to ask the running system, and an address to ask it at. */
export function hasSmokeTest(stack: StackModel): boolean {
  return stack.smoke.length + stack.roundTrips.length > 0 && stack.site !== undefined;
}

/** The targets of the Makefile that make what the smoke test needs, once for each system. */
export function smokeTargets(stack: StackModel): readonly string[] {
  if (!hasSmokeTest(stack)) return [];
  return [...new Set(stack.roundTrips.flatMap(({ prepare }) => (prepare ? [prepare.target] : [])))];
}

/** The same as commands. */
export function smokePreparations(stack: StackModel): readonly string[] {
  return smokeTargets(stack).map((target) => commandOf({ target }));
}

function commandOf({ target }: { readonly target: string }): string {
  return `make ${makeTarget(target)}`;
}

/** What `scripts/smoke-test` asks, and how it gets there. */
export function smokeFacts(stack: StackModel): object {
  const edge = stack.services.find((service) => service.edge);
  return {
    edge: edge?.id ?? stack.title,
    site: spelled(stack, stack.site),
    sites: stack.smoke.some((check) => check.site !== undefined),
    connectTo: `::${door(stack)}`,
    insecure: ['internal', 'staging'].includes(edgeOf(stack)?.serves.tls ?? ''),
    roundTrips: stack.roundTrips.map(roundTripFacts),
    checks: stack.smoke.map((check) => ({
      path: check.path,
      status: String(check.status),
      jsonTrue: check.jsonTrue,
      site: spelled(stack, check.site),
    })),
  };
}

function roundTripFacts(trip: RoundTripModel, index: number): object {
  const { what, prepare, needs, send, stages, clean } = trip;
  return {
    call: `round_trip_${index + 1}`,
    what,
    prepare: prepare && commandOf(prepare),
    needs,
    path: send.path,
    status: String(send.status),
    body: pieces(send.body),
    stages: stages.map((stage) => ({ ...stage, by: stage.by ?? stage.service })),
    clean,
  };
}

/** The text between the variables, and the variables. */
function pieces(body: string): readonly object[] {
  return body
    .split(placeholder)
    .map((piece, index) =>
      index % 2 === 1 ? { variable: piece, literal: '' } : { variable: undefined, literal: piece },
    )
    .filter(({ variable, literal }) => variable !== undefined || literal !== '');
}

/** The pieces of an address: a literal, or a variable with what holds when it is empty. */
function spelled(stack: StackModel, address: Text | undefined): readonly object[] {
  return (address ?? []).map((part) => {
    if (typeof part !== 'string' && part.kind === 'variable') {
      const variable = stack.variables.find(({ name }) => name === part.name);
      return { variable: part.name, fallback: variable?.default ?? '' };
    }
    return { variable: undefined, literal: typeof part === 'string' ? part : spellAddress(part) };
  });
}

/** Where this host lets the site's scheme in: an address and a port; an empty port is the one that was asked for. */
function door(stack: StackModel): string {
  const first = stack.site?.[0];
  const inside = typeof first === 'string' && first.startsWith('https:') ? 443 : 80;
  const port = stack.services
    .filter((service) => service.edge)
    .flatMap(publishedBy)
    .find(({ target, protocol }) => target === inside && protocol === 'tcp');
  const address = port?.address ?? '127.0.0.1';
  return `${address === '0.0.0.0' ? '127.0.0.1' : address}:${port?.port ?? ''}`;
}
