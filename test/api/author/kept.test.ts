import { existsSync, renameSync, rmSync, symlinkSync, unlinkSync, utimesSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { authorProject } from '../../support/author-project.ts';
import { put } from '../../support/folder.ts';

const sources = {
  'stack.ts': `import { first } from './first.js';
import { second } from './second';
import { linked } from './linked.ts';
import data from './data.json' with { type: 'json' };
import { thing } from 'thing';
const from: string = [first, second, linked, data.name, thing].join(' ');
export default from;
`,
  'first.js': "export const first = 'js';\n",
  'second/index.ts': "import 'thing';\nexport const second: string = 'index';\n",
  'one/linked.ts': "export const linked: string = 'one';\n",
  'two/linked.ts': "export const linked: string = 'two';\n",
  'data.json': '{"name":"data"}',
  'node_modules/thing/package.json': '{"name":"thing","version":"1.0.0","type":"module","main":"index.js"}',
  'node_modules/thing/index.js': "export const thing = 'thing';\n",
};

/** It was loaded once, and a second time what was kept. */
async function keptOnce() {
  const project = authorProject(sources);
  symlinkSync('one/linked.ts', join(project.cwd, 'linked.ts'));
  expect(await project.answer()).toBe('js index one data thing');
  project.forge();
  expect(await project.answer()).toBe('kept');
  return project;
}

test('what was made of sources is loaded again while they look the same', async () => {
  const project = await keptOnce();
  put(project.cwd, { 'first.js': sources['first.js'], 'beside.ts': 'export {};\n' }); // what it was, and what nobody imports
  expect(await project.answer()).toBe('kept');
  expect(await project.answer('another maker')).toBe('js index one data thing');
});

test.each<[string, (cwd: string) => void, unknown]>([
  [
    'a source',
    (cwd) => put(cwd, { 'second/index.ts': "export const second: string = 'other';\n" }),
    'js other one data thing',
  ],
  [
    'a source, with the size and the time that it had',
    (cwd) => {
      put(cwd, { 'first.js': "export const first = 'JS';\n" });
      utimesSync(join(cwd, 'first.js'), 1, 1);
    },
    'JS index one data thing',
  ],
  ['JSON', (cwd) => put(cwd, { 'data.json': '{"name":"more"}' }), 'js index one more thing'],
  [
    'a .ts before a .js',
    (cwd) => put(cwd, { 'first.ts': "export const first: string = 'ts';\n" }),
    'ts index one data thing',
  ],
  [
    'a file before an index',
    (cwd) => put(cwd, { 'second.ts': "export const second: string = 'file';\n" }),
    'js file one data thing',
  ],
  [
    'an index.ts before an index.js',
    (cwd) => {
      renameSync(join(cwd, 'second/index.ts'), join(cwd, 'second/index.mts'));
      put(cwd, { 'second/index.tsx': "export const second: string = 'tsx';\n" });
    },
    'js tsx one data thing',
  ],
  [
    'where a link leads',
    (cwd) => {
      unlinkSync(join(cwd, 'linked.ts'));
      symlinkSync('two/linked.ts', join(cwd, 'linked.ts'));
    },
    'js index two data thing',
  ],
  [
    'what a package.json says its files are',
    (cwd) => put(cwd, { 'package.json': '{"type":"commonjs"}' }),
    undefined,
  ],
  ['the same nearer', (cwd) => put(cwd, { 'second/package.json': '{"type":"commonjs"}' }), undefined],
  [
    'the name of the package that the sources are',
    (cwd) => put(cwd, { 'package.json': '{"name":"thing","type":"module"}' }),
    undefined,
  ],
  [
    'where a package is, by a link',
    (cwd) => {
      renameSync(join(cwd, 'node_modules/thing'), join(cwd, 'thing'));
      symlinkSync('../thing', join(cwd, 'node_modules/thing'));
    },
    undefined,
  ],
  [
    'where a package is, nearer',
    (cwd) => put(cwd, { 'second/node_modules/thing/package.json': '{"name":"thing"}' }),
    undefined,
  ],
])('it is not loaded when another is %s', async (_, change, said) => {
  const { cwd, answer } = await keptOnce();
  change(cwd);
  expect(await answer()).toBe(said);
});

test.each<[string, string, string]>([
  ['a source', 'first.js', "Cannot find module 'CWD/first.js' imported from CWD/stack.ts"],
  ['JSON', 'data.json', "Cannot find module 'CWD/data.json' imported from CWD/stack.ts"],
  ['what a link leads to', 'one', "Cannot find module 'CWD/linked.ts' imported from CWD/stack.ts"],
  ['a package', 'node_modules/thing', "Cannot find package 'thing' imported from CWD/stack.ts"],
])('without %s it says so, and that it is there again', async (_, name, said) => {
  const { cwd, answer } = await keptOnce();
  renameSync(join(cwd, name), join(cwd, 'away'));
  await expect(answer()).rejects.toThrow(said.replaceAll('CWD', cwd));
  renameSync(join(cwd, 'away'), join(cwd, name));
  expect(await answer()).toBe('kept');
});

test('modules that no run loads any more are taken away, but those that one may be about to load', async () => {
  const { cwd, answer, kept, cache } = await keptOnce();
  const old = join(kept().modules[0] ?? '', '..');
  put(cwd, { 'data.json': '{"name":"more"}' });
  await answer();
  expect(existsSync(old)).toBe(true);
  utimesSync(old, 1, 1);
  put(cwd, { 'data.json': '{"name":"most"}' });
  expect(await answer()).toBe('js index one most thing');
  expect(existsSync(old)).toBe(false);
  rmSync(cache, { recursive: true });
  expect(await answer()).toBe('js index one most thing');
});
