import type { Linted } from '../../api.ts';
import { fails, lint as lintApp, load } from '../../api.ts';
import { silent } from '../progress.ts';
import { tally } from '../words/findings.ts';
import { plural } from '../words/ink.ts';
import { remarks } from '../words/refusal.ts';
import { command } from './command.ts';

interface Lint extends Linted {
  /** Whether a finding is at or above `--fail-on`. */
  readonly failed: boolean;
}

/** What every gate of a synthesis finds. Nothing is compared or written. */
export const lint = command({
  name: 'lint',
  does: 'print what the gates of synth find; nothing is written, nothing compared',
  takes: ['app', 'format', 'failOn', 'watch'],
  onlyFindings: true,
  async run({ app, failOn }, _word, _env, _commands, progress = silent): Promise<Lint> {
    progress.begins(`loading ${app}`);
    const source = await load(app);
    progress.begins('asking the rules');
    const linted = lintApp(source);
    return { ...linted, failed: fails(linted.findings, failOn) };
  },
  says({ stacks, findings }, toOut) {
    const conclusion = `${plural(stacks.length, 'stack')}: ${tally(findings) || 'nothing found'}\n`;
    return { out: remarks(findings, toOut) + conclusion, err: '' };
  },
  line: ({ findings }) => tally(findings) || 'nothing found',
  exits: ({ failed }) => (failed ? 1 : 0),
  finds: ({ stacks, findings, rules }) => ({ stacks, findings, rules }),
});
