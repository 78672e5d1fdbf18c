import { mkdirSync, realpathSync, statSync } from 'node:fs';
import { dirname, parse, resolve } from 'node:path';
import { StowageError } from '../model/error.ts';

/** Makes a folder and those above it, one after the other: Node's own way to do so never ends where the system takes none, as in /proc. */
export function makeFolder(path: string): void {
  const missing: string[] = [];
  for (const one of upwards(path)) {
    if (statSync(one, { throwIfNoEntry: false }) !== undefined) break;
    missing.push(one);
  }
  for (const one of missing.reverse()) {
    try {
      mkdirSync(one);
    } catch (error) {
      if (!statSync(one, { throwIfNoEntry: false })?.isDirectory()) throw error; // another run was first
    }
  }
}

/**
 * @throws StowageError `out-blocked` where no output folder can stand: what is there is none, is in the way to it, or is the whole disk
 */
export function checkOut(folder: string): void {
  const path = resolve(folder);
  if (real(path) === parse(path).root)
    throw blocked(`${folder} is the root of the disk, and no folder for what is generated`);
  for (const one of upwards(folder)) {
    const stat = found(one);
    if (stat?.isDirectory()) return;
    if (stat !== undefined)
      throw blocked(
        one === folder ? `${folder} is not a folder` : `${folder} cannot be made: ${one} is not a folder`,
      );
  }
}

/** A path, and what is above it. */
function upwards(path: string): readonly string[] {
  const all = [path];
  for (let one = path; one !== dirname(one); one = dirname(one)) all.push(dirname(one));
  return all;
}

function found(path: string): ReturnType<typeof statSync> | undefined {
  try {
    return statSync(path, { throwIfNoEntry: false });
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOTDIR') return undefined; // said of what is above it
    throw error;
  }
}

function real(path: string): string {
  return found(path) === undefined ? path : realpathSync(path);
}

function blocked(message: string): StowageError {
  return new StowageError('out-blocked', message, 'choose another folder with --out');
}
