import { relative } from 'node:path';
import type { Located } from '../../api/examine.ts';
import { patch } from '../../api/patch.ts';
import { spellPlace } from '../../api/place.ts';
import { visible } from '../../model/visible.ts';
import type { Mended } from '../fix/mended.ts';
import { coloured } from './patches.ts';
import type { Reader } from './reader.ts';

/** What was mended, what was not although it can be, and how many. */
export function mendedText({ mended, left }: Mended, dryRun: boolean, { ink }: Reader): string {
  const done = mended.map((one) => line(dryRun ? 'open' : 'mended', one));
  const rest = left.map(({ finding, because }) => `${line('left', finding)}        ${visible(because)}\n`);
  const count = new Set(done).size;
  const others = new Set(rest).size;
  const tally = [
    count === 0 ? 'nothing mended' : dryRun ? `${count} to mend` : `${count} mended`,
    ...(others === 0 ? [] : [`${others} left`]),
  ].join(', ');
  const next = dryRun && count > 0 ? '        → npx stowage lint --fix\n' : '';
  return `${[...new Set([...done, ...rest])].join('')}${tally}\n${next}\n`;

  function line(word: string, { place, message, rule }: Located): string {
    const at = place === undefined ? '' : `${ink('cyan', visible(spellPlace(place)))}  `;
    return `${ink('bold', word.padEnd(8))}${at}${visible(message)}  (${rule})\n`;
  }
}

/** How the author's files would differ. */
export function diffText({ changes }: Mended, reader: Reader): string {
  const patches = changes.map(({ file, before, after }) =>
    patch('', {
      ...{ kind: 'write', path: relative(process.cwd(), file) },
      before: { bytes: before, executable: false },
      artifact: { path: file, content: after.toString('utf8'), executable: false },
    }),
  );
  return coloured(patches, reader);
}
