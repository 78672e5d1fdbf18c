import { StowageError } from '../../model/error.ts';
import type { Explained } from '../../model/finding.ts';
import { nearest } from '../../model/nearest.ts';
import { explained } from '../explained.ts';
import { explanation, ruleList } from '../words/explanation.ts';
import { command } from './command.ts';

interface Rules {
  readonly json: boolean;
  /** The one that was asked about; undefined when all were. */
  readonly rule: Explained | undefined;
}

/** Every rule, or one of them. */
export const rules = command({
  name: 'rules',
  does: 'every rule; with an id: what it finds, why, a wrong and a right example',
  takes: ['json'],
  word: 'the id of a rule',
  words: () => explained.map(({ id }) => id),
  /** @throws StowageError `no-rule` */
  run({ json }, id): Rules {
    return { json, rule: id === undefined ? undefined : called(id) };
  },
  says({ json, rule }, { ink }) {
    if (json) return { out: `${JSON.stringify(rule ?? explained, null, 2)}\n`, err: '' };
    return { out: rule === undefined ? ruleList(explained, ink) : explanation(rule, ink), err: '' };
  },
  exits: () => 0,
});

function called(id: string): Explained {
  const rule = explained.find((candidate) => candidate.id === id);
  if (rule !== undefined) return rule;
  const near = nearest(
    id,
    explained.map((candidate) => candidate.id),
  );
  throw new StowageError(
    'no-rule',
    `there is no rule "${id}"`,
    near.length === 0
      ? 'list them all: stowage rules'
      : `ask for ${near.map((name) => `stowage rules ${name}`).join(', or ')}`,
  );
}
