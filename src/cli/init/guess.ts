import { readFileSync } from 'node:fs';
import { basename, delimiter, relative, resolve, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { root } from '../../api/built.ts';
import { own } from '../../compose/own.ts';
import { StowageError } from '../../model/error.ts';
import { version } from '../version.ts';

/** A name for the system: that of the folder, as Docker and a host name can carry it. */
export function nameOf(folder: string): string {
  const name = slug(basename(resolve(folder)))
    .replace(/^[^a-z]+/, '')
    .slice(0, 30)
    .replace(/-$/, '');
  return name === '' || Reflect.has(Object.prototype, name) ? 'shop' : name;
}

/**
 * @throws StowageError `init-folder` where npm finds no program that it has installed, for the character that it puts between folders, or
 * Node loads no module
 */
export function checkFolder(folder: string): void {
  const path = resolve(folder);
  const wrong = [delimiter, ...(sep === '/' ? ['\\'] : [])].find((character) => path.includes(character));
  if (wrong !== undefined)
    throw new StowageError(
      'init-folder',
      `npm and Node run nothing in a folder with a "${wrong}" in its path: ${path}`,
      'begin in another folder, or give this one another name',
    );
}

/** A text, or a path, as part of a file's name that nobody must quote. */
export function slug(text: string): string {
  return text
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');
}

/** How a project says which Stowage it wants: what this one was installed from, or its version on the registry that npm asks. */
export function stowageAs(repository: string, package_: URL = root): string {
  const modules = fileURLToPath(new URL('../', package_));
  const from = installedFrom(modules);
  if (from?.startsWith('file:') === true)
    return `file:${placed(resolve(modules, '..', from.slice('file:'.length)), repository)}`;
  return from === undefined || ofRegistry.test(from) || hasPassword(from) ? `^${version()}` : from;
}

/** A file that is committed with the project is found from wherever it is checked out; any other stays where it is. */
function placed(file: string, repository: string): string {
  const inside = relative(repository, file);
  const committed = inside !== '..' && !inside.startsWith(`..${sep}`) && resolve(repository, inside) === file;
  return committed ? relative(process.cwd(), file).replaceAll(sep, '/') : file;
}

/** `https://registry/stowage/-/stowage-1.0.0.tgz`: every registry names its tarballs so. */
const ofRegistry = /\/-\/[^/]+\.tgz$/;

function hasPassword(url: string): boolean {
  return /^[^/]*\/\/[^/@]*:[^/@]*@/.test(url);
}

/** npm writes beside what it installed where each package came from. */
function installedFrom(modules: string): string | undefined {
  try {
    const { packages } = JSON.parse(readFileSync(resolve(modules, '.package-lock.json'), 'utf8'));
    const { resolved } = Object(own(Object(packages), 'node_modules/stowage'));
    return typeof resolved === 'string' ? resolved : undefined;
  } catch {
    return undefined; // another package manager installed it, or nobody
  }
}
