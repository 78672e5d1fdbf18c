import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { manifestPath } from '../../src/out.ts';
import { places, written, writtenIn } from '../support/determinism.ts';
import app from '../support/shop.app.ts';

const entry = fileURLToPath(new URL('../support/shop.app.ts', import.meta.url));

test('twice in one process: the same bytes', () => {
  const first = written(app);
  expect(Object.keys(first).length).toBeGreaterThan(30);
  expect(written(app)).toEqual(first);
});

test.each(places)('%s, another process, another working directory: the same bytes', async (_, env) => {
  const { code, files } = await writtenIn(entry, env);
  expect(code).toBe(0);
  expect(files).toHaveProperty([manifestPath]);
  expect(files).toEqual(written(app));
});
