import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const source = join(import.meta.dirname, '../src');

/** Where a name of an edge is more than a question: an example that authors read, what a new project is made of. */
const allowed: readonly RegExp[] = [
  /^rules\/network\/admin-inside\.ts$/,
  /^cli\/(init\/templates\/.*|commands\/init\.ts)$/,
];

/** Without comments: they may tell what a Caddyfile is. */
function code(file: string): string {
  return readFileSync(join(source, file), 'utf8')
    .replaceAll(/\/\*[\s\S]*?\*\//g, '')
    .replaceAll(/(^|\s)\/\/.*/g, '');
}

test('nobody but the folder of a product asks which edge it is', () => {
  const files = readdirSync(source, { recursive: true })
    .map(String)
    .filter((file) => /\.(ts|js|hbs|txt)$/.test(file));
  const naming = files.filter((file) => /caddy|traefik/i.test(code(file)));
  expect(naming.filter((file) => !allowed.some((one) => one.test(file)))).toEqual([]);
  // None of those is there for nothing.
  expect(allowed.filter((one) => !naming.some((file) => one.test(file)))).toEqual([]);
});
