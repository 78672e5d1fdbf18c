import type { Located } from '../../api/examine.ts';
import { spellFile, spellOrigin, spellWay } from '../../api/place.ts';
import type { Severity } from '../../model/finding.ts';
import { visible, visibleLines } from '../../model/visible.ts';
import type { Verdict } from './verdict.ts';
import { merged } from './verdict.ts';

const commands: Readonly<Record<Severity, string>> = { error: 'error', warn: 'warning', info: 'notice' };

/**
 * Workflow commands that GitHub shows at the author's line. It shows ten of a kind for each step; the log has all.
 * @see https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands
 */
export function github({ findings, broken }: Verdict): string {
  return merged([...(broken ? [broken] : []), ...findings], ({ place }) => spellOrigin(place))
    .map(({ finding, paths }) => annotation(finding, paths))
    .join('');
}

function annotation({ severity, rule, place, message, fix }: Located, paths: readonly string[]): string {
  const properties = {
    file: place && spellFile(place),
    line: place?.line,
    col: place?.column,
    title: rule,
  };
  const said = Object.entries(properties).flatMap(([key, value]) =>
    value === undefined ? [] : [`${key}=${property(visible(String(value)))}`],
  );
  const named = paths
    .filter((path) => path !== '')
    .map(visible)
    .join(', ');
  const way = visible(spellWay(place));
  const text = `${named === '' ? '' : `${named}: `}${visibleLines(message)}\n→ ${visibleLines(fix)}${way === '' ? '' : `\n${way}`}`;
  return `::${commands[severity]} ${said.join(',')}::${data(text)}\n`;
}

/** The message of a command is one line. */
function data(text: string): string {
  return text.replace(/%/g, '%25').replace(/\r/g, '%0D').replace(/\n/g, '%0A');
}

/** A property also ends at a colon or a comma. */
function property(text: string): string {
  return data(text).replace(/:/g, '%3A').replace(/,/g, '%2C');
}
