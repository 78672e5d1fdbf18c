import type { Located } from '../../api/examine.ts';
import { examine, refused } from '../../api/examine.ts';
import { load } from '../../api/load.ts';
import type { StackModel } from '../../model/stack.ts';
import { tally } from '../words/findings.ts';
import { plural } from '../words/ink.ts';
import { remarks } from '../words/refusal.ts';
import { command } from './command.ts';

interface Lint {
  readonly stacks: readonly StackModel[];
  readonly findings: readonly Located[];
  /** Whether a finding is at or above `--fail-on`. */
  readonly failed: boolean;
}

/** What every gate of a synthesis finds. Nothing is compared or written. */
export const lint = command({
  name: 'lint',
  does: 'print what the gates of synth find; nothing is written, nothing compared',
  takes: ['app', 'format', 'failOn'],
  onlyFindings: true,
  async run({ app, failOn }): Promise<Lint> {
    const { stacks, findings } = examine(await load(app));
    return { stacks, findings, failed: refused(findings, failOn) };
  },
  says({ stacks, findings }, toOut) {
    const conclusion = `${plural(stacks.length, 'stack')}: ${tally(findings) || 'nothing found'}\n`;
    return { out: remarks(findings, toOut) + conclusion, err: '' };
  },
  exits: ({ failed }) => (failed ? 1 : 0),
  finds: ({ stacks, findings }) => ({ stacks, findings }),
});
