import { StowageError } from '../../model/error.ts';
import type { Explained } from '../../model/finding.ts';
import { nearest } from '../../model/nearest.ts';
import { visibleJson } from '../../model/visible.ts';
import { explained, explainedFor } from '../explained.ts';
import { silent } from '../progress.ts';
import { explanation, ruleList } from '../words/explanation.ts';
import { command } from './command.ts';

interface Rules {
  readonly json: boolean;
  readonly all: readonly Explained[];
  /** The one that was asked about; undefined when all were. */
  readonly rule: Explained | undefined;
}

/** Every rule, or one of them: those of the house, and those that the app brings. */
export const rules = command({
  name: 'rules',
  does: 'every rule, those of the app too; with an id: what it finds, why, a wrong and a right example',
  takes: ['app', 'json'],
  word: 'the id of a rule',
  words: () => explained.map(({ id }) => id),
  /** @throws StowageError `no-rule` @throws Broken when the app cannot be loaded whose own rules are meant */
  async run({ app, json }, id, _env, _commands, progress = silent): Promise<Rules> {
    // One of the house is explained whatever the app is like.
    const ours = explained.find((candidate) => candidate.id === id);
    if (ours !== undefined) return { json, all: explained, rule: ours };
    progress.begins(`loading ${app}`);
    const all = await explainedFor(app);
    return { json, all, rule: id === undefined ? undefined : called(id, all) };
  },
  says({ json, all, rule }, { ink }) {
    if (json) return { out: `${visibleJson(JSON.stringify(rule ?? all, null, 2))}\n`, err: '' };
    return { out: rule === undefined ? ruleList(all, ink) : explanation(rule, ink), err: '' };
  },
  exits: () => 0,
});

function called(id: string, all: readonly Explained[]): Explained {
  const rule = all.find((candidate) => candidate.id === id);
  if (rule !== undefined) return rule;
  const near = nearest(
    id,
    all.map((candidate) => candidate.id),
  );
  throw new StowageError(
    'no-rule',
    `there is no rule "${id}"`,
    near.length === 0
      ? 'list them all: stowage rules'
      : `ask for ${near.map((name) => `stowage rules ${name}`).join(', or ')}`,
  );
}
