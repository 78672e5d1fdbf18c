import type { Explained } from '../../model/finding.ts';
import type { Ink } from './ink.ts';
import { severityStyle } from './ink.ts';
import { example } from './page.ts';

const width = 100;

/** Every rule with its severity and what holds. */
export function ruleList(rules: readonly Explained[], ink: Ink): string {
  const widest = Math.max(0, ...rules.map(({ id }) => id.length));
  const lines = rules.map(
    ({ id, severity, summary }) =>
      `${ink(severityStyle[severity], severity.padEnd(7))}${ink('bold', id.padEnd(widest))}  ${summary}\n`,
  );
  return `${lines.join('')}\nstowage rules <id> explains one.\n`;
}

/** One rule: what it asks, why, how it is broken and kept, and who says so. */
export function explanation({ id, severity, summary, about }: Explained, ink: Ink): string {
  const { why, wrong, right, since, sources } = about;
  const code = (lines: string) => example(lines).replace(/^(?=.)/gm, '  ');
  return `${ink('bold', id)}  ${ink(severityStyle[severity], severity)}
${wrapped(summary)}

${wrapped(why)}
${since === undefined ? '' : `\nSince ${since}.\n`}
${ink('red', 'wrong')}
${code(wrong)}

${ink('green', 'right')}
${code(right)}

${sources.map((source) => `${ink('dim', source)}\n`).join('')}`;
}

function wrapped(text: string): string {
  const lines: string[] = [];
  for (const word of text.split(/\s+/)) {
    const last = lines.at(-1);
    if (last === undefined || last.length + word.length >= width) lines.push(word);
    else lines[lines.length - 1] = `${last} ${word}`;
  }
  return lines.join('\n');
}
