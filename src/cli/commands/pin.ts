import { modelled } from '../../api/examine.ts';
import { load } from '../../api/load.ts';
import { rewrite } from '../../out.ts';
import { edited, spotsOf } from '../pin/edits.ts';
import { sourcesOf } from '../pin/literals.ts';
import type { Outcome } from '../pin/outcome.ts';
import { isOpen } from '../pin/outcome.ts';
import { resolveAll } from '../pin/resolved.ts';
import { imagesOf } from '../pin/wanted.ts';
import { silent } from '../progress.ts';
import { pinnedText, pinTrouble } from '../words/pinned.ts';
import { command } from './command.ts';

interface Pin {
  readonly check: boolean;
  readonly images: readonly Outcome[];
}

/** Says behind every tag which bytes it means. The gates are not asked: what has no digest yet may be one of their findings. */
export const pin = command({
  name: 'pin',
  does: 'ask the registries for the digest of every image, and write it behind the tag, into the source',
  takes: ['app', 'check'],
  async run({ app: entry, check }, _, env = {}, _commands, progress = silent): Promise<Pin> {
    progress.begins(`loading ${entry}`);
    const app = await load(entry);
    const wanted = imagesOf(modelled(app).flatMap(({ stacks }) => stacks));
    const sources = await sourcesOf(entry);
    progress.begins('asking the registries');
    const images = (await resolveAll(wanted, env)).map((one) => ({
      ...one,
      spots: spotsOf(one.image, sources),
      places: one.paths.map((path) => app.place(path)),
    }));
    const pinned = images.flatMap((one) => (one.kind === 'found' ? [[one.image, one.pinned] as const] : []));
    if (!check) rewrite(edited(sources, new Map(pinned)));
    return { check, images };
  },
  says: ({ check, images }, toOut, toErr) => ({
    out: pinnedText(images, check, toOut),
    err: pinTrouble(images, toErr),
  }),
  exits: ({ check, images }) => (images.some((one) => isOpen(one, check)) ? 1 : 0),
});
