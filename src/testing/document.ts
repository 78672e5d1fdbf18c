import { print } from '../compose/print.ts';
import { projectOf } from '../files/project.ts';
import { nearest } from '../model/nearest.ts';
import { remembered } from '../model/remembered.ts';
import type { StackModel } from '../model/stack.ts';
import { like } from './like.ts';
import type { Comparison } from './pattern.ts';
import { isMap, listed, shown } from './pattern.ts';
import type { Verdict } from './verdict.ts';
import { asWanted } from './verdict.ts';

/** A map of a document. */
export type Keyed = Readonly<Record<string, unknown>>;
export type Kind = 'service' | 'volume' | 'network' | 'config' | 'secret';

/** What docker-compose.yml of a stack will hold. */
export const documentOf = remembered((stack: StackModel): Keyed => print(projectOf(stack)));

/** Its services, volumes and so on, by name. */
export function elementsOf(document: Keyed, kind: Kind): ReadonlyMap<string, Keyed> {
  const elements = document[`${kind}s`];
  if (!isMap(elements)) return new Map();
  return new Map(Object.entries(elements).map(([id, one]) => [id, isMap(one) ? one : {}]));
}

/** Whether there is one of this name that is like that. */
export function hasElement(stack: StackModel, kind: Kind, id: string, pattern: Keyed): Verdict {
  const elements = elementsOf(documentOf(stack), kind);
  const found = elements.get(id);
  const what = `${kind} ${JSON.stringify(id)} of ${stack.path}`;
  const negated = `${what} is like ${shown(pattern)}, and is not to be`;
  if (found === undefined)
    return { holds: false, negated, ...missing(stack, kind, id, pattern, elements), expected: pattern };
  return asWanted(what, like(found, pattern), negated);
}

/** Whether any is like that. */
export function hasLike(stack: StackModel, kind: Kind, pattern: Keyed): Verdict {
  const elements = elementsOf(documentOf(stack), kind);
  const all = [...elements].map(([id, one]) => ({ id, ...like(one, pattern) }));
  const found = all.filter(({ differences }) => differences.length === 0);
  for (const act of found[0]?.kept ?? []) act();
  const said = shown(pattern);
  const near = closest(all);
  return {
    holds: found.length > 0,
    message: `no ${kind} of ${stack.path} is like ${said}${near === undefined ? `: there is none` : `\nthe closest is ${near.says}`}`,
    negated: `${found.map(({ id }) => JSON.stringify(id)).join(', ')} of ${stack.path} is like ${said}, and none is to be`,
    actual: near?.actual,
    expected: near?.expected ?? pattern,
  };
}

function missing(
  stack: StackModel,
  kind: Kind,
  id: string,
  pattern: Keyed,
  elements: ReadonlyMap<string, Keyed>,
): Pick<Verdict, 'message' | 'actual'> {
  const ids = [...elements.keys()];
  const [meant] = nearest(id, ids);
  const all = ids.map((one) => ({ id: one, ...like(elements.get(one), pattern) }));
  const near = Object.keys(pattern).length === 0 ? undefined : closest(all);
  const has = ids.length === 0 ? 'none' : ids.join(', ');
  const hint = meant === undefined ? '' : ` (did you mean ${JSON.stringify(meant)}?)`;
  return {
    message: `${stack.path} has no ${kind} ${JSON.stringify(id)}${hint}; it has ${has}${near === undefined ? '' : `\nthe closest is ${near.says}`}`,
    actual: near?.actual,
  };
}

/** The one with the fewest differences, and which those are. */
function closest(all: readonly (Comparison & { readonly id: string })[]) {
  const fewest = Math.min(...all.map(({ differences }) => differences.length));
  const one = all.find(({ differences }) => differences.length === fewest);
  if (one === undefined) return undefined;
  const { id, differences, actual, expected } = one;
  const says = `${JSON.stringify(id)}${differences.length === 0 ? ', which is like that' : `, but\n${listed(differences)}`}`;
  return { says, actual, expected };
}
