import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import type { Target } from '../../constructs/index.ts';
import { compile } from '../../src/compile.ts';
import { folder } from '../support/folder.ts';
import { shopApp } from '../support/shop.app.ts';

const path = (file: string) => fileURLToPath(new URL(`../../${file}`, import.meta.url));

/** The examples of the pages, in a folder of their own. */
function examples(): { readonly cwd: string; readonly files: readonly string[] } {
  // That of CDKTN needs its library, and has a test of its own: test/targets/terraform/stowage-stack.test.ts.
  const pages = readdirSync(path('docs/targets')).filter((page) => page !== 'cdktn.md');
  const blocks = pages.flatMap((page) =>
    [...readFileSync(path(`docs/targets/${page}`), 'utf8').matchAll(/^```ts\n(.*?)^```$/gms)].map(
      ([, text = '']) => text.replaceAll("from '../", `from '${path('')}`),
    ),
  );
  const files = blocks.map((text, i): readonly [string, string] => [
    `example-${i}.ts`,
    text.includes('export ') ? text : `${text}export { app };\n`,
  ]);
  const config = {
    extends: path('tsconfig.json'),
    compilerOptions: { typeRoots: [path('node_modules/@types')] },
    include: ['example-*.ts'],
  };
  const cwd = folder({
    ...Object.fromEntries(files),
    'package.json': '{"type": "module"}',
    'tsconfig.json': JSON.stringify(config),
  });
  return { cwd, files: files.map(([name]) => name) };
}

test('the examples compile, and the target of one makes what its page says', async () => {
  const { cwd, files } = examples();
  const tsc = [path('node_modules/typescript/bin/tsc'), '--noEmit', '-p', cwd];
  const { status, stdout } = spawnSync(process.execPath, tsc, { cwd, encoding: 'utf8' });
  expect({ status, stdout }).toEqual({ status: 0, stdout: '' });

  const modules = await Promise.all(files.map((file) => import(join(cwd, file))));
  const [images]: readonly Target[] = modules.flatMap((one) => ('images' in one ? [one.images] : []));
  if (images === undefined) throw new Error('there is no example of a target');
  const { artifacts } = compile({
    targets: [images],
    validate: () => [],
    toModel: () => shopApp().toModel(),
    place: () => undefined,
  });
  const [ends, ...lists] = artifacts;
  expect(ends?.path).toBe('shop/.gitattributes');
  expect(lists.map(({ path }) => path)).toEqual(
    ['staging', 'production'].map((environment) => `shop/${environment}/images.txt`),
  );
  expect(lists[0]?.content).toMatch(/^postgres:\S+\nexample\.org\/shop:\S+\n/);
});
