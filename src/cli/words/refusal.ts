import type { Located } from '../../api/examine.ts';
import { visible } from '../../model/visible.ts';
import { findingsText, tally } from './findings.ts';
import type { Reader } from './reader.ts';

/** What stands in the way of a synthesis, all of it. */
export function refusalText(out: string, found: readonly Located[], { ink, link }: Reader): string {
  return `${findingsText(found, ink, link)}\n${tally(found)}: ${visible(out)} is left as it was\n`;
}

/** What is found and stands in no way, before what is said next. */
export function remarks(found: readonly Located[], { ink, link }: Reader): string {
  const said = findingsText(found, ink, link);
  return said && `${said}\n`;
}
