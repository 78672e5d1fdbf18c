import { describe, expect, test } from 'vitest';
import { everyRule, rulesOf } from '../../src/compile/rules.ts';
import { ours } from '../../src/compile/targets.ts';
import { acknowledgement } from '../../src/rules/acknowledgement.ts';
import { findingsOfSnippet } from '../support/snippet.ts';

/** What an app is asked that names the target of a rule; one of any target is asked with the standard one. */
const askedWith = (id: string) => {
  const of = ours.filter(({ rules = [] }) => rules.some((rule) => rule.id === id));
  return of.length === 0 ? undefined : rulesOf(of);
};

describe.each([...everyRule, acknowledgement].map((rule) => [rule.id, rule] as const))(
  '%s',
  (id, { about: { why, wrong = '', right = '', sources = [] } }) => {
    test('finds its wrong example', () => {
      const found = findingsOfSnippet(wrong, askedWith(id));
      expect(found.map(({ rule }) => rule)).toContain(id);
    });

    test('has a right example that no rule finds anything about', () => {
      expect(right).not.toBe('');
      expect(findingsOfSnippet(right, askedWith(id))).toEqual([]);
    });

    test('says why in whole sentences, and where that is from', () => {
      expect(why).toMatch(/^[A-Z`].{60,}\.$/s);
      expect(sources.length).toBeGreaterThan(0);
      expect(sources.filter((source) => !/^(https:\/\/|[\w./-]+$)/.test(source))).toEqual([]);
    });
  },
);
