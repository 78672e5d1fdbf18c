import type { PlannedApp } from '../../api/plan.ts';
import { changesNothing } from '../../api/plan.ts';
import type { Planned } from '../../api.ts';
import { load, plan as planOf } from '../../api.ts';
import { losesData } from '../../plan.ts';
import { planRules } from '../plan/explained.ts';
import { planJson } from '../plan/json.ts';
import { planMarkdown } from '../plan/markdown.ts';
import { planText } from '../plan/text.ts';
import { silent } from '../progress.ts';
import { refusalText } from '../words/refusal.ts';
import { command } from './command.ts';

interface Plan extends Planned {
  readonly out: string;
}

/** What a deploy would do. Writes nothing, and asks no engine. */
export const plan = command({
  name: 'plan',
  does: 'what a deploy of what is described does to services and data, compared with a revision or a folder',
  takes: ['app', 'out', 'format', 'base', 'live', 'compose', 'accept'],
  mistakes: 1,
  async run(
    { app, out, base, live, compose, accept },
    _word,
    _env,
    _commands,
    progress = silent,
  ): Promise<Plan> {
    progress.begins(`loading ${app}`);
    const source = await load(app);
    progress.begins(`comparing with ${base}`);
    const accepted = accept.split(',').filter((name) => name !== '');
    return {
      ...planOf(source, out, {
        base,
        ...(compose !== '' && { compose }),
        ...(live !== '' && { live }),
        accept: accepted,
      }),
      out,
    };
  },
  says(result, toOut, toErr) {
    const whole = plannedIn(result);
    if (whole === undefined) return { out: '', err: refusalText(result.out, result.findings, toErr) };
    return { out: planText(whole, toOut), err: '' };
  },
  documents: {
    json: (result) => ofPlan(result, planJson),
    markdown: (result) => ofPlan(result, planMarkdown),
  },
  exits(result) {
    const whole = plannedIn(result);
    if (whole === undefined) return 1;
    if (whole.plans.some(losesData)) return 3;
    return changesNothing(whole) ? 0 : 2;
  },
  finds: ({ stacks, findings, rules, threats }) =>
    threats === undefined ? { stacks, findings, rules } : { stacks, findings: threats, rules: planRules },
});

/** Undefined where a finding stood in the way. */
function plannedIn({ base, plans, threats, places, gone }: Planned): PlannedApp | undefined {
  return base === undefined || !plans || !threats || !places || !gone
    ? undefined
    : { base, plans, threats, places, gone };
}

function ofPlan(result: Planned, write: (planned: PlannedApp) => string): string | undefined {
  const whole = plannedIn(result);
  return whole && write(whole);
}
