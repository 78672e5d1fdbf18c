import type { Leaf } from '../model/leaves.ts';
import { leaves } from '../model/leaves.ts';
import { remembered } from '../model/remembered.ts';
import type { ServiceModel } from '../model/service.ts';
import type { StackModel } from '../model/stack.ts';

/** Raw keys in one place of the author's. */
export interface WrittenKeys {
  /** Path of the construct that says them. */
  readonly path: string;
  /** As a message calls it: `"web"`, `the stack`. */
  readonly who: string;
  /** The service that they are said of. @default - none */
  readonly service?: ServiceModel;
  readonly leaves: readonly WrittenLeaf[];
}

/** A text among raw keys, as it was written. */
export interface WrittenLeaf extends Leaf {
  /** The key of the service, network, volume or stack in which it stands: `environment`. */
  readonly key: string;
}

/**
 * Every text of raw keys, where and as the author wrote it, what cannot be read included, and no place without one: for rules on how
 * something is spelled, whose findings say where. What comes of it is in the project.
 */
export const writtenIn = remembered((stack: StackModel): readonly WrittenKeys[] => {
  const { path, services, networks, volumes, configs = [], secrets = [], compose } = stack;
  const ofStack = { path, who: 'the stack' };
  const found: WrittenKeys[] = [];
  const add = (place: Omit<WrittenKeys, 'leaves'>, raw: unknown, at: readonly string[]) => {
    const leaves = textsIn(raw, at);
    if (leaves.length > 0) found.push({ ...place, leaves });
  };
  for (const service of services)
    add(
      { path: service.path, who: `"${service.id}"`, service },
      service.compose,
      service.bare === true ? [] : ['compose'],
    );
  for (const one of [...networks, ...volumes, ...configs, ...secrets])
    add({ path: one.path, who: `"${one.id}"` }, one.compose, ['compose']);
  for (const service of services)
    if (service.over !== undefined)
      add({ ...ofStack, service }, service.over, ['compose', 'services', service.id]);
  add(ofStack, compose, ['compose']);
  return found;
});

function textsIn(raw: unknown, at: readonly string[]): readonly WrittenLeaf[] {
  return leaves(raw, at).map((leaf) => ({ ...leaf, key: leaf.keys[at.length] ?? '' }));
}
