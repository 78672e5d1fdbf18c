import { expect, test } from 'vitest';
import { project, shop, stowageAlone } from '../support/command.ts';

test('a letter beyond ASCII means in the script that is kept of the compiler what it means in its sources', async () => {
  // The Greek letter, which Go takes, too.
  const asked = "compose: { healthcheck: { test: ['CMD', 'shop', 'ready'], interval: '5000000μs' } }";
  const cwd = project(shop.replace("image: 'example/shop:2.1.0'", `image: 'example/shop:2.1.0', ${asked}`));
  // The first makes the script where a source has changed, the second reads it.
  await stowageAlone(cwd, ['lint']);
  expect(await stowageAlone(cwd, ['lint'])).toMatchObject({ code: 0, err: '' });
});
