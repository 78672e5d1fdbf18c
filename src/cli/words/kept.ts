import { join } from 'node:path';
import type { Kept } from '../../out.ts';
import { manifestPath } from '../../out.ts';
import { complaint } from './findings.ts';
import type { Reader } from './reader.ts';

const shown = 12;

/** Files that the manifest lists and Stowage cannot have made, for whoever wrote them there. */
export function keptText(out: string, kept: readonly Kept[], { ink }: Reader): string {
  if (kept.length === 0) return '';
  const named = kept.slice(0, kept.length > shown + 1 ? shown : undefined);
  const rest = kept.length - named.length;
  const message = [
    `${join(out, manifestPath)} lists what Stowage cannot have made, and does not remove:`,
    ...named.map(({ path, why }) => `${path}: ${why}`),
    ...(rest > 0 ? [`… and ${rest} more`] : []),
  ].join('\n');
  const fix = 'look who listed it; what may go, remove yourself';
  return `${complaint('warn', [], undefined, [{ rule: 'listed', message, fix }], ink)}\n`;
}
