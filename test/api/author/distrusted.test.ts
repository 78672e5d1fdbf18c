import {
  chmodSync,
  chownSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import type { AuthorProject } from '../../support/author-project.ts';
import { authorProject } from '../../support/author-project.ts';
import { folder } from '../../support/folder.ts';

const sources = {
  'stack.ts': `import { name } from './name.ts';
import { thing } from 'thing';
export default \`\${name} \${thing}\`;
`,
  'name.ts': "export const name: string = 'true';\n",
  'node_modules/thing/package.json': '{"name":"thing","type":"module","main":"index.js"}',
  'node_modules/thing/index.js': "export const thing = 'thing';\n",
};

async function keptOnce(): Promise<AuthorProject> {
  const project = authorProject(sources);
  expect(await project.answer()).toBe('true thing');
  project.forge();
  expect(await project.answer()).toBe('kept');
  return project;
}

/** Only root can give a file away; in CI it is an error where nobody can. */
const canGive = process.getuid?.() === 0 || process.env.CI !== undefined;
const somebody = 65534;

const first = ({ kept }: AuthorProject) => kept().modules.find((file) => file.endsWith('/0.mjs')) ?? '';
const state = ({ kept }: AuthorProject) => kept().file;

/** Moves it away, and leaves a link to it. */
function linked(path: string) {
  renameSync(path, `${path}-moved`);
  symlinkSync(`${path}-moved`, path);
}

test('what is kept is for its owner alone', async () => {
  const { cache, kept } = await keptOnce();
  const { file, modules } = kept();
  const rights = (path: string) => (statSync(path).mode & 0o777).toString(8);
  expect([cache, dirname(modules[0] ?? ''), file, ...modules].map(rights)).toEqual([
    ...['700', '700'],
    ...['600', '600', '600'],
  ]);
});

test.each<[string, (project: AuthorProject) => void]>([
  ['a module is other code of the same length', (one) => other(first(one))],
  ['a module is shorter', (one) => truncateSync(first(one), 5)],
  ['a module is empty', (one) => truncateSync(first(one), 0)],
  ['a module is gone', (one) => rmSync(first(one))],
  ['everybody may write a module', (one) => chmodSync(first(one), 0o666)],
  ['a group may read a module', (one) => chmodSync(first(one), 0o640)],
  ['a module is a link', (one) => linked(first(one))],
  ['a module is a folder', (one) => folderFor(first(one))],
  ['the state is shorter', (one) => truncateSync(state(one), 60)],
  ['the state is empty', (one) => truncateSync(state(one))],
  ['the state is no longer what its digest says', (one) => other(state(one))],
  ['everybody may write the state', (one) => chmodSync(state(one), 0o666)],
  ['the state is a link', (one) => linked(state(one))],
])('it is made again where %s', async (_, change) => {
  const project = await keptOnce();
  change(project);
  expect(await project.answer()).toBe('true thing');
  project.forge();
  expect(await project.answer()).toBe('kept');
});

/** As long as it was. */
function other(file: string) {
  writeFileSync(
    file,
    readFileSync(file, 'utf8').replaceAll('kept', 'evil').replaceAll('stack.ts', 'stick.ts'),
  );
}

function folderFor(file: string) {
  rmSync(file);
  mkdirSync(file);
}

test.each<[string, (project: AuthorProject) => void]>([
  ['everybody may write into the folder', ({ cache }) => chmodSync(cache, 0o777)],
  ['a group may look into the folder', ({ cache }) => chmodSync(cache, 0o750)],
  ['everybody may write into the one above it', ({ cache }) => chmodSync(dirname(cache), 0o777)],
  ['everybody may write among the packages', ({ cwd }) => chmodSync(join(cwd, 'node_modules'), 0o777)],
  ['the folder is a link', ({ cache }) => linked(cache)],
  ['the folder leads nowhere', ({ cache }) => nowhere(cache)],
  ['the folder is a file', ({ cache }) => fileFor(cache)],
  ['the one above it is a file', ({ cache }) => fileFor(dirname(cache))],
  ['the one above it leads to where the packages are not', ({ cache }) => moved(dirname(cache))],
])('nothing kept is taken, and nothing is kept, where %s', async (_, change) => {
  const project = await keptOnce();
  change(project);
  const before = names(project.cwd);
  expect(await project.answer()).toBe(undefined);
  expect(names(project.cwd)).toEqual(before);
});

const names = (cwd: string) => readdirSync(cwd, { recursive: true }).map(String).sort();

function nowhere(cache: string) {
  rmSync(cache, { recursive: true });
  symlinkSync('nowhere', cache);
}

function fileFor(cache: string) {
  rmSync(cache, { recursive: true });
  writeFileSync(cache, '');
}

function moved(above: string) {
  const elsewhere = join(folder(), 'cache');
  renameSync(above, elsewhere);
  symlinkSync(elsewhere, above);
}

test.skipIf(!canGive).each<[string, (project: AuthorProject) => void, string | undefined]>([
  ['the folder', ({ cache }) => chownSync(cache, somebody, somebody), undefined],
  ['a module', (one) => chownSync(first(one), somebody, somebody), 'true thing'],
  ['the state', (one) => chownSync(state(one), somebody, somebody), 'true thing'],
])('nothing kept is taken where %s is of somebody else', async (_, change, said) => {
  const project = await keptOnce();
  change(project);
  expect(await project.answer()).toBe(said);
});

test('packages that are linked from elsewhere are found from what is kept', async () => {
  const { cwd, answer, forge } = authorProject(sources);
  mkdirSync(join(cwd, 'other'));
  renameSync(join(cwd, 'node_modules'), join(cwd, 'other/node_modules'));
  symlinkSync('other/node_modules', join(cwd, 'node_modules'));
  expect(await answer()).toBe('true thing');
  forge();
  expect(await answer()).toBe('kept');
});

test('two that begin at once both get it, and leave one of it whole', async () => {
  const { answer, forge } = authorProject(sources);
  expect(await Promise.all([answer(), answer(), answer()])).toEqual(Array(3).fill('true thing'));
  forge();
  expect(await answer()).toBe('kept');
});
