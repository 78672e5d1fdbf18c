import { StowageError } from '../model/error.ts';
import type { Explained } from '../model/finding.ts';
import { nearest } from '../model/nearest.ts';
import { acknowledgement } from '../rules/acknowledgement.ts';
import { rules as all } from '../rules/index.ts';
import type { Options } from './options.ts';

export interface Rules {
  readonly kind: 'rules';
  readonly json: boolean;
  /** In reporting order. */
  readonly rules: readonly Explained[];
  /** The one that was asked about. */
  readonly rule: Explained | undefined;
}

/** Every rule, and the gate over the acknowledgements, which has a page like one. */
export const explained: readonly Explained[] = [...all, acknowledgement].map(
  ({ id, severity, summary, about }) => ({ id, severity, summary, about }),
);

/** @throws StowageError `no-rule` */
export function rules({ json, rule: id }: Options): Rules {
  const rule = explained.find((candidate) => candidate.id === id);
  if (id === undefined || rule !== undefined) return { kind: 'rules', json, rules: explained, rule };
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
