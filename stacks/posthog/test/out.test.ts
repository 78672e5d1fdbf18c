import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { expect, test } from 'vitest';
import { manifestPath } from '../../../src/out.ts';
import { places, written, writtenIn } from '../../../test/support/determinism.ts';
import { tree } from '../../../test/support/folder.ts';
import app from './app.ts';

const out = resolve(import.meta.dirname, '../../../out/posthog');

// Whoever takes PostHog out of stacks/index.ts has no folder of it.
test.runIf(existsSync(out))('what is committed is what the source says', () => {
  const { [manifestPath]: _, ...files } = written(app);
  const committed = tree(out);
  const ours = Object.entries(files).map(([path, text]) => [path.replace(/^posthog\//, ''), text]);
  expect(committed).toEqual(Object.fromEntries(ours));
});

test.each(places)('%s, another process, another working directory: the same bytes', async (_, env) => {
  const { code, files } = await writtenIn(resolve(import.meta.dirname, 'app.ts'), env);
  expect(code).toBe(0);
  expect(files[manifestPath]).toContain('posthog/README.md\n');
  expect(files).toEqual(written(app));
});
