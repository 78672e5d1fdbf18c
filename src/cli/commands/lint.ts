import type { Linted } from '../../api.ts';
import { fails, lint as lintApp, load } from '../../api.ts';
import { StowageError } from '../../model/error.ts';
import type { Mended } from '../fix/mended.ts';
import { mend } from '../fix/mended.ts';
import { silent } from '../progress.ts';
import { tally } from '../words/findings.ts';
import { plural } from '../words/ink.ts';
import { diffText, mendedText } from '../words/mended.ts';
import { remarks } from '../words/refusal.ts';
import { command } from './command.ts';

interface Lint extends Linted {
  /** Whether a finding is at or above `--fail-on`. */
  readonly failed: boolean;
  /** What became of edits. @default - none were asked for */
  readonly fixed?: Mended & { readonly dryRun: boolean };
}

/** What every gate of a synthesis finds, and with `--fix` the author's source without what has one mend. No output folder is compared or written. */
export const lint = command({
  name: 'lint',
  does: 'print what the gates of synth find; nothing is written but with --fix, nothing compared',
  takes: ['app', 'format', 'failOn', 'watch', 'fix', 'dryRun'],
  onlyFindings: true,
  /** @throws StowageError `usage`, `library-missing`, `source-changed`, `source-refused` */
  async run({ app, failOn, fix, dryRun }, _word, _env, _commands, progress = silent): Promise<Lint> {
    if (dryRun && !fix)
      throw new StowageError('usage', '--dry-run says how --fix would go', 'write --fix --dry-run');
    progress.begins(`loading ${app}`);
    const source = await load(app);
    progress.begins('asking the rules');
    const linted = lintApp(source);
    if (!fix || linted.broken !== undefined) return { ...linted, failed: fails(linted.findings, failOn) };
    progress.begins('reading the source');
    const fixed = await mend(app, source, linted, dryRun);
    return { ...fixed.after, failed: fails(fixed.after.findings, failOn), fixed: { ...fixed, dryRun } };
  },
  says({ stacks, findings, fixed }, toOut, toErr) {
    const conclusion = `${plural(stacks.length, 'stack')}: ${tally(findings) || 'nothing found'}\n`;
    if (fixed === undefined) return { out: remarks(findings, toOut) + conclusion, err: '' };
    const said = mendedText(fixed, fixed.dryRun, fixed.dryRun ? toErr : toOut);
    return fixed.dryRun
      ? { out: diffText(fixed, toOut), err: said + remarks(findings, toErr) + conclusion }
      : { out: said + remarks(findings, toOut) + conclusion, err: '' };
  },
  line: ({ findings }) => tally(findings) || 'nothing found',
  exits: ({ failed }) => (failed ? 1 : 0),
  finds: ({ stacks, findings, rules, fixed }) => ({ stacks, findings, rules, ...(fixed && { fixed }) }),
});
