import type { Explained } from '../../model/finding.ts';
import { visible, visibleLines } from '../../model/visible.ts';
import type { Ink } from './ink.ts';
import { severityStyle } from './ink.ts';
import { example } from './page.ts';

const width = 100;

/** Every rule with its severity and what holds. */
export function ruleList(rules: readonly Explained[], ink: Ink): string {
  const widest = Math.max(0, ...rules.map(({ id }) => id.length));
  const lines = rules.map(
    ({ id, severity, summary }) =>
      `${ink(severityStyle[severity], severity.padEnd(7))}${ink('bold', id.padEnd(widest))}  ${visible(summary)}\n`,
  );
  return `${lines.join('')}\nstowage rules <id> explains one.\n`;
}

/** One rule: what it asks, why, how it is broken and kept, and who says so. */
export function explanation({ id, severity, summary, about }: Explained, ink: Ink): string {
  const { why, wrong, right, edits, since, sources = [] } = about;
  const code = (style: 'red' | 'green', kind: string, lines: string | undefined) =>
    lines === undefined
      ? []
      : [`${ink(style, kind)}\n${visibleLines(example(lines)).replace(/^(?=.)/gm, '  ')}\n`];
  return [
    `${ink('bold', id)}  ${ink(severityStyle[severity], severity)}\n${wrapped(summary)}\n`,
    `${wrapped(why)}\n`,
    ...(since === undefined ? [] : [`Since ${visibleLines(since)}.\n`]),
    ...code('red', 'wrong', wrong),
    ...code('green', 'right', right),
    ...(edits === undefined ? [] : [`stowage lint --fix\n${wrapped(edits)}\n`]),
    ...(sources.length === 0 ? [] : [sources.map((source) => `${ink('dim', visible(source))}\n`).join('')]),
  ].join('\n');
}

function wrapped(text: string): string {
  const lines: string[] = [];
  for (const word of visibleLines(text).split(/\s+/)) {
    const last = lines.at(-1);
    if (last === undefined || last.length + word.length >= width) lines.push(word);
    else lines[lines.length - 1] = `${last} ${word}`;
  }
  return lines.join('\n');
}
