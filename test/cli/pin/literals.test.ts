import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { edited, spotsOf } from '../../../src/cli/pin/edits.ts';
import { sourcesOf } from '../../../src/cli/pin/literals.ts';
import { folder, put } from '../../support/folder.ts';

const pinned = new Map([['a/b:1', 'a/b:1@sha256:00']]);

/** The files as they are afterwards: those that changed. */
async function changed(files: Readonly<Record<string, string>>, entry = 'index.ts') {
  const path = folder(files);
  const sources = await sourcesOf(join(path, entry));
  return Object.fromEntries(
    edited(sources, pinned).map(({ file, after }) => [file.slice(path.length + 1), after.toString()]),
  );
}

test.each([
  [
    'in each kind of quotes',
    `f('a/b:1', "a/b:1", \`a/b:1\`);`,
    `f('a/b:1@sha256:00', "a/b:1@sha256:00", \`a/b:1@sha256:00\`);`,
  ],
  ['spelled with an escape', `f('a\\/b:1', 'a/b:\\x31');`, `f('a/b:1@sha256:00', 'a/b:1@sha256:00');`],
  [
    'in its type, which must go on fitting',
    `const a: 'a/b:1' = 'a/b:1';`,
    `const a: 'a/b:1@sha256:00' = 'a/b:1@sha256:00';`,
  ],
  [
    'with everything around it',
    `\uFEFF// é\r\nf('a/b:1') // why\r\n\r\n`,
    `\uFEFF// é\r\nf('a/b:1@sha256:00') // why\r\n\r\n`,
  ],
  ['in what a template takes in', `f(\`\${g('a/b:1')}\`);`, `f(\`\${g('a/b:1@sha256:00')}\`);`],
])('%s', async (_, before, after) => {
  expect(await changed({ 'index.ts': before })).toEqual({ 'index.ts': after });
});

test.each([
  ['a comment', `// 'a/b:1'\n/* "a/b:1" */\n/** \`a/b:1\` */\n`],
  ['a string in a string', `f("'a/b:1'");`],
  ['a regular expression', `f(/'a\\/b:1'/, /["a/b:1"]/);`],
  ['a part of a longer one', `f('a/b:1.0', 'x/a/b:1', 'a/b:1 ', \`a/b:1\${x}\`, \`\${x}a/b:1\`);`],
  ['the name of a module', `import './a/b:1';`],
])('%s is left alone', async (_, text) => {
  expect(await changed({ 'index.ts': text })).toEqual({});
});

test('a sum of ten thousand strings is read', async () => {
  const sum = Array.from({ length: 10_000 }, () => `'x'`).join(' + ');
  const text = (image: string) => `f(${sum}, '${image}');`;
  expect(await changed({ 'index.ts': text('a/b:1') })).toEqual({ 'index.ts': text('a/b:1@sha256:00') });
});

test('every file that the entry leads to, by whichever name, and in a circle', async () => {
  const one = `f('a/b:1');`;
  const after = `f('a/b:1@sha256:00');`;
  const files = {
    'stacks/index.ts': `import '../lib/ts.ts'; import '../lib/as-js.js'; export * from '../lib/bare'; await import('../lib/folder');
import images from '../images.json' with { type: 'json' }; import 'constructs'; import '../lib/not-there.ts';`,
    'lib/ts.ts': `import '../stacks/index.ts'; ${one}`,
    'lib/as-js.ts': one,
    'lib/bare.mts': one,
    'lib/folder/index.ts': one,
    'lib/nobody-imports.ts': one,
    'node_modules/constructs/index.js': one,
    'images.json': '{\n  "web": "a/b:1"\n}\n',
  };
  expect(await changed(files, 'stacks/index.ts')).toEqual({
    'lib/ts.ts': `import '../stacks/index.ts'; ${after}`,
    'lib/as-js.ts': after,
    'lib/bare.mts': after,
    'lib/folder/index.ts': after,
    'images.json': '{\n  "web": "a/b:1@sha256:00"\n}\n',
  });
});

test('a file that is not UTF-8 is left as it is', async () => {
  const path = folder();
  put(path, { 'index.ts': '' });
  writeFileSync(join(path, 'index.ts'), Buffer.concat([Buffer.from(`f('a/b:1'); // `), Buffer.from([0xe9])]));
  expect(edited(await sourcesOf(join(path, 'index.ts')), pinned)).toEqual([]);
});

test('where it stands', async () => {
  const path = folder({ 'index.ts': `const x = {\n  web: 'a/b:1',\n};\nf("a/b:1");\n` });
  const spots = spotsOf('a/b:1', await sourcesOf(join(path, 'index.ts')));
  expect(spots.map(({ line, column }) => [line, column])).toEqual([
    [2, 8],
    [4, 3],
  ]);
});
