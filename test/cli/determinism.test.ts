import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { compile } from '../../src/compile.ts';
import type { Compilable } from '../../src/model/app.ts';
import { manifestPath, write } from '../../src/out.ts';
import app from '../../stacks/index.ts';
import { stowage } from '../support/command.ts';
import { folder, tree } from '../support/folder.ts';

const entry = fileURLToPath(new URL('../../stacks/index.ts', import.meta.url));

/** What is written for an app in this process. */
function written(from: Compilable): Record<string, string> {
  const out = folder();
  const { artifacts } = compile(from);
  write(out, artifacts);
  return tree(out);
}

test('twice in one process: the same bytes', () => {
  const first = written(app);
  expect(Object.keys(first).length).toBeGreaterThan(30);
  expect(written(app)).toEqual(first);
});

test.each([
  ['Jakarta and Turkish', { TZ: 'Asia/Jakarta', LC_ALL: 'tr_TR.UTF-8', LANG: 'tr_TR.UTF-8' }],
  ['Newfoundland and no locale', { TZ: 'America/St_Johns', LC_ALL: 'C', LANG: 'C' }],
])('%s, another process, another working directory: the same bytes', async (_, env) => {
  const cwd = folder();
  expect(await stowage(cwd, ['synth', '--app', entry, '--out', 'x'], env)).toMatchObject({ code: 0 });
  const there = tree(join(cwd, 'x'));
  expect(there).toHaveProperty([manifestPath]);
  expect(there).toEqual(written(app));
});
