import type { IConstruct } from 'constructs';
import { StowageError } from '../../src/model/error.ts';
import type { MajorMethod, MajorModel } from '../../src/model/major.ts';
import { checkFunctions } from './saved.ts';
import type { Volume } from './volume.ts';
import { stackOf } from './volume.ts';

/** Says that the data of a service belong to one major version of what runs in it, and which way a newer one goes. */
export interface BoundToMajor {
  /** Shell functions that tell the majors, and the way. */
  readonly method: MajorMethod;
  /** The volume that holds the data. */
  readonly volume: Volume;
  /**
   * What the functions of the method are told last.
   * @default - nothing
   */
  readonly words?: readonly string[];
}

/** @throws StowageError `method-functions` when the method lacks a function, `other-stack` for the volume of another stack */
export function majorOf(service: IConstruct, { method, volume, words = [] }: BoundToMajor): MajorModel {
  const verbs = { load: ['majors', 'lost', 'carry'], refused: ['majors'] };
  checkFunctions('major', method, verbs[method.newer], service.node.id);
  if (stackOf(volume) !== stackOf(service))
    throw new StowageError(
      'other-stack',
      `"${volume.node.path}" cannot hold the data of "${service.node.id}": it belongs to another stack`,
      'name a volume of the same stack',
    );
  return { path: service.node.path, service: service.node.id, volume: volume.node.id, method, words };
}
