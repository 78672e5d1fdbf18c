import { spawnSync } from 'node:child_process';
import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { keep, readKept } from '../../../src/start/cache.js';
import { project, shop, stowageAlone } from '../../support/command.ts';
import { folder, put } from '../../support/folder.ts';

const program = fileURLToPath(new URL('../../../src/cli/stowage.cjs', import.meta.url));
const cacheOf = (cwd: string) => join(cwd, 'node_modules/.cache/stowage');

/** A project in which something can be kept. */
const keeping = (stack: string, files: Readonly<Record<string, string>> = {}) =>
  project(stack, { 'node_modules/.keep': '', ...files });

/** How the first process ends, and the next, which has what the first one kept. */
async function twice(cwd: string) {
  const first = await stowageAlone(cwd, ['list']);
  const state = join(cacheOf(cwd), readdirSync(cacheOf(cwd)).find((name) => name.startsWith('app-')) ?? '');
  const at = statSync(state).mtimeMs;
  const next = await stowageAlone(cwd, ['list']);
  expect(next).toEqual(first);
  expect(statSync(state).mtimeMs).toBe(at);
  return next;
}

test('an error is where the author wrote it, also where what runs was kept', async () => {
  const cwd = keeping(
    `import { check } from './a-longer-name-than-what-stands-for-it.ts';\ncheck(1);\n${shop}`,
    {
      'stacks/a-longer-name-than-what-stands-for-it.ts': `interface Removed {
  readonly one: string;
}

export function check(value: number & Partial<Removed>): void {
  const text: string = String(value); if (text) throw new TypeError('not that one');
}
`,
    },
  );
  expect(await twice(cwd)).toEqual({
    ...{ code: 2, out: '' },
    err: `error   stacks/a-longer-name-than-what-stands-for-it.ts:6:55
        TypeError: not that one  (stack-throws)
        → mend that line, or what it passes; --debug shows the trace
`,
  });
});

test('a mistake of the language is where it is written, until it is mended', async () => {
  const cwd = keeping(`import './part.ts';\n${shop}`, { 'stacks/part.ts': 'export const a = 1;\n' });
  const { out } = await twice(cwd);
  put(cwd, { 'stacks/part.ts': '\n\nexport const a: = 1;\n' });
  expect(await stowageAlone(cwd, ['list'])).toEqual({
    ...{ code: 2, out: '' },
    err: `error   stacks/part.ts:3:17
        unexpected "="  (syntax)
        → mend the syntax there, or on the line before
`,
  });
  put(cwd, { 'stacks/part.ts': 'export const a = 2;\n' });
  expect(await stowageAlone(cwd, ['list'])).toEqual({ code: 0, out, err: '' });
});

test('a package that was installed anew is the one that runs', async () => {
  const thing = (version: string) => ({
    'node_modules/thing/package.json': `{"name":"thing","version":"${version}","type":"module","main":"index.js"}`,
    'node_modules/thing/index.js': `export const version = '${version}';\n`,
  });
  const asks = `import { version } from 'thing';
import { createRequire } from 'node:module';
const said = createRequire(import.meta.url)('thing/package.json').version;
${shop.replace("'2.1'", '`$' + '{version} $' + '{said}`')}`;
  const cwd = keeping(asks, thing('3.4'));
  expect((await twice(cwd)).out).toContain('3.4 3.4');
  put(cwd, thing('5.6'));
  expect((await twice(cwd)).out).toContain('5.6 5.6');
});

test('what can be known only while it runs is read while it runs', async () => {
  const cwd = keeping(
    `import { old } from './old.cjs';
const name: string = ['comp', 'uted'].join('');
const { version } = await import(\`./$\{name}.js\`);
${shop.replace("'2.1'", 'version + old')}`,
    {
      'stacks/old.cts': "export const old: string = '.7';\n",
      'stacks/computed.ts': "import { seven } from './seven.mjs';\nexport const version: string = seven;\n",
      'stacks/seven.mts': "export const seven: string = '7';\n",
    },
  );
  const { code, out, err } = await stowageAlone(cwd, ['list']);
  expect([code, out.includes('7.7'), err]).toEqual([0, true, '']);
  put(cwd, { 'stacks/old.cts': '\nexport const old: string = ""; throw new Error("not today");\n' });
  expect(await stowageAlone(cwd, ['list'])).toEqual({
    ...{ code: 2, out: '' },
    err: `error   stacks/old.cts:2:38
        not today  (stack-throws)
        → mend that line, or what it passes; --debug shows the trace
`,
  });
});

test('where nothing more can be written, the answer is the same, and no half of anything is left', async () => {
  const cwd = keeping(shop);
  // A limit on how long a file may get, in KiB: it ends a write in the middle, as a full disk does.
  const limited = spawnSync(
    'bash',
    ['-c', 'ulimit -f 1 && exec "$0" "$@"', process.execPath, program, 'list'],
    {
      cwd,
      encoding: 'utf8',
    },
  );
  expect(readdirSync(cacheOf(cwd))).toEqual([]);
  const { code, out, err } = await stowageAlone(cwd, ['list']);
  expect([limited.status, limited.stdout, limited.stderr]).toEqual([code, out, err]);
  expect(readdirSync(cacheOf(cwd))).not.toEqual([]);
});

test('what cannot be written whole is not there, and what was there stays', () => {
  const cwd = folder();
  const file = join(cwd, 'kept');
  keep(file, ['as it was']);
  const again = `import { keep } from '${new URL('../../../src/start/cache.js', import.meta.url)}';
process.stdout.write(String(keep('${file}', ['x'.repeat(4000)])));`;
  const { stdout } = spawnSync(
    'bash',
    ['-c', 'ulimit -f 1 && exec "$0" --input-type=module --eval "$1"', process.execPath, again],
    { encoding: 'utf8' },
  );
  expect([stdout, readdirSync(cwd)]).toEqual(['false', ['kept']]);
  expect(readKept(file)?.content.toString()).toBe('as it was');
});

test('processes that begin at once all answer', async () => {
  const cwd = keeping(shop);
  const [first, ...others] = await Promise.all([1, 2, 3].map(() => stowageAlone(cwd, ['list'])));
  expect([first?.code, first?.err]).toEqual([0, '']);
  expect(others).toEqual([first, first]);
  expect(await twice(cwd)).toEqual(first);
});
