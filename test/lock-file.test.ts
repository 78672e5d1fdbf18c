import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

interface Locked {
  readonly packages: Readonly<Record<string, { readonly integrity?: string; readonly inBundle?: boolean }>>;
}

test.each([
  ['package-lock.json', 100],
  ['test/engine/package/package-lock.json', 50],
])('every package of %s is held by its checksum: whoever serves it cannot change it', (file, least) => {
  const { packages }: Locked = JSON.parse(readFileSync(file, 'utf8'));
  // What a package brings in its own tarball is held by the checksum of that.
  const installed = Object.entries(packages).filter(
    ([path, { inBundle }]) => path !== '' && inBundle !== true,
  );
  expect(installed.length).toBeGreaterThan(least);
  const free = installed.filter(([, { integrity = '' }]) => !/^sha512-[A-Za-z0-9+/]{86}==$/.test(integrity));
  expect(free.map(([path]) => path)).toEqual([]);
});
