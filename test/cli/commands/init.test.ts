import { symlinkSync } from 'node:fs';
import { basename, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, test } from 'vitest';
import { nameOf, stowageAs } from '../../../src/cli/init/guess.ts';
import { stowage } from '../../support/command.ts';
import { folder, tree } from '../../support/folder.ts';
import { complaints } from '../../support/workflow-parser.ts';

test('a project is begun in an empty folder, and the two commands to type come last', async () => {
  const cwd = folder();
  expect(await stowage(cwd, ['init'])).toEqual({
    code: 0,
    out: `  wrote    package.json
  wrote    tsconfig.json
  wrote    .gitignore
  wrote    .github/workflows/stowage.yml
  wrote    stacks/index.ts
  wrote    stacks/environments.ts
  wrote    stacks/web.ts

Now type:

  npm install
  npm run synth
`,
    err: '',
  });
  const files = tree(cwd);
  expect(JSON.parse(files['package.json'] ?? '')).toMatchObject({
    type: 'module',
    scripts: { synth: 'stowage synth', check: 'stowage check' },
    dependencies: { stowage: '^0.1.0' },
  });
  expect(files['.gitignore']).toBe('node_modules/\n.stowage-tmp/\n');
  expect(files['stacks/web.ts']).toContain(`super(app, '${nameOf(cwd)}', environment, {`);
  expect(await complaints(files['.github/workflows/stowage.yml'] ?? '')).toEqual([]);
  expect(files['.github/workflows/stowage.yml']).toContain('npx stowage check');
});

test('what is there already is named, and nothing is written', async () => {
  const before = { 'package.json': '{}', 'stacks/index.ts': '// mine', 'notes.md': 'mine' };
  const cwd = folder(before);
  expect(await stowage(cwd, ['init', '--template', 'empty'])).toEqual({
    code: 2,
    out: '',
    err: `error   package.json is there already
        stacks/index.ts is there already  (init-blocked)
        → begin in an empty folder, or move that away
`,
  });
  expect(tree(cwd)).toEqual(before);
});

test('nothing is written through a link', async () => {
  const elsewhere = folder();
  const cwd = folder();
  symlinkSync(elsewhere, join(cwd, 'stacks'));
  const { code, err } = await stowage(cwd, ['init']);
  expect({ code, err }).toEqual({
    code: 2,
    err: 'error   stacks is there already  (init-blocked)\n        → begin in an empty folder, or move that away\n',
  });
  expect(tree(elsewhere)).toEqual({});
  expect(Object.keys(tree(cwd))).toEqual(['stacks@']);
});

test.each([
  ['shop', 'shop'],
  ['My Shop (2)', 'my-shop-2'],
  ['2024-shop', 'shop'],
  ['__proto__', 'proto'],
  ['constructor', 'shop'],
  ['日本', 'shop'],
  [`${'a'.repeat(29)}-b`, 'a'.repeat(29)],
])('a folder %s is the system %s', (name, system) => {
  expect(nameOf(join('/srv', name))).toBe(system);
});

/** The package in a folder of packages, with what npm wrote beside it. */
const installed = (lock: string) =>
  pathToFileURL(`${folder({ 'node_modules/.package-lock.json': lock })}/node_modules/stowage/`);

test('a project wants the Stowage that began it: the file that it came from, or its version', () => {
  const lock = (resolved: string) => JSON.stringify({ packages: { 'node_modules/stowage': { resolved } } });
  const near = installed(lock('file:../stowage-0.1.0.tgz'));
  expect(stowageAs(near)).toMatch(/^file:\/.*\/stowage-0\.1\.0\.tgz$/);
  expect(stowageAs(near)).not.toContain(basename(join(near.pathname, '../..')));
  expect(stowageAs(installed(lock('https://example.org/stowage-0.1.0.tgz')))).toBe('^0.1.0');
  expect(stowageAs(installed('not JSON'))).toBe('^0.1.0');
  expect(stowageAs(installed('{}'))).toBe('^0.1.0');
});
