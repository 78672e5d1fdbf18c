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

/** Who says raw keys. */
interface Sayer {
  readonly path: string;
  readonly id: string;
}

/** Something with raw keys of its own: a service, a network, a volume, a config, a secret. */
interface Element extends Sayer {
  readonly compose: Written;
}

/**
 * The raw keys of a stack that Compose would refuse or overlook, each at the construct that says it. Neither a rule nor a schema sees
 * them: each would say it again in its own words, or take what cannot be read for what is not there.
 */
export function readable(stack: StackModel): Readable {
  const wrong = new Set(faultsOf(stack).map(head));
  if (wrong.size === 0) return { stack, findings: [] };
  const findings: Finding[] = [];
  /** The keys that are left of those at a place of the document; `above` is what of it the author did not write. */
  const left = (keys: Written, place: At, sayer: Sayer, above: At): Written => {
    // In the merged list an author's first port may be the third: he is told of it as he wrote it.
    const document = place.reduceRight<Written>((inner, key) => ({ [key]: inner }), keys);
    const faults = canonical(merge({}, document)).faults.filter((fault) => wrong.has(head(fault)));
    findings.push(...faults.map((fault) => finding(sayer, fault, above)));
    return without(
      keys,
      faults.map((fault) => fault.path.slice(place.length)),
    );
  };
  const clean =
    (kind: string) =>
    <One extends Element>(one: One): One => {
      const place = [kind, one.id];
      return { ...one, compose: left(one.compose, place, one, place) };
    };
  const sayer = { path: stack.path, id: stack.name };
  const compose = left(stack.compose, [], sayer, []);
  const { networks, volumes, configs, secrets } = stack;
  const elements = {
    ...{ networks: networks.map(clean('networks')), volumes: volumes.map(clean('volumes')) },
    ...(configs && { configs: configs.map(clean('configs')) }),
    ...(secrets && { secrets: secrets.map(clean('secrets')) }),
  };
  const services = stack.services.map(clean('services')).map((service) => {
    const { over, id } = service;
    return over === undefined ? service : { ...service, over: left(over, ['services', id], sayer, []) };
  });
  return { stack: { ...stack, compose, ...elements, services }, findings };
}

function finding({ id, path }: Sayer, fault: Fault, above: At): Finding {
  const key = fault.path.slice(above.length).join('.');
  const which = key === '' ? `the raw keys of "${id}" are` : `the raw key ${key} of "${id}" is`;
  return {
    ...{ rule: 'raw-key', severity: 'error', path, fix: fault.mend },
    message: `${which} wrong: ${fault.message}`,
  };
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
