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
 * Every text of raw keys, where and as the author wrote it, what cannot be read included: for rules on how something is spelled, whose
 * findings say where. What comes of it is in the project.
 */
export const writtenIn = remembered((stack: StackModel): readonly WrittenKeys[] => {
  const { path, services, networks, volumes, configs = [], secrets = [], compose } = stack;
  const ofStack = { path, who: 'the stack' };
  return [
    ...services.map((service) => ({
      ...{ path: service.path, who: `"${service.id}"`, service },
      leaves: textsIn(service.compose, service.bare === true ? [] : ['compose']),
    })),
    ...[...networks, ...volumes, ...configs, ...secrets].map((one) => ({
      ...{ path: one.path, who: `"${one.id}"` },
      leaves: textsIn(one.compose, ['compose']),
    })),
    ...services.flatMap((service) => {
      const { id, over } = service;
      return over === undefined
        ? []
        : [{ ...ofStack, service, leaves: textsIn(over, ['compose', 'services', id]) }];
    }),
    { ...ofStack, leaves: textsIn(compose, ['compose']) },
  ];
});

function textsIn(raw: unknown, at: readonly string[]): readonly WrittenLeaf[] {
  return leaves(raw, at).map((leaf) => ({ ...leaf, key: leaf.keys[at.length] ?? '' }));
}
