import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';

const text = readFileSync(resolve(import.meta.dirname, '../../package/README.md'), 'utf8');
const [, packages, installed, packed] =
  /installs (\d+) packages and less than (\d+) MB\*\*: this one \(less than (\d+) kB packed\)/.exec(text) ??
  [];

/** Packages and bytes, as package/README.md has them. */
export const stated = {
  packages: Number(packages),
  /** Of all files that are installed. */
  installed: Number(installed) * 1e6,
  /** Of the tarball. */
  packed: Number(packed) * 1000,
} as const;
