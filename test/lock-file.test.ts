import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

const { packages }: { packages: Readonly<Record<string, { integrity?: string; inBundle?: boolean }>> } =
  JSON.parse(readFileSync('package-lock.json', 'utf8'));

test('every package of the lock file is held by its checksum: whoever serves it cannot change it', () => {
  // What a package brings in its own tarball is held by the checksum of that.
  const installed = Object.entries(packages).filter(
    ([path, { inBundle }]) => path !== '' && inBundle !== true,
  );
  expect(installed.length).toBeGreaterThan(100);
  const free = installed.filter(([, { integrity = '' }]) => !/^sha512-[A-Za-z0-9+/]{86}==$/.test(integrity));
  expect(free.map(([path]) => path)).toEqual([]);
});
