import { existsSync } from 'node:fs';
import { load } from '../api/load.ts';
import { everyRule, rulesOf } from '../compile/rules.ts';
import { standard } from '../compile/targets.ts';
import type { Explained, Rule } from '../model/finding.ts';
import { acknowledgement } from '../rules/acknowledgement.ts';
import { facts } from './options.ts';

/** What a person can read about: every rule, in reporting order, and the gate over the acknowledgements, which has a page like one. */
export const explained: readonly Explained[] = [...everyRule, acknowledgement].map(plain);

/** The same, and those that an app brings after them. */
export function explainedWith(asked: readonly Rule[] = []): readonly Explained[] {
  const ids = new Set(explained.map(({ id }) => id));
  return [...explained, ...asked.filter(({ id }) => !ids.has(id)).map(plain)];
}

/**
 * All that the app of this file is asked about, and what else is ours; ours alone where nobody named a file and the usual one is not there.
 * @throws Broken when it cannot be loaded
 */
export async function explainedFor(app: string): Promise<readonly Explained[]> {
  if (app === facts('app').otherwise && !existsSync(app)) return explained;
  const { targets = standard, rules } = await load(app);
  return explainedWith(rulesOf(targets, rules));
}

function plain({ id, severity, summary, about }: Explained): Explained {
  return { id, severity, summary, about };
}
