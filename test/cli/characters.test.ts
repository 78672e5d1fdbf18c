import { expect, test } from 'vitest';
import { project, shop, stowage } from '../support/command.ts';

test('a letter beyond ASCII means in the script of the compiler what it means in its sources', async () => {
  // The Greek letter, which Go takes, too.
  const asked = "compose: { healthcheck: { test: ['CMD', 'shop', 'ready'], interval: '5000000μs' } }";
  const cwd = project(shop.replace("image: 'example/shop:2.1.0'", `image: 'example/shop:2.1.0', ${asked}`));
  const { code, out, err } = await stowage(cwd, ['lint']);
  expect({ code, out, err }).toMatchObject({ code: 0, err: '' });
});
