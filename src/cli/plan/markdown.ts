import { spellPlace } from '../../api/place.ts';
import type { PlannedApp } from '../../api/plan.ts';
import { changesNothing } from '../../api/plan.ts';
import { groupBy } from '../../model/groups.ts';
import type { StackPlan } from '../../plan.ts';
import { isQuiet } from '../../plan.ts';
import { cell, code, signs } from '../formats/markdown.ts';
import { plural } from '../words/ink.ts';
import {
  awayOf,
  becauseOf,
  fates,
  followers,
  keyName,
  orderOf,
  savedOf,
  tallyOf,
  toldOf,
} from './sentences.ts';

/** By it a workflow finds the comment that it made before. */
export const mark = '<!-- stowage plan -->';

/** A plan for a pull request, as GitHub renders it. */
export function planMarkdown(app: PlannedApp): string {
  const { base, plans, gone } = app;
  const title = `${mark}\n## What a deploy does\n\n`;
  if (changesNothing(app))
    return `${title}Nothing: ${plural(plans.length, 'stack is', 'stacks are')} what ${code(base)} says.\n`;
  const quiet = plans.filter(isQuiet).map(({ project }) => code(project));
  return [
    `${title}Compared with ${code(base)}.${quiet.length > 0 ? ` Nothing happens to ${quiet.join(', ')}.` : ''}\n`,
    ...groupBy(
      plans.filter((plan) => !isQuiet(plan)).map((plan) => ({ plan, text: ofStack(plan, app) })),
      ({ text }) => text,
    ).map((alike) => `### ${alike.map(({ plan }) => code(plan.project)).join(', ')}: ${alike[0].text}`),
    ...gone.map(
      (place) => `${signs.warn} ${code(place)} is not described any more: nobody stops what runs of it.\n`,
    ),
  ].join('\n');
}

function ofStack(plan: StackPlan, app: PlannedApp): string {
  const { dangers, data, services } = plan;
  const parts = [`${tallyOf(plan)}\n`];
  if (dangers.length > 0) parts.push(dangers.map((one) => dangerItem(one, app)).join(''));
  if (plan.isNew) return parts.join('\n');
  const fated = data.filter(({ fate }) => fate !== 'kept');
  if (fated.length > 0)
    parts.push(
      `| data | becomes | backup |\n|---|---|---|\n${fated
        .map((one) => `| ${code(one.name)} | ${fates[one.fate]} | ${cell(savedOf(one) ?? '')} |\n`)
        .join('')}`,
    );
  const rows = toldOf(services).map(([heading, step]) => {
    const why = [...step.changes.map(changeOf), ...becauseOf(step).map(cell)];
    const name = `${code(step.service)}${lineOf(step.path, app)}`;
    return `| **${heading}** | ${name} | ${why.join('<br>')} | ${cell(awayOf(step) ?? '')} |\n`;
  });
  if (rows.length > 0) parts.push(`| | service | why | meanwhile |\n|---|---|---|---|\n${rows.join('')}`);
  const follow = followers(services).map((line) => `- ${cell(line)}\n`);
  if (follow.length > 0) parts.push(follow.join(''));
  if (plan.phases.length > 0) parts.push(`Order: ${cell(orderOf(plan))}\n`);
  return parts.join('\n');
}

function dangerItem(
  { rule, severity, path, message, fix }: StackPlan['dangers'][number],
  app: PlannedApp,
): string {
  return `- ${signs[severity]} ${cell(message)} (${code(rule)})<br>→ ${cell(fix)}${lineOf(path, app)}\n`;
}

/** The author's line of a construct, below what stands before it; nothing where none is known. */
function lineOf(path: string | undefined, { places }: PlannedApp): string {
  const place = path === undefined ? undefined : places.get(path);
  return place === undefined ? '' : `<br>${cell(spellPlace(place))}`;
}

function changeOf(change: StackPlan['services'][number]['changes'][number]): string {
  const { from, to } = change;
  const name = code(keyName(change));
  if (from === undefined) return `${name}: ${code(short(to ?? ''))} is new`;
  return to === undefined
    ? `${name}: ${code(short(from))} is gone`
    : `${name}: ${code(short(from))} → ${code(short(to))}`;
}

const most = 120;

function short(text: string): string {
  return text.length > most ? `${text.slice(0, most - 1)}…` : text;
}
