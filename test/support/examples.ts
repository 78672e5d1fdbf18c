import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
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
    'tsconfig.json': JSON.stringify({
      extends: path('tsconfig.json'),
      compilerOptions: { typeRoots: [path('node_modules/@types')], paths: { '*': [path('node_modules/*')] } },
      include: ['example-*.ts'],
    }),
  });
  const tsc = [path('node_modules/typescript/bin/tsc'), '--noEmit', '-p', cwd];
  const { status, stdout } = spawnSync(process.execPath, tsc, { cwd, encoding: 'utf8' });
  expect({ status, stdout }).toEqual({ status: 0, stdout: '' });
  return cwd;
}

/** What is imported from the package is imported from what it is built of. */
function fromSources(text: string): string {
  return text.replace(/ from 'stowage(\/[^']+)?'/g, (_, part = '') => {
    const { default: built } = exports[`.${part}`];
    return ` from '${path(built.replace('./dist/', '').replace(/js$/, 'ts'))}'`;
  });
}
