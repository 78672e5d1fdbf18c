import { describe, expect, test } from 'vitest';
import { allRules } from '../../src/compile/rules.ts';
import { acknowledgement } from '../../src/rules/acknowledgement.ts';
import { findingsOfSnippet } from '../support/snippet.ts';

describe.each([...allRules, acknowledgement].map((rule) => [rule.id, rule] as const))(
  '%s',
  (id, { about }) => {
    test('finds its wrong example', () => {
      const found = findingsOfSnippet(about.wrong);
      expect(found.map(({ rule }) => rule)).toContain(id);
    });

    test('has a right example that no rule finds anything about', () => {
      expect(findingsOfSnippet(about.right)).toEqual([]);
    });

    test('says why in whole sentences, and where that is from', () => {
      expect(about.why).toMatch(/^[A-Z`].{60,}\.$/s);
      expect(about.sources.length).toBeGreaterThan(0);
      expect(about.sources.filter((source) => !/^(https:\/\/|[\w./-]+$)/.test(source))).toEqual([]);
    });
  },
);
