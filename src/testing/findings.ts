import type { Located } from '../api/examine.ts';
import { everyRule } from '../compile/rules.ts';
import type { Severity } from '../model/finding.ts';
import { severities } from '../model/finding.ts';
import { nearest } from '../model/nearest.ts';
import { like } from './like.ts';
import { shown } from './pattern.ts';
import type { Like } from './patterns.ts';
import type { InApp, InTree } from './tested.ts';
import { appOf, compiledOf, lines } from './tested.ts';
import type { Verdict } from './verdict.ts';
import { hold } from './verdict.ts';

/** Where: the path of the construct or its end, the construct itself, or parts of the finding. */
export type Where = string | InTree | FindingLike;
/** Parts of a finding: `{ message: /moves/, severity: 'error' }`. */
export type FindingLike = {
  readonly [Key in 'path' | 'message' | 'fix' | 'severity' | 'place']?: Like<Located[Key]>;
};

/** What the gates say of an app, or of one stack of it, as `stowage lint` would; a mistake that ends a synthesis is one of them, with its code. */
export class Findings {
  /** All of them, each with its line. */
  readonly all: readonly Located[];

  private constructor(all: readonly Located[]) {
    this.all = all;
  }

  /**
   * Of an App, or of one Stack of it alone.
   * @throws TypeError when it is neither an App nor in one
   */
  static of(tested: InApp): Findings {
    return new Findings(findingsOf(tested));
  }

  /**
   * The rule finds something there.
   * @throws AssertionError when it does not, with what is found
   */
  has(rule: string, where?: Where): void {
    hold(finds(this.all, rule, where), this.has);
  }

  /**
   * The rule finds nothing there.
   * @throws AssertionError when it does, with that
   */
  hasNo(rule: string, where?: Where): void {
    const { holds, message, negated } = finds(this.all, rule, where);
    hold({ holds: !holds, message: negated, negated: message }, this.hasNo);
  }

  /**
   * Nothing is found.
   * @param least the least severe that counts. @default 'info': any
   * @throws AssertionError when something is found
   */
  areNone(least: Severity = 'info'): void {
    hold(clean(this.all, least), this.areNone);
  }
}

export function findingsOf(tested: InApp): readonly Located[] {
  const { app, path } = appOf(tested);
  const { findings, broken } = compiledOf(app);
  const all = broken === undefined ? findings : [broken, ...findings];
  return path === ''
    ? all
    : all.filter((one) => one.path === path || one.path.startsWith(`${path}/`) || one === broken);
}

/** Whether a rule finds something there. */
export function finds(all: readonly Located[], rule: string, where: Where | undefined): Verdict {
  const its = all.filter((one) => one.rule === rule);
  const there = its.filter((one) => isThere(one, where));
  const at = where === undefined ? '' : ` at ${isInTree(where) ? where.node.path : shown(where)}`;
  const others = its.length > 0 ? its : all;
  const [near] = everyRule.some(({ id }) => id === rule)
    ? []
    : nearest(rule, [...all.map((one) => one.rule), ...everyRule.map(({ id }) => id)]);
  const hint = near === undefined || its.length > 0 ? '' : ` (did you mean ${near}?)`;
  return {
    holds: there.length > 0,
    message: `${rule} finds nothing${at}${hint}; ${others.length === 0 ? 'nothing is found at all' : `found is:\n${lines(others)}`}`,
    negated: `${rule} finds something${at}:\n${lines(there)}`,
  };
}

/** Whether nothing is found that is so severe. */
export function clean(all: readonly Located[], least: Severity): Verdict {
  const found = all.filter(({ severity }) => severities.indexOf(severity) <= severities.indexOf(least));
  return {
    holds: found.length === 0,
    message: `wanted nothing to be found, and there is:\n${lines(found)}`,
    negated: 'wanted something to be found, and there is nothing',
  };
}

function isThere(finding: Located, where: Where | undefined): boolean {
  if (where === undefined) return true;
  if (isInTree(where)) return finding.path === where.node.path;
  if (typeof where === 'string') return finding.path === where || finding.path.endsWith(`/${where}`);
  return like(finding, where).differences.length === 0;
}

function isInTree(where: Where): where is InTree {
  return typeof where === 'object' && 'node' in where;
}
