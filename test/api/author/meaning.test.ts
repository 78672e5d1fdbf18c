import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, test } from 'vitest';
import { authorProject } from '../../support/author-project.ts';

/** Once made, and once kept. */
async function both(files: Readonly<Record<string, string>>) {
  const { cwd, answer } = authorProject(files);
  const made = await answer();
  expect(await answer()).toEqual(made);
  return { cwd, made };
}

test('modules that import each other, each runs once', async () => {
  const { made } = await both({
    'stack.ts': `import { b } from './b.ts';
export const ran: string[] = [];
export function note(name: string) { seen.push(name); }
import { seen } from './seen.ts';
note('stack');
export default [...seen, b()];
`,
    'b.ts': `import { note } from './stack.ts';
import { seen } from './seen.ts';
note('b');
export const b = () => seen.length;
`,
    'seen.ts': 'export const seen: string[] = [];\n',
  });
  expect(made).toEqual(['b', 'stack', 2]);
});

test('a module knows where its source is', async () => {
  const { cwd, made } = await both({
    'stack.ts': "import { inner } from './in ner/a.ts';\nexport default [import.meta.url, inner];\n",
    'in ner/a.ts': 'export const inner = [import.meta.dirname, import.meta.filename, import.meta.url];\n',
  });
  const inner = join(cwd, 'in ner');
  expect(made).toEqual([
    pathToFileURL(join(cwd, 'stack.ts')).href,
    [inner, join(inner, 'a.ts'), pathToFileURL(join(inner, 'a.ts')).href],
  ]);
});

test('who imports waits for what is awaited, and a late import is asked for late', async () => {
  const { made } = await both({
    'stack.ts': `import { first } from './first.ts';
const { second } = await import('./second.js');
const none: string = await import('./none.ts').catch((error: { code: string }) => error.code);
export default [first, second, none];
`,
    'first.ts': 'export const first: number = await new Promise((done) => setTimeout(done, 5, 1));\n',
    'second.ts': "export { first as second } from './first.ts';\n",
  });
  expect(made).toEqual([1, 1, 'ERR_MODULE_NOT_FOUND']);
});

test('every kind of module is read as what it is', async () => {
  const { made } = await both({
    'stack.ts': `import { m } from './m.mjs';
import { x } from './x.js';
import { only } from './only.js';
import plain from './plain.cjs';
import * as all from './all.json' with { type: 'json' };
import type { Gone } from './gone.ts';
enum Kind { One = 1 }
class Point { constructor(readonly at: number) {} }
const gone: Gone | undefined = undefined;
export default [m, x, only, plain.plain, all.default, Kind.One, new Point(2).at, gone] satisfies unknown[];
`,
    'm.mts': "export const m: string = 'mts';\n",
    'x.tsx':
      'const h = (kind: string) => kind;\nconst React = { createElement: h };\nexport const x = <b />;\n',
    'only.js': "export const only = 'js';\n",
    'plain.cjs': "exports.plain = 'cjs';\n",
    'all.json': '{"default":1,"__proto__":{"a":1},"not a name":"\\u2028"}\n',
  });
  const all = JSON.parse('{"default":1,"__proto__":{"a":1},"not a name":"\\u2028"}');
  expect(made).toEqual(['mts', 'b', 'js', 'cjs', all, 1, 2, undefined]);
  expect(JSON.stringify(made)).toBe(JSON.stringify(['mts', 'b', 'js', 'cjs', all, 1, 2, undefined]));
});

test.each<[string, Readonly<Record<string, string>>]>([
  ['a name that is computed', { 'stack.ts': "export default await import(`./${'a'}.ts`);\n" }],
  ['CommonJS in TypeScript', { 'stack.ts': "import './a.cjs';\n", 'a.cts': 'export const a = 1;\n' }],
  ['what import.meta is', { 'stack.ts': 'export default { ...import.meta };\n' }],
  ['what import.meta resolves', { 'stack.ts': "export default import.meta.resolve('./a.ts');\n" }],
  ['a query', { 'stack.ts': "import './a.ts?twice';\n", 'a.ts': '' }],
  ['a name of its own package', { 'stack.ts': "import '#a';\n", 'a.ts': '' }],
  ['a late import of what is broken', { 'stack.ts': "void import('./a.ts');\n", 'a.ts': 'const a = ;\n' }],
  ['a data URL', { 'stack.ts': "import 'data:text/javascript,1';\n" }],
])('nothing is made ahead of %s', async (_, files) => {
  expect(await authorProject(files).answer()).toBe(undefined);
});

test('a package.json that cannot be read is named, and one that says nothing says nothing', async () => {
  const files = { 'stack.ts': "import './part/a.ts';\n", 'part/a.ts': '' };
  const wrong = authorProject({ ...files, 'part/package.json': '{' });
  await expect(wrong.answer()).rejects.toThrow(`${wrong.cwd}/part/package.json is no JSON`);
  expect(await authorProject({ ...files, 'part/package.json': 'null' }).answer()).toBe(undefined);
});
