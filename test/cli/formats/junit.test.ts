import { DOMParser } from '@xmldom/xmldom';
import { expect, test } from 'vitest';
import { explained } from '../../../src/cli/explained.ts';
import { junit } from '../../../src/cli/formats/junit.ts';
import type { Verdict } from '../../../src/cli/formats/verdict.ts';
import { broken, found, many, passed, verdict } from '../../support/verdict.ts';

function parsed(given: Verdict) {
  const complaints: string[] = [];
  const parser = new DOMParser({ onError: (level, message) => complaints.push(`${level}: ${message}`) });
  const document = parser.parseFromString(junit(given), 'text/xml');
  expect(complaints).toEqual([]);
  const elements = (name: string) => [...document.getElementsByTagName(name)];
  return {
    suites: elements('testsuite'),
    cases: elements('testcase'),
    root: elements('testsuites')[0],
    elements,
  };
}

test.each([
  ['a clean run', verdict([])],
  ['many findings', verdict(many)],
  ['a broken stack', verdict([], { broken })],
])('%s: the counts are those of the cases', (_, given) => {
  const { root, suites, cases, elements } = parsed(given);
  const sum = (name: string) => suites.reduce((all, suite) => all + Number(suite.getAttribute(name)), 0);
  expect(cases.length).toBeGreaterThan(0);
  for (const [name, count] of [
    ['tests', cases.length],
    ['failures', elements('failure').length],
    ['errors', elements('error').length],
  ] as const) {
    expect(sum(name)).toBe(count);
    expect(Number(root?.getAttribute(name))).toBe(count);
  }
});

test('a finding is a case that fails, a rule without one a case that passes', () => {
  const { suites, cases, elements } = parsed(verdict([found()]));
  expect(suites.map((suite) => suite.getAttribute('name'))).toEqual(['shop-staging', 'shop-production']);
  expect(cases).toHaveLength(2 * explained.length);
  const [failure] = elements('failure');
  expect(failure?.getAttribute('message')).toBe('nothing waits for the job "seed"');
  expect(failure?.textContent).toBe(
    'nothing waits for the job "seed"\n→ let a service wait for it\nstacks/shop.ts:41:5',
  );
  const guilty = cases.find((one) => one.getElementsByTagName('failure').length > 0);
  expect(guilty?.getAttribute('name')).toBe('job-awaited');
  expect(guilty?.getAttribute('classname')).toBe('shop-production/core/seed');
  expect(guilty?.getAttribute('file')).toBe('stacks/shop.ts');
  expect(guilty?.getAttribute('line')).toBe('41');
});

test('what is below --fail-on passes and is still said', () => {
  const warn = [found({ severity: 'warn' })];
  expect(parsed(verdict(warn)).elements('failure')).toHaveLength(0);
  expect(parsed(verdict(warn)).elements('system-out')[0]?.textContent).toMatch(/^warn: nothing waits/);
  expect(parsed(verdict(warn, { failOn: 'warn' })).elements('failure')).toHaveLength(1);
});

test('hostile texts are read back, but for what XML cannot carry', () => {
  const said = parsed(verdict(many)).elements('failure').at(-1)?.getAttribute('message');
  expect(said).toBe('100% of <a>, "b"\\u{d}\n& \'c\': ]]> \\u{7}\\u{d800} ::error::x \\u{2028}');
});

test('a broken stack is an error, not a failure', () => {
  const { elements } = parsed(verdict([], { broken }));
  expect(elements('error')[0]?.getAttribute('message')).toBe('unexpected ";"');
});

test('a line that leads to another one says so', () => {
  expect(parsed(verdict([passed])).elements('failure')[0]?.textContent).toMatch(
    /\nstacks\/shop\.ts:41:5\nby way of stacks\/ours\.ts:12:3$/,
  );
});
