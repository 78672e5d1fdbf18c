import type { Located } from '../../api/examine.ts';
import { spellOrigin } from '../../api/place.ts';
import { visible } from '../../model/visible.ts';
import { markdownCode, markdownText } from '../../syntax/markdown.ts';
import type { Verdict } from './verdict.ts';
import { merged } from './verdict.ts';

/** What stands before a finding of each severity. */
export const signs = { error: '🛑', warn: '⚠️', info: 'ℹ️' } as const;

/** A list for a comment or the summary of a job: what is wrong in several environments once. */
export function markdown({ findings, broken }: Verdict): string {
  const all = merged([...(broken ? [broken] : []), ...findings], ({ place }) => spellOrigin(place));
  if (all.length === 0) return 'Nothing found.\n';
  return all.map(({ finding, paths }) => item(finding, paths)).join('');
}

function item({ severity, rule, place, message, fix }: Located, paths: readonly string[]): string {
  const named = paths.filter((path) => path !== '').map(code);
  const where = [...named, ...(place === undefined ? [] : [cell(spellOrigin(place))])].join(', ');
  return `- ${signs[severity]} ${where === '' ? '' : `${where}: `}${cell(message)} (${code(rule)})<br>→ ${cell(fix)}\n`;
}

/** A text in a line or a cell: nothing in it is markup, and nobody is called. */
export function cell(text: string): string {
  // GitHub looks for names in what it has rendered: only what stands between keeps it from calling one.
  return markdownText(visible(text)).replace(/\\?@/g, '@<!-- -->');
}

/** The same as code. */
export function code(text: string): string {
  return markdownCode(visible(text));
}
