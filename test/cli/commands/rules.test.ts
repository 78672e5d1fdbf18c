import { expect, test } from 'vitest';
import { rules } from '../../../src/cli/commands/rules.ts';
import { explained } from '../../../src/cli/explained.ts';
import { plain } from '../../../src/cli/words/ink.ts';
import { unlinked } from '../../../src/cli/words/links.ts';
import { stowage } from '../../support/command.ts';
import { folder } from '../../support/folder.ts';

const reader = { ink: plain, link: unlinked };
/** Asked where the file of no app lies. */
const asked = (id?: string, json = false) => rules.run({ app: 'stacks/index.ts', json }, id);
const told = async (id?: string, json = false) => rules.says(await asked(id, json), reader, reader).out;

test('every rule on a line', async () => {
  const lines = (await told()).split('\n');
  expect(
    lines.slice(0, explained.length).every((line) => /^(error|warn|info) +[a-z-]+ +[A-Z]/.test(line)),
  ).toBe(true);
  expect(JSON.parse(await told(undefined, true))).toHaveLength(explained.length);
});

test('one rule: what holds, why, wrong, right, sources', async () => {
  expect(await told('files-used')).toMatch(
    /^files-used {2}error\nEach generated file .*\n\nwrong\n {2}new ConfigFile.*\n\nright\n {2}const settings.*\nhttps:/s,
  );
  expect(JSON.parse(await told('files-used', true))).toMatchObject({ id: 'files-used', severity: 'error' });
});

test('an unknown one: exit code 2, and those that look like it', async () => {
  const { code, err } = await stowage(folder({}), ['rules', 'image-pined']);
  expect(code).toBe(2);
  expect(err).toBe(
    'error   there is no rule "image-pined"  (no-rule)\n        → ask for stowage rules image-pinned\n',
  );
  await expect(asked('zzzzzzzzzzzz')).rejects.toMatchObject({ fix: 'list them all: stowage rules' });
});
