import { mkdirSync, renameSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { expect, test } from 'vitest';
import { lookAt, same } from '../../../src/cli/watch/sources.ts';
import { folder, put } from '../../support/folder.ts';

const files = {
  'stacks/index.ts': `import { web } from './web.ts';\nexport * from "../lib/hosts.js";\nconst late = () => import('../lib/late');\n`,
  'stacks/web.ts': `import type { A } from './index.ts'; import data from '../lib/data.json' with { type: 'json' };\n`,
  'stacks/notes/words.txt': 'read at run time',
  'lib/hosts.ts': `import '../packages/node_modules/shared/index.js';\nimport 'stowage';\n`,
  'lib/late.ts': '',
  'lib/data.json': '{}',
  'lib/nobody.ts': '',
  'packages/node_modules/shared/index.js': '',
};
const made = () => {
  const cwd = folder(files);
  return { cwd, look: () => lookAt(join(cwd, 'stacks/index.ts'), join(cwd, 'stacks/out')) };
};

test('the entry, what it imports by any spelling, and whatever lies in its folder; no package', () => {
  const { cwd, look } = made();
  put(cwd, { 'stacks/node_modules/x/index.ts': '', 'stacks/.git/x': '', 'stacks/out/shop/Makefile': '' });
  expect([...look().keys()].map((file) => relative(cwd, file))).toEqual([
    'lib/data.json',
    'lib/hosts.ts',
    'lib/late.ts',
    'stacks/index.ts',
    'stacks/notes/words.txt',
    'stacks/web.ts',
  ]);
});

test.each<readonly [string, (cwd: string) => void, boolean]>([
  ['nothing', () => {}, false],
  ['an import that is written', (cwd) => writeFileSync(join(cwd, 'lib/hosts.ts'), 'export {};\n'), true],
  [
    'as much at the same time, in place of the other',
    (cwd) => {
      const file = join(cwd, 'stacks/web.ts');
      writeFileSync(`${file}~`, files['stacks/web.ts']);
      utimesSync(`${file}~`, 1, 1);
      renameSync(`${file}~`, file);
    },
    true,
  ],
  ['a new file', (cwd) => writeFileSync(join(cwd, 'stacks/new.ts'), ''), true],
  ['a new file in a new folder', (cwd) => put(cwd, { 'stacks/a/b.ts': '' }), true],
  ['one that is gone', (cwd) => rmSync(join(cwd, 'lib/data.json')), true],
  ['another name', (cwd) => renameSync(join(cwd, 'stacks/web.ts'), join(cwd, 'stacks/site.ts')), true],
  ['the entry is gone', (cwd) => rmSync(join(cwd, 'stacks/index.ts')), true],
  ['the whole folder is gone', (cwd) => rmSync(join(cwd, 'stacks'), { recursive: true }), true],
  ['what nobody imports, elsewhere', (cwd) => writeFileSync(join(cwd, 'lib/nobody.ts'), 'x'), false],
  ['a package', (cwd) => put(cwd, { 'packages/node_modules/shared/index.js': 'x' }), false],
  ['what is generated beside it', (cwd) => put(cwd, { 'stacks/out/x/Makefile': 'x' }), false],
  [
    'what an editor leaves for a moment',
    (cwd) => put(cwd, { 'stacks/.web.ts.swp': '', 'stacks/4913': '' }),
    false,
  ],
])('%s', (_, change, differs) => {
  const { cwd, look } = made();
  const before = look();
  change(cwd);
  expect(same(look(), before)).toBe(!differs);
});

test('what is imported and not there yet is waited for, and read once it is there', () => {
  const { cwd, look } = made();
  writeFileSync(join(cwd, 'stacks/index.ts'), `import { a } from '../parts/a.ts';\n`);
  const before = look();
  mkdirSync(join(cwd, 'parts'));
  writeFileSync(join(cwd, 'parts/a.ts'), `export * from './b.ts';\n`);
  const after = look();
  expect(same(after, before)).toBe(false);
  writeFileSync(join(cwd, 'parts/b.ts'), '');
  expect(same(look(), after)).toBe(false);
});
