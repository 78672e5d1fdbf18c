import type { StackModel } from '../../../model/stack.ts';
import type { Language } from '../../../model/words.ts';
import { said } from '../../../model/words.ts';
import { layouts, setsPasswords } from '../scripts/adopt.ts';
import { archivedProducts } from '../scripts/adopt-tar.ts';

/** What can be taken over from whom, for the chapter on moving in. */
export function adoptionFacts(stack: StackModel, language: Language): object {
  const [own, ...others] = layouts(stack);
  return {
    suffix: own?.volumes.map(({ ours }) => `_${ours}`)[0] ?? '',
    passwords: setsPasswords(stack),
    product: archivedProducts(stack) ?? '',
    sources: others.map(({ project = '', volumes }) => {
      const ofOurs = new Map(volumes.map((volume) => [volume.ours, volume]));
      const source = stack.adoption?.sources.find((one) => one.project === project);
      return {
        project,
        command: `make adopt FROM=${project}`,
        volumes: stack.volumes.flatMap(({ id, kind }) => {
          const taken = ofOurs.get(id);
          if (taken === undefined && kind !== 'cache') return [];
          return [
            {
              id,
              there: `${project}_${taken?.theirs ?? id}`,
              taken: taken?.theirs !== undefined,
              cache: kind === 'cache',
            },
          ];
        }),
        names: (source?.names ?? []).map(({ was, now }) => ({ was, now: said(now, language) })),
        notes: (source?.notes ?? []).map((note) => said(note, language)),
      };
    }),
  };
}
