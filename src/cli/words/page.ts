import type { Explained, Severity } from '../../model/finding.ts';
import { markdownFenced, markdownProse, markdownText } from '../../syntax/markdown.ts';

const named: Readonly<Record<Severity, string>> = {
  error: 'Error: it will break or leak.',
  warn: 'Warning: it may break.',
  info: 'Note: worth knowing.',
};

/** A rule as a page of Markdown: `docs/rules/<id>.md`, and the help of a SARIF reader. */
export function page({ id, severity, summary, about }: Explained): string {
  const { why, wrong, right, edits, since, sources = [] } = about;
  return `# ${id}

${markdownProse(summary)}

*${named[severity]}*${since === undefined ? '' : ` Since ${markdownText(since)}.`}

## Why

${markdownProse(why)}
${wrong === undefined ? '' : `\n## Wrong\n\n${fenced(wrong)}\n`}${right === undefined ? '' : `\n## Right\n\n${fenced(right)}\n`}${edits === undefined ? '' : `\n## Fixable\n\n${markdownProse(`\`stowage lint --fix\`: ${lowered(edits)}`)}\n`}${sources.length === 0 ? '' : `\n## Sources\n\n${sources.map(source).join('\n')}\n`}`;
}

function lowered(sentence: string): string {
  return sentence.charAt(0).toLowerCase() + sentence.slice(1);
}

function source(named: string): string {
  return `- ${named.startsWith('https://') ? `<${named}>` : markdownProse(named)}`;
}

/** The list of all pages. */
export function contents(rules: readonly Explained[]): string {
  const rows = rules.map(
    ({ id, severity, summary }) => `| [${id}](${id}.md) | ${severity} | ${markdownProse(summary)} |`,
  );
  return `# Rules

What \`stowage lint\`, \`check\` and \`synth\` ask of a stack, in the order in which they ask. \`stowage rules <id>\` prints a page. A finding
that is a decision is signed with \`stack.acknowledge('<id>', [construct], '<why>')\`.

| rule | severity | what holds |
|---|---|---|
${rows.join('\n')}

What only one target makes wrong is asked where that target is chosen: \`terraform-keeps\` with [Terraform](../targets/terraform.md).

Generated from [src/rules/](../../src/rules/) and the \`rules/\` of [src/targets/](../../src/targets/) by \`npm run rules:pages\`.
`;
}

/** Lines of an example without the indentation that they have in the rule's file. */
export function example(lines: string): string {
  const all = lines.replace(/^\s*\n|\n\s*$/g, '').split('\n');
  const indents = all.filter((line) => line.trim() !== '').map((line) => line.search(/\S/));
  const least = Math.min(...indents);
  return all.map((line) => line.slice(least).trimEnd()).join('\n');
}

function fenced(lines: string): string {
  return `\`\`\`ts\n${markdownFenced(example(lines))}\n\`\`\``;
}
