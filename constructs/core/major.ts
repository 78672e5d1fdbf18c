import type { IConstruct } from 'constructs';
import { StowageError } from '../../src/model/error.ts';
import type { MajorMethod, MajorModel } from '../../src/model/major.ts';
import type { Sentence } from '../../src/model/words.ts';
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

/**
 * What an operator does where a newer server takes the files over as they lie: nothing here can undo that, so he says it by hand, after `first`.
 */
export function takenInPlace(first: { readonly en: string; readonly id: string }): Sentence {
  return {
    en: `A newer version takes the files over where they lie, one major version at a time, and no older one reads them again. ${first.en} Then \`make backup\` with the files from before; with the new ones \`make pull\` and \`scripts/compose up --detach --wait --no-deps\` with the name of the service, which is the step, and \`scripts/upgrade --force\` for all else. The way back is that backup, with the files from before.`,
    id: `Versi baru mengambil alih berkas di tempatnya, satu versi mayor setiap kali, dan versi lama tidak dapat membacanya lagi. ${first.id} Lalu \`make backup\` dengan berkas sebelumnya; dengan berkas baru \`make pull\` dan \`scripts/compose up --detach --wait --no-deps\` beserta nama layanannya, yaitu langkah itu sendiri, dan \`scripts/upgrade --force\` untuk selebihnya. Jalan kembali adalah backup itu, dengan berkas sebelumnya.`,
  };
}
