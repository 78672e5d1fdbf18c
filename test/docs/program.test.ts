import { join } from 'node:path';
import { expect, test } from 'vitest';
import { project, shop } from '../support/command.ts';
import { examplesOf } from '../support/examples.ts';

test('the program of the page compiles, and says what is wrong and what would change', async () => {
  const { review } = await import(join(examplesOf('docs/program.md'), 'example-0.ts'));
  const file = (stack: string) => join(project(stack), 'stacks/index.ts');
  const out = join(file(shop), '../../out');
  const changes: readonly string[] = await review(file(shop), out);
  expect(changes.length).toBeGreaterThan(20);
  expect(changes[0]).toMatch(/^diff --git a\/.* b\/.*\nnew file mode/);

  const moving = file(shop.replace('shop:2.1.0', 'shop:latest'));
  const said: readonly string[] = await review(moving, out);
  expect(said.map((line) => line.split(',')[0])).toEqual([
    `${moving}:8 "web" runs the image "example/shop:latest"`,
    `${moving}:8 "web" runs the image "example/shop:latest"`,
  ]);
  expect(await review('none.ts', out)).toEqual([
    'none.ts:1 there is no file none.ts (no-entry): run this in the folder that has it, or name another one with --app',
  ]);
});
