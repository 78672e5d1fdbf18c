import type { Compared } from '../../api.ts';
import { load, write } from '../../api.ts';
import type { Kept } from '../../out.ts';
import type { Group } from '../group.ts';
import { grouped } from '../group.ts';
import { silent, stepOf } from '../progress.ts';
import { agreed, attended } from '../terminal.ts';
import { tally } from '../words/findings.ts';
import { keptText } from '../words/kept.ts';
import { refusalText, remarks } from '../words/refusal.ts';
import { removalDeclined, removalQuestion, removalRefusal } from '../words/removal.ts';
import { roundText, summary } from '../words/summary.ts';
import { command } from './command.ts';

interface Synthesis extends Pick<Compared, 'stacks' | 'rules' | 'findings' | 'broken'> {
  readonly out: string;
  /** What happened, by system and environment; undefined when a finding stands in the way and nothing happened. */
  readonly groups: readonly Group[] | undefined;
  readonly kept: readonly Kept[];
}

/** Makes the output folder what the source says. */
export const synth = command({
  name: 'synth',
  does: 'write what differs into the output folder, remove what is no longer made',
  takes: ['app', 'out', 'format', 'failOn', 'yes', 'watch'],
  async run(
    { app, out, failOn, format, yes },
    _word,
    env = {},
    _commands,
    progress = silent,
  ): Promise<Synthesis> {
    progress.begins(`loading ${app}`);
    const source = await load(app);
    const first = write(source, out, { failOn, removeMost: yes, begins: stepOf(progress, out) });
    const { broken } = first;
    progress.ends();
    const doubted = broken?.rule === 'removes-most';
    if (doubted && !(format === 'text' && attended(env)))
      return { ...first, out, groups: undefined, kept: [], broken: removalRefusal(broken, { app, out }) };
    if (doubted && !(await agreed((reader) => removalQuestion(broken, reader), env)))
      return { ...first, out, groups: undefined, kept: [], broken: removalDeclined(broken, { out }) };
    const { difference, ...found } = doubted ? write(source, out, { failOn, removeMost: true }) : first;
    if (difference === undefined) return { ...found, out, groups: undefined, kept: [] };
    const { stacks, findings } = found;
    return { ...found, out, groups: grouped(stacks, findings, difference), kept: difference.kept };
  },
  says({ out, findings, groups, kept }, toOut, toErr) {
    if (groups === undefined) return { out: '', err: refusalText(out, findings, toErr) };
    return {
      out: summary(out, groups, toOut.ink),
      err: remarks(findings, toErr) + keptText(out, kept, toErr),
    };
  },
  line({ out, groups, findings }) {
    if (groups === undefined) return `${tally(findings)}: ${out} is left as it was`;
    return roundText(out, groups, findings);
  },
  exits: ({ groups }) => (groups === undefined ? 1 : 0),
  finds: ({ stacks, findings, rules }) => ({ stacks, findings, rules }),
});
