import { expect, test } from 'vitest';
import { options } from '../../src/cli/options.ts';
import { say } from '../../src/cli/report.ts';
import { explained, rules } from '../../src/cli/rules.ts';
import { stowage } from '../support/command.ts';
import { folder } from '../support/folder.ts';

const told = (...argv: string[]) => say(rules(options(['rules', ...argv]))).out;

test('every rule on a line', () => {
  const lines = told().split('\n');
  expect(
    lines.slice(0, explained.length).every((line) => /^(error|warn|info) +[a-z-]+ +[A-Z]/.test(line)),
  ).toBe(true);
  expect(JSON.parse(told('--json'))).toHaveLength(explained.length);
});

test('one rule: what holds, why, wrong, right, sources', () => {
  expect(told('files-used')).toMatch(
    /^files-used {2}error\nEach generated file .*\n\nwrong\n {2}new ConfigFile.*\n\nright\n {2}const settings.*\nhttps:/s,
  );
  expect(JSON.parse(told('files-used', '--json'))).toMatchObject({ id: 'files-used', severity: 'error' });
});

test('an unknown one: exit code 2, and those that look like it', async () => {
  const { code, err } = await stowage(folder({}), ['rules', 'image-pined']);
  expect(code).toBe(2);
  expect(err).toBe(
    'error   there is no rule "image-pined"  (no-rule)\n        → ask for stowage rules image-pinned\n',
  );
  expect(() => rules(options(['rules', 'zzzzzzzzzzzz']))).toThrow(
    expect.objectContaining({ fix: 'list them all: stowage rules' }),
  );
});
