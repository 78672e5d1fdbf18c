import { readFileSync } from 'node:fs';
import { basename, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { root } from '../../api/built.ts';
import { own } from '../../compose/own.ts';
import { version } from '../version.ts';

/** A name for the system: that of the folder, as Docker and a host name can carry it. */
export function nameOf(folder: string): string {
  const name = basename(resolve(folder))
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^[^a-z]+/, '')
    .slice(0, 30)
    .replace(/-$/, '');
  return name === '' || Reflect.has(Object.prototype, name) ? 'shop' : name;
}

/** How a project says which Stowage it wants: the file that this one was installed from, or its version. */
export function stowageAs(package_: URL = root): string {
  const resolved = installedFrom(fileURLToPath(new URL('../', package_)));
  return resolved ?? `^${version()}`;
}

/** npm writes beside what it installed where each package came from; a file of this machine is relative to the folder above. */
function installedFrom(modules: string): string | undefined {
  try {
    const { packages } = JSON.parse(readFileSync(resolve(modules, '.package-lock.json'), 'utf8'));
    const { resolved } = Object(own(Object(packages), 'node_modules/stowage'));
    if (typeof resolved !== 'string' || !resolved.startsWith('file:')) return undefined;
    return `file:${resolve(modules, '..', resolved.slice('file:'.length))}`;
  } catch {
    return undefined; // another package manager installed it, or nobody
  }
}
