import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { completion } from '../../src/cli/commands/completion.ts';
import { commands } from '../../src/cli/commands/index.ts';
import { shells as scripts } from '../../src/cli/completion/shells.ts';
import { typed } from '../../src/cli/completion/typed.ts';
import { explained } from '../../src/cli/explained.ts';
import { facts, flag, optionNames } from '../../src/cli/options.ts';
import { stowage } from '../support/command.ts';
import { folder } from '../support/folder.ts';
import { installed, shells } from '../support/shells.ts';

const everywhere = ['--debug', '--help', '--version'];
const names = [...commands.map(({ name }) => name), 'help'];
const ids = explained.map(({ id }) => id);

/** What is typed up to the cursor, and what may come there. */
const lines: Readonly<Record<string, readonly string[]>> = {
  'stowage ': names,
  'stowage sy': ['synth'],
  'stowage l': ['lint', 'list'],
  'stowage zzz': [],
  'stowage --de': ['--debug'],
  'stowage lint --f': ['--fail-on', '--fix', '--format'],
  'stowage lint --debug --de': [],
  'stowage lint --fix --d': ['--debug', '--dry-run'],
  'stowage --format json lint --f': ['--fail-on', '--fix'],
  'stowage --format=json lint --f': ['--fail-on', '--fix'],
  'stowage pin --': ['--app', '--check', ...everywhere],
  'stowage list --j': ['--json'],
  'stowage synth --j': [],
  'stowage synth --format ': ['text', 'json', 'github', 'sarif', 'junit', 'markdown'],
  'stowage synth --format s': ['sarif'],
  'stowage synth --fail-on ': ['error', 'warn'],
  'stowage init --template p': ['posthog'],
  'stowage rules ': ids,
  'stowage rules image-p': ['image-pinned'],
  'stowage rules --json image-a': ['image-alive'],
  'stowage rules image-pinned --j': ['--json'],
  'stowage rules image-pinned image-p': [],
  'stowage completion z': ['zsh'],
  'stowage lint --app stacks/i': ['index.ts'],
  'stowage synth --app stacks/index.ts --fo': ['--format'],
  'stowage synth --out st': ['stacks'],
  'npx stowage sy': ['synth'],
  'npx --no stowage synth --fail-on w': ['warn'],
  'npx --no stowage rules image-p': ['image-pinned'],
};

const tree = () =>
  folder({ 'stacks/index.ts': '', 'stacks/shop.ts': '', 'stay.txt': '', 'package.json': '{}' });
/** A path is written with the folders before it or without, and with a slash behind it or without, as the shell likes. */
const sorted = (words: readonly string[]) =>
  [...new Set(words.map((word) => word.replace(/\/$/, '').replace(/^.*\//, '')))].sort();
const script = (name: string) => scripts.get(name)?.script(typed(commands)) ?? '';

describe.each(Object.entries(shells))('%s', (name, offered) => {
  test.skipIf(!installed(name))(`${name} offers what may come next, and nothing else`, () => {
    const answers = offered(tree(), script(name), Object.keys(lines));
    const seen = Object.keys(lines).map((line, i) => [line, sorted(answers[i] ?? [])]);
    expect(Object.fromEntries(seen)).toEqual(
      Object.fromEntries(Object.entries(lines).map(([line, words]) => [line, sorted(words)])),
    );
  });

  // Whoever adds a command, an option or a word of one need not think of this.
  test.skipIf(!installed(name))(`${name} knows every command, every option of each, and every word`, () => {
    const asked = commands.flatMap((command) => [
      { line: `stowage ${command.name} --`, words: optionsOf(command.name) },
      ...command.takes.flatMap((option) => {
        const { words } = facts(option);
        return words === undefined ? [] : [{ line: `stowage ${command.name} ${flag(option)} `, words }];
      }),
    ]);
    expect(asked.length).toBeGreaterThan(commands.length);
    const answers = offered(
      tree(),
      script(name),
      asked.map(({ line }) => line),
    );
    expect(answers.map(sorted)).toEqual(asked.map(({ words }) => sorted(words)));
  });
});

const optionsOf = (name: string) =>
  optionNames
    .filter(
      (option) =>
        facts(option).everywhere || commands.find((one) => one.name === name)?.takes.includes(option),
    )
    .map(flag);

test.skipIf(!installed('shellcheck'))('the script for bash is one that ShellCheck passes', () => {
  const file = join(folder({}), 'stowage.bash');
  writeFileSync(file, script('bash'));
  expect(spawnSync('shellcheck', ['-x', file], { encoding: 'utf8' }).stdout).toBe('');
});

test.each([...scripts.keys()])('its first lines say how to have it in every %s', (name) => {
  expect(script(name)).toMatch(
    new RegExp(
      `^# Completes "stowage" and "npx stowage" in ${name}\\. Generated: make it anew after an upgrade\\. To have it in every shell:
(# {3}mkdir .*\n)?# {3}npx stowage completion ${name} > ~/\\.`,
    ),
  );
});

test('the command prints it', async () => {
  expect(await stowage(folder({}), ['completion', 'zsh'])).toEqual({ code: 0, out: script('zsh'), err: '' });
});

test.each([
  [undefined, { SHELL: '/usr/bin/zsh' }, 'the shell is not named', 'write stowage completion zsh'],
  [
    undefined,
    {},
    'the shell is not named',
    'write stowage completion bash, or stowage completion zsh, or stowage completion fish',
  ],
  ['zhs', {}, '"zhs" is no shell that can be told', 'write stowage completion zsh'],
  [
    'powershell',
    { SHELL: '/usr/bin/zsh' },
    '"powershell" is no shell that can be told',
    'write stowage completion bash, or stowage completion zsh, or stowage completion fish',
  ],
])('asked for %s in an environment of %o it says: %s', (word, env, message, fix) => {
  expect(() => completion.run({}, word, env, commands)).toThrow(
    expect.objectContaining({ code: 'usage', message, fix }),
  );
});
