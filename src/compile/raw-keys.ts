import { canonical } from '../compose/canonical.ts';
import type { At, Fault, Written } from '../compose/form.ts';
import { isWritten } from '../compose/form.ts';
import { merge } from '../compose/merge.ts';
import { replace, replaces } from '../compose/replace.ts';
import { faultsOf } from '../lower.ts';
import type { Finding } from '../model/finding.ts';
import type { StackModel } from '../model/stack.ts';

/** A stack without the raw keys that nobody can read, and what is to be said of those. */
export interface Readable {
  readonly stack: StackModel;
  readonly findings: readonly Finding[];
}

/** Who says raw keys, and the document that they would be alone. */
interface Sayer {
  readonly path: string;
  readonly id: string;
  readonly document: Written;
  /** The keys of the document that are not the author's. */
  readonly above: At;
}

/**
 * The raw keys of a stack that Compose would refuse or overlook, each at the construct that says it. Neither a rule nor a schema sees
 * them: each would say it again in its own words, or take what cannot be read for what is not there.
 */
export function readable(stack: StackModel): Readable {
  const sayers = sayersOf(stack);
  if (sayers.length === 0) return { stack, findings: [] };
  // Whether it can be read shows where it is merged: nothing at all takes nothing away, and is no fault over a value.
  const wrong = new Set(faultsOf(stack).map(head));
  if (wrong.size === 0) return { stack, findings: [] };
  const { services, networks, volumes } = stack;
  const faults = sayers.map((sayer) => ({
    sayer,
    // In the merged list an author's first port may be the third: he is told of it as he wrote it.
    faults: canonical(merge({}, sayer.document)).faults.filter((fault) => wrong.has(head(fault))),
  }));
  const faultsAt = (path: string) => faults.filter(({ sayer }) => sayer.path === path);
  const clean = <One extends { readonly path: string; readonly compose: Written }>(one: One): One => {
    const found = faultsAt(one.path).flatMap(({ sayer, faults }) =>
      faults.map(({ path }) => path.slice(sayer.above.length)),
    );
    return found.length === 0 ? one : { ...one, compose: without(one.compose, found) };
  };
  return {
    stack: {
      ...clean(stack),
      ...{ services: services.map(clean), networks: networks.map(clean), volumes: volumes.map(clean) },
    },
    findings: faults.flatMap(({ sayer, faults }) => faults.map((fault) => finding(sayer, fault))),
  };
}

function finding({ id, path, above }: Sayer, fault: Fault): Finding {
  const key = fault.path.slice(above.length).join('.');
  const which = key === '' ? `the raw keys of "${id}" are` : `the raw key ${key} of "${id}" is`;
  return {
    ...{ rule: 'raw-key', severity: 'error', path, fix: fault.mend },
    message: `${which} wrong: ${fault.message}`,
  };
}

function sayersOf({ path, name, compose, services, networks, volumes }: StackModel): readonly Sayer[] {
  const said = (kind: string, all: readonly { path: string; id: string; compose: Written }[]) =>
    all
      .filter(({ compose }) => Object.keys(compose).length > 0)
      .map(({ path, id, compose }) => {
        const document = { [kind]: { [id]: compose } };
        return { path, id, document, above: [kind, id] };
      });
  return [
    ...(Object.keys(compose).length > 0 ? [{ path, id: name, document: compose, above: [] }] : []),
    ...said('networks', networks),
    ...said('volumes', volumes),
    ...said('services', services),
  ];
}

/** A place up to the first list: what stands in a list is elsewhere once it is merged. */
function head({ path }: Fault): string {
  const list = path.findIndex((key) => /^\d+$/.test(key));
  return path.slice(0, list < 0 ? path.length : list).join('\n');
}

/** A map without what stands at some places of it. */
function without(value: Written, places: readonly At[]): Written {
  const left = pruned(value, places);
  return isWritten(left) ? left : {};
}

function pruned(value: unknown, places: readonly At[]): unknown {
  if (places.length === 0) return value;
  if (places.some((place) => place.length === 0)) return undefined;
  const below = (key: string) => places.filter(([first]) => first === key).map((place) => place.slice(1));
  const left = (key: string, child: unknown) => {
    const one = pruned(child, below(key));
    return one === undefined ? [] : [[key, one] as const];
  };
  if (typeof value !== 'object' || value === null) return value;
  const pairs = Object.entries(value).flatMap(([key, child]) => left(key, child));
  const copy = Array.isArray(value) ? pairs.map(([, child]) => child) : Object.fromEntries(pairs);
  return replaces(value) ? replace(copy) : copy;
}
