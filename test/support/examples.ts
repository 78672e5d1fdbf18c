import { spawnSync } from 'node:child_process';
import { readFileSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect } from 'vitest';
import { folder } from './folder.ts';

const path = (file: string) => fileURLToPath(new URL(`../../${file}`, import.meta.url));
const { exports } = JSON.parse(readFileSync(path('package.json'), 'utf8'));

/** A folder with the TypeScript examples of a page of docs/, `example-0.ts` and so on, once they compile. */
export function examplesOf(page: string): string {
  const blocks = [...readFileSync(path(page), 'utf8').matchAll(/^```ts\n(.*?)^```$/gms)];
  const files = blocks.map(([, text = ''], i) => [`example-${i}.ts`, fromSources(text)]);
  const cwd = folder({
    ...Object.fromEntries(files),
    'package.json': '{"type": "module"}',
    'tsconfig.json': JSON.stringify({ extends: path('tsconfig.json'), include: ['example-*.ts'] }),
  });
  symlinkSync(path('node_modules'), join(cwd, 'node_modules'));
  const tsc = [path('node_modules/typescript/bin/tsc'), '--noEmit', '-p', cwd];
  const { status, stdout } = spawnSync(process.execPath, tsc, { cwd, encoding: 'utf8' });
  expect({ status, stdout }).toEqual({ status: 0, stdout: '' });
  return cwd;
}

/** What is imported from the package is imported from what it is built of. */
function fromSources(text: string): string {
  return text.replace(/(?<=^import .*)'stowage(\/[^']+)?'/gm, (_, part = '') => {
    const { default: built } = exports[`.${part}`];
    return `'${path(built.replace('./dist/', '').replace(/js$/, 'ts'))}'`;
  });
}
