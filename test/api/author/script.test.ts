import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Script } from 'node:vm';
import { expect, onTestFinished, test } from 'vitest';
import { ready } from '../../../src/api/author/ready.ts';
import { tellDoubtful } from '../../../src/api/author/running.ts';
import { folder, put } from '../../support/folder.ts';

/** What an entry exports by default, once made and once kept, and how often a script was run for it. */
async function both(files: Readonly<Record<string, string>>) {
  const cwd = folder({ 'package.json': '{"type":"module"}', 'node_modules/.keep': '', ...files });
  let scripts = 0;
  const answer = async () => {
    const made = await ready(
      join(cwd, 'stack.ts'),
      'a maker',
      { [join(cwd, 'ours.ts')]: 'file:///ours.mjs' },
      {
        parts: {},
        script(_, filename, text) {
          scripts += 1;
          return { value: new Script(text, { filename }).runInThisContext(), proven: scripts > 1 };
        },
      },
    );
    return (await made?.open())?.default;
  };
  const made = await answer();
  expect(await answer()).toEqual(made);
  return { cwd, made, scripts, answer };
}

test('sources are one script, in which each runs once, after what it imports', async () => {
  const { made, scripts } = await both({
    'stack.ts': `import { b as other } from './b.ts';
import plain, { seen } from './seen.js';
import { sep } from 'node:path';
import path from 'node:path';
import './none.ts';
seen.push('stack');
export default [...seen, other(), plain, sep === path.sep, import.meta.filename.length > 8];
`,
    'b.ts':
      "import { seen } from './seen.ts';\nseen.push('b');\nexport const b = (): number => seen.length;\n",
    'seen.ts': "export const seen: string[] = ['seen'];\nconst plain = this;\nexport default plain;\n",
    'none.ts': "import { seen } from './seen.ts';\nseen.push('none');\n",
  });
  expect(made).toEqual(['seen', 'b', 'none', 'stack', 4, undefined, true, true]);
  expect(scripts).toBe(2);
});

test('what has come to its end before is none that may never end; what changed since is', async () => {
  let told = 0;
  tellDoubtful(() => {
    told += 1;
  });
  onTestFinished(() => tellDoubtful(() => {}));
  const { cwd, answer } = await both({ 'stack.ts': 'export default 1;\n' });
  const afterTwo = told;
  expect(afterTwo).toBeGreaterThan(0); // made, and run for the first time
  await answer();
  expect(told).toBe(afterTwo);
  put(cwd, { 'stack.ts': 'export default 2;\n' });
  expect(await answer()).toBe(2);
  expect(told).toBeGreaterThan(afterTwo);
});

test('what a source changes is changed for who imports it', async () => {
  const { made, scripts } = await both({
    'stack.ts': "import { count, more } from './count.ts';\nmore();\nexport default count;\n",
    'count.ts': 'export let count = 1;\nexport function more() {\n  count += 1;\n}\n',
  });
  expect([made, scripts]).toEqual([2, 2]);
});

test.each<[string, Readonly<Record<string, string>>, unknown]>([
  [
    'a circle',
    {
      'stack.ts': "import { b } from './b.ts';\nexport function a() { return 1; }\nexport default b;\n",
      'b.ts': "import { a } from './stack.ts';\nexport const b = a();\n",
    },
    1,
  ],
  [
    'a module as a whole',
    {
      'stack.ts': "import * as all from './b.ts';\nexport default Object.isSealed(all);\n",
      'b.ts': 'export const b = 1;\n',
    },
    true,
  ],
  [
    'all that another exports',
    {
      'stack.ts': "import { b } from './b.ts';\nexport default b;\n",
      'b.ts': "export * from './c.ts';\n",
      'c.ts': 'export const b = 3;\n',
    },
    3,
  ],
  [
    'a late import',
    {
      'stack.ts': "const { b } = await import('./b.ts');\nexport default b;\n",
      'b.ts': 'export const b = 4;\n',
    },
    4,
  ],
  ['what is awaited', { 'stack.ts': 'export default await 5;\n' }, 5],
  ['a name that CommonJS has', { 'stack.ts': 'export default typeof require;\n' }, 'undefined'],
  [
    'another one',
    { 'stack.ts': 'export default [typeof module, typeof exports];\n' },
    ['undefined', 'undefined'],
  ],
  [
    'JSON',
    {
      'stack.ts': "import b from './b.json' with { type: 'json' };\nexport default b.b;\n",
      'b.json': '{"b":6}',
    },
    6,
  ],
  [
    'a package',
    {
      'stack.ts': "import { thing } from 'thing';\nexport default thing;\n",
      'node_modules/thing/package.json': '{"name":"thing","type":"module","main":"index.js"}',
      'node_modules/thing/index.js': 'export const thing = 7;\n',
    },
    7,
  ],
])('%s is left to modules', async (_, files, said) => {
  const { made, scripts } = await both(files);
  expect(made).toEqual(said);
  expect(scripts).toBe(0);
});

test('a name that is not there is said by Node', async () => {
  await expect(
    both({
      'stack.ts': "import { gone } from './b.ts';\nexport default gone;\n",
      'b.ts': 'export const b = 1;\n',
    }),
  ).rejects.toThrow("does not provide an export named 'gone'");
});

test('a script that is no longer what was kept is made again, and so is one of other sources', async () => {
  const { cwd, answer } = await both({ 'stack.ts': "export default 'one';\n" });
  const cache = join(cwd, 'node_modules/.cache/stowage');
  const [kept = ''] = readdirSync(cache).filter((name) => name.startsWith('files-'));
  const file = join(cache, kept, 'app.cjs');
  writeFileSync(file, readFileSync(file, 'utf8').replace('one', 'two'));
  expect(await answer()).toBe('one');
  put(cwd, { 'stack.ts': "export default 'six';\n" });
  expect(await answer()).toBe('six');
});
