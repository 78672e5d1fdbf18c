import type { Text } from '../../../compose/text.ts';
import { spellAddress } from '../../../compose/text.ts';
import type { RoundTripModel } from '../../../model/round-trip.ts';
import { placeholder } from '../../../model/round-trip.ts';
import type { StackModel } from '../../../model/stack.ts';
import { makeTarget } from '../../../syntax/make.ts';
import { doorOf, hasOwnDoor, isUntrusted, loopbackOf } from './doors.ts';

/** Whether there is anything to ask the running system, and an address to ask it at. */
export function hasSmokeTest(stack: StackModel): boolean {
  return stack.smoke.length + stack.roundTrips.length > 0 && stack.site !== undefined;
}

/** An unattended run has no proxy of somebody else's: it asks what it can reach itself. */
export function isAskedInRun(stack: StackModel): boolean {
  return hasSmokeTest(stack) && (hasOwnDoor(stack) || stack.proxies === undefined);
}

/** A proxy of the host asks ports of loopback, and so does whoever stands in for it. */
export function asksPorts(stack: StackModel): boolean {
  return !stack.services.some(({ edge }) => edge) && loopbackOf(stack) !== undefined;
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
  const main = doorOf(stack, stack.site, '/');
  const doors = stack.smoke.map(({ site = stack.site, path }) => doorOf(stack, site, path));
  const several = doors.some((door) => door !== main);
  const insecure = isUntrusted(stack, stack.site);
  const untrusted = stack.smoke.map(({ site = stack.site }) => isUntrusted(stack, site));
  const mixed = untrusted.some((one) => one !== insecure);
  return {
    edge: edge?.id ?? stack.proxies?.[0]?.product ?? stack.title,
    // What ends TLS on the same host stands before these ports.
    plain: asksPorts(stack) ? (loopbackOf(stack)?.product ?? '') : '',
    several,
    site: spelled(stack, stack.site),
    sites: stack.smoke.some((check) => check.site !== undefined),
    connectTo: `::${main}`,
    insecure: insecure && !mixed,
    mixed,
    trust: insecure ? '--insecure' : '',
    roundTrips: stack.roundTrips.map(roundTripFacts),
    checks: stack.smoke.map((check, i) => ({
      path: check.path,
      door: several && doors[i] !== main ? `::${doors[i]}` : '',
      trust:
        mixed && untrusted[i] !== insecure ? { option: untrusted[i] === true ? '--insecure' : '' } : false,
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
