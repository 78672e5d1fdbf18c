import { spawnSync } from 'node:child_process';
import { readFileSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { stowage } from '../support/command.ts';
import { folder } from '../support/folder.ts';

const path = (file: string) => fileURLToPath(new URL(`../../${file}`, import.meta.url));

test("the example of a construct of the author's own compiles, and is synthesized without a finding", async () => {
  const page = readFileSync(path('stacks/README.md'), 'utf8');
  const files = [...page.matchAll(/^```ts\n\/\/ (\S+)\n(.*?)^```$/gms)].map(
    ([, name = '', source = '']): readonly [string, string] => [name, source],
  );
  expect(files.map(([name]) => name)).toEqual(['stacks/worker.ts', 'stacks/index.ts']);
  const compilerOptions = { typeRoots: [path('node_modules/@types')] };
  const cwd = folder({
    ...Object.fromEntries(files),
    'package.json': '{"type": "module"}',
    'tsconfig.json': JSON.stringify({ extends: path('tsconfig.json'), compilerOptions, include: ['stacks'] }),
  });
  for (const part of ['constructs', 'src', 'node_modules']) symlinkSync(path(part), join(cwd, part));

  const tsc = [path('node_modules/typescript/bin/tsc'), '--noEmit', '-p', cwd];
  const { status, stdout } = spawnSync(process.execPath, tsc, { cwd, encoding: 'utf8' });
  expect({ status, stdout }).toEqual({ status: 0, stdout: '' });
  expect(await stowage(cwd, ['lint'])).toEqual({ code: 0, out: '2 stacks: nothing found\n', err: '' });
});
