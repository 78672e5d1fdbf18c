import type { Located } from '../../api/examine.ts';
import { fails } from '../../api/examine.ts';
import { spellFile } from '../../api/place.ts';
import { visibleJson } from '../../model/visible.ts';
import { lineEdits } from '../fix/line-edits.ts';
import type { Verdict } from './verdict.ts';

/** Every finding with its parts, for a program. `version` counts changes of this format that break a reader. */
export function json({ findings, failOn, fixed, broken }: Verdict): string {
  const count = (severity: Located['severity']) =>
    findings.filter((finding) => finding.severity === severity).length;
  const document = {
    version: 1,
    failOn,
    failed: broken !== undefined || findings.some(({ severity }) => fails(severity, failOn)),
    counts: { error: count('error'), warn: count('warn'), info: count('info') },
    findings: findings.map(spelled),
    ...(fixed && fixes(fixed)),
    ...(broken && { broken: spelled(broken) }),
  };
  return `${visibleJson(JSON.stringify(document, null, 2))}\n`;
}

/** What `--fix` did, or would do. */
function fixes({ changes, mended, left, dryRun }: NonNullable<Verdict['fixed']>) {
  const state = dryRun ? 'planned' : 'made';
  return {
    edits: lineEdits(changes).map(({ file, ...edit }) => ({ state, file: spellFile({ file }), ...edit })),
    mended: mended.map(spelled),
    left: left.map(({ finding, because }) => ({ finding: spelled(finding), because })),
  };
}

function spelled({ rule, severity, path, place, message, fix, edit }: Located) {
  const { by } = place ?? {};
  const at = place && { ...place, file: spellFile(place), ...(by && { by: { ...by, file: spellFile(by) } }) };
  return { rule, severity, path, ...(at && { place: at }), message, fix, ...(edit && { fixable: true }) };
}
