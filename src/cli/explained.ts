import { everyRule } from '../compile/rules.ts';
import type { Explained } from '../model/finding.ts';
import { acknowledgement } from '../rules/acknowledgement.ts';

/** What a person can read about: every rule, in reporting order, and the gate over the acknowledgements, which has a page like one. */
export const explained: readonly Explained[] = [...everyRule, acknowledgement].map(
  ({ id, severity, summary, about }) => ({ id, severity, summary, about }),
);
