import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { expect, test } from 'vitest';
import { init } from '../../src/cli/commands/init.ts';
import { readerOf } from '../../src/cli/words/reader.ts';
import { typed } from '../support/readme.ts';

const root = resolve(import.meta.dirname, '../..');
const read = (file: string) => readFileSync(resolve(root, file), 'utf8');

/** As `.ci/run` finds them. */
const inCi = (heading: string) => {
  const [finds = ''] = /^commands\(\) \{\n.*?^\}$/ms.exec(read('.ci/run')) ?? [];
  const said = execFileSync('bash', ['-c', `${finds}\ncommands "$1"`, 'bash', heading], {
    cwd: root,
    encoding: 'utf8',
  });
  return withoutWords(said.split('\n')).filter((line) => line !== '');
};
const withoutWords = (lines: readonly string[]) => lines.map((line) => line.replace(/ +#.*/, ''));

test('the first screen has what a user types, and what a contributor types, and CI runs both', () => {
  const screen = read('README.md').split('\n').slice(0, 40);
  const user = ['npx stowage init', 'npm install', 'npm run synth'];
  const contributor = ['npm ci && npm run synth', 'npm ci && npm test', 'npm run test:scripts'];
  for (const commands of [typed, inCi]) {
    expect(commands('A system of your own')).toEqual(user);
    expect(commands('A clone of this repository')).toEqual(contributor);
  }
  const shown = withoutWords(screen).filter((line) => [...user, ...contributor].includes(line));
  expect(shown).toEqual([...user, ...contributor]);
});

test('what "init" tells to type is what README.md does', () => {
  const reader = readerOf(process.stdout, {});
  const { out } = init.says({ made: [] }, reader, reader);
  const told = [...out.matchAll(/^ {2}(npm .*)$/gm)].map(([, line]) => line);
  expect(told).toEqual(typed('A system of your own').slice(1));
});
