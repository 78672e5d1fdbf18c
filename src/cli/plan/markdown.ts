import { spellPlace } from '../../api/place.ts';
import type { PlannedApp } from '../../api/plan.ts';
import { groupBy } from '../../model/groups.ts';
import type { StackPlan } from '../../plan.ts';
import { isQuiet } from '../../plan.ts';
import { cell, code, signs } from '../formats/markdown.ts';
import { plural } from '../words/ink.ts';
import {
  actions,
  awayOf,
  becauseOf,
  fates,
  followers,
  headingOf,
  isFollower,
  keyName,
  orderOf,
  savedOf,
  tallyOf,
} from './sentences.ts';

/** By it a workflow finds the comment that it made before. */
const mark = '<!-- stowage plan -->';

/** A plan for a pull request, as GitHub renders it. */
export function planMarkdown(app: PlannedApp): string {
  const { base, plans, gone } = app;
  const title = `${mark}\n## What a deploy does\n\n`;
  if (plans.every(isQuiet) && gone.length === 0)
    return `${title}Nothing: ${plural(plans.length, 'stack is', 'stacks are')} what ${code(base)} says.\n`;
  const quiet = plans.filter(isQuiet).map(({ project }) => code(project));
  return [
    `${title}Compared with ${code(base)}.${quiet.length > 0 ? ` Nothing happens to ${quiet.join(', ')}.` : ''}\n`,
    ...groupBy(
      plans.filter((plan) => !isQuiet(plan)),
      (plan) => ofStack(plan, app),
    ).map((alike) => {
      const names = alike.map(({ project }) => code(project)).join(', ');
      return `### ${names}: ${ofStack(alike[0], app)}`;
    }),
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
  const rows = actions.flatMap((heading) =>
    services
      .filter((step) => headingOf(step) === heading && !isFollower(step))
      .map((step) => {
        const why = [
          ...step.changes.map(changeOf),
          ...becauseOf(step).map(cell),
          ...(step.runs === true ? ['it runs again'] : []),
        ];
        const place = step.path === undefined ? undefined : app.places.get(step.path);
        const name = `${code(step.service)}${place ? `<br>${cell(spellPlace(place))}` : ''}`;
        return `| **${heading}** | ${name} | ${why.join('<br>')} | ${cell(awayOf(step) ?? '')} |\n`;
      }),
  );
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
  const place = app.threats.find((one) => one.path === path && one.rule === rule)?.place;
  const where = place === undefined ? '' : `<br>${cell(spellPlace(place))}`;
  return `- ${signs[severity]} ${cell(message)} (${code(rule)})<br>→ ${cell(fix)}${where}\n`;
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
