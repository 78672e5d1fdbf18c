import { chownSync, mkdirSync, readdirSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, test } from 'vitest';
import { around } from '../../../src/cli/init/files.ts';
import { checkFolder, nameOf, stowageAs } from '../../../src/cli/init/guess.ts';
import { repositoryOf } from '../../../src/cli/init/repository.ts';
import { stacksOf } from '../../../src/cli/init/stacks.ts';
import { workflow } from '../../../src/cli/init/workflow.ts';
import { makeNew } from '../../../src/out.ts';
import { fromYaml } from '../../../src/syntax/yaml-read.ts';
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
    name: nameOf(cwd),
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

test('nothing is written through a link', () => {
  const elsewhere = folder();
  const cwd = folder();
  symlinkSync(elsewhere, join(cwd, 'stacks'));
  expect(() => makeNew(cwd, stacksOf('empty', 'shop'))).toThrow(/^stacks is there already$/);
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

test.skipIf(process.platform === 'win32')('nothing is begun where nothing would run', () => {
  for (const name of ['a:b', 'a\\b'])
    expect(() => checkFolder(join('/srv', name))).toThrow(
      /^npm and Node run nothing in a folder with a "[:\\]"/,
    );
  for (const name of ['a b', "it's", '$(x)', '-x']) checkFolder(join('/srv', name));
});

interface Step {
  readonly run?: string;
  readonly 'working-directory'?: string;
}

test('in a part of a repository the workflow stands at its root, where GitHub reads it', async () => {
  const part = "The 'Shop' ${{ 1 }}/-x";
  const { path, content } = workflow(join('/srv/repository', part), '/srv/repository');
  expect(path).toBe('../../.github/workflows/stowage-the-shop-1-x.yml');
  expect(await complaints(content)).toEqual([]);
  const { jobs }: { readonly jobs: { readonly check: { readonly steps: readonly Step[] } } } = JSON.parse(
    JSON.stringify(fromYaml(content)),
  );
  const steps = jobs.check.steps.slice(1);
  const escaped = "The 'Shop' ${{ '${{' }} 1 }}/-x";
  expect(steps.map((step) => step['working-directory'])).toEqual([escaped, escaped, undefined]);
  const quoted = String.raw`The '\''Shop'\'' ${'${{'} '${'${{'}' }} 1 }}/-x`;
  expect(steps.at(-1)?.run).toBe(
    `npx --prefix='${quoted}' stowage check --app='${quoted}/stacks/index.ts' --out='${quoted}/out' --format github`,
  );
});

test('what stands in the way at the root of the repository is named, too', async () => {
  const repository = folder({ '.git': 'gitdir: elsewhere', '.github/workflows/stowage-shop.yml': 'mine' });
  const cwd = join(repository, 'shop');
  mkdirSync(cwd);
  expect(await stowage(cwd, ['init'])).toMatchObject({
    code: 2,
    err: expect.stringContaining('../.github/workflows/stowage-shop.yml is there already'),
  });
  expect(tree(cwd)).toEqual({});
});

test.skipIf(process.getuid?.() !== 0)('a repository of somebody else is none', () => {
  const repository = folder({ '.git/HEAD': '', 'shop/notes.md': '' });
  expect(repositoryOf(join(repository, 'shop'))).toBe(repository);
  chownSync(join(repository, '.git'), 65_534, 65_534);
  expect(repositoryOf(join(repository, 'shop'))).toBe(join(repository, 'shop'));
});

test.each(['stowage', 'typescript', 'constructs'])(
  'a project in a folder %s is called otherwise than what it installs',
  (name) => {
    const [manifest] = around(name, '^0.1.0');
    expect(JSON.parse(manifest?.content ?? '')).toMatchObject({ name: `${name}-system` });
  },
);

test('a file that cannot be made takes the others and their folders with it', () => {
  const cwd = folder({ 'stacks/mine.ts': '' });
  const twice = ['stacks/index.ts', '.github/workflows/a.yml', '.github/workflows/a.yml'];
  expect(() =>
    makeNew(
      cwd,
      twice.map((path) => ({ path, content: '', executable: false })),
    ),
  ).toThrow('a.yml');
  expect(tree(cwd)).toEqual({ 'stacks/mine.ts': '' });
  expect(readdirSync(cwd)).toEqual(['stacks']);
});

/** What a project wants that npm installed from there, in a repository. */
const wanted = (resolved: string, repository = folder()) => {
  const lock = JSON.stringify({ packages: { 'node_modules/stowage': { resolved } } });
  return wantedBy(lock, repository);
};
const wantedBy = (lock: string, repository = folder()) =>
  stowageAs(
    repository,
    pathToFileURL(`${folder({ 'node_modules/.package-lock.json': lock })}/node_modules/stowage/`),
  );

test('a project wants the Stowage that began it', () => {
  expect(wanted('file:../stowage-0.1.0.tgz')).toBe(`file:${join(tmpdir(), 'stowage-0.1.0.tgz')}`);
  expect(wanted('https://registry.example.org/stowage/-/stowage-0.1.0.tgz')).toBe('^0.1.0');
  expect(wanted('git+ssh://git@example.org/ours/stowage.git#0123abc')).toBe(
    'git+ssh://git@example.org/ours/stowage.git#0123abc',
  );
  expect(wanted('https://example.org/stowage-0.1.0.tgz')).toBe('https://example.org/stowage-0.1.0.tgz');
  expect(wanted('https://me:secret@example.org/stowage-0.1.0.tgz')).toBe('^0.1.0');
  for (const lock of ['not JSON', '{}', '{"packages": []}']) expect(wantedBy(lock)).toBe('^0.1.0');
});

test('a tarball that is committed with the project is found from wherever that is checked out', () => {
  const repository = process.cwd();
  expect(wanted(`file:${join(repository, 'vendor/stowage-0.1.0.tgz')}`, repository)).toBe(
    'file:vendor/stowage-0.1.0.tgz',
  );
  expect(wanted(`file:${join(repository, '../stowage-0.1.0.tgz')}`, repository)).toBe(
    `file:${join(repository, '../stowage-0.1.0.tgz')}`,
  );
});
