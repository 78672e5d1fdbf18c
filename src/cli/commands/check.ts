import type { Compared } from '../../api.ts';
import { compare, load, patch } from '../../api.ts';
import { visible } from '../../model/visible.ts';
import type { Balance, Kept } from '../../out.ts';
import { balanceOf, removesMost } from '../../out.ts';
import { silent, stepOf } from '../progress.ts';
import { tally } from '../words/findings.ts';
import { plural } from '../words/ink.ts';
import { keptText } from '../words/kept.ts';
import { coloured } from '../words/patches.ts';
import { refusalText, remarks } from '../words/refusal.ts';
import { lossText } from '../words/removal.ts';
import { command } from './command.ts';

interface Check extends Pick<Compared, 'stacks' | 'rules' | 'findings' | 'broken'> {
  readonly out: string;
  /** One patch for each file that differs; undefined when a finding stands in the way and nothing was compared. */
  readonly patches: readonly string[] | undefined;
  readonly unchanged: number;
  /** What becomes of what is there, where synth would ask first. */
  readonly loss?: Balance;
  readonly kept: readonly Kept[];
}

/** Whether the output folder is what the source says. Writes nothing. */
export const check = command({
  name: 'check',
  does: 'write nothing; print how the output folder differs from what the source says',
  takes: ['app', 'out', 'format', 'failOn', 'watch'],
  async run({ app, out, failOn }, _word, _env, _commands, progress = silent): Promise<Check> {
    progress.begins(`loading ${app}`);
    const source = await load(app);
    const { difference, ...found } = compare(source, out, { failOn, begins: stepOf(progress, out) });
    if (difference === undefined) return { ...found, out, patches: undefined, unchanged: 0, kept: [] };
    const { changes, unchanged, kept } = difference;
    const patches = changes.map((change) => patch(out, change));
    const balance = balanceOf(difference);
    const loss = removesMost(balance) ? { loss: balance } : {};
    return { ...found, out, patches, unchanged: unchanged.length, ...loss, kept };
  },
  says({ out, findings, patches, unchanged, loss, kept }, toOut, toErr) {
    if (patches === undefined) return { out: '', err: refusalText(out, findings, toErr) };
    const conclusion =
      patches.length === 0
        ? `${visible(out)} is what the source says: ${plural(unchanged, 'file')}\n`
        : `${visible(out)} is not what the source says: ${plural(patches.length, 'file differs', 'files differ')}\n        → npm run synth${loss ? lossText(loss) : ''}\n`;
    return {
      out: coloured(patches, toOut),
      err: remarks(findings, toErr) + keptText(out, kept, toErr) + conclusion,
    };
  },
  line({ out, patches, findings }) {
    if (patches === undefined) return tally(findings);
    return patches.length === 0
      ? `${out} is what the source says`
      : `${out} is not what the source says: ${plural(patches.length, 'file differs', 'files differ')}`;
  },
  exits: ({ patches }) => (patches?.length === 0 ? 0 : 1),
  finds: ({ stacks, findings, rules }) => ({ stacks, findings, rules }),
});
