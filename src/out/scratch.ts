import type { Dirent } from 'node:fs';
import { lstatSync, mkdirSync, readdirSync, renameSync, rmdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Artifact } from '../model/artifact.ts';
import { StowageError } from '../model/error.ts';
import { bytesOf } from './bytes.ts';
import { scratchName } from './paths.ts';
import type { Read } from './read.ts';
import { read } from './read.ts';
import { makeWhole } from './whole.ts';

/**
 * The folder in which files are made before they take their place. It exists once, so it also keeps two runs apart.
 * What a killed run left of it is removed; what no run of ours can have left there is not.
 */
export class Scratch {
  readonly #folder: string;
  #files = 0;

  private constructor(folder: string) {
    this.#folder = folder;
  }

  /** @throws StowageError `out-busy` when another run is writing; `out-blocked` when something else stands there. */
  static open(out: string): Scratch {
    const folder = join(out, scratchName);
    const strange = strangeIn(folder);
    if (strange !== undefined) throw blocked(strange);
    Scratch.sweep(out);
    try {
      mkdirSync(folder);
    } catch (error) {
      if (lstatSync(folder, { throwIfNoEntry: false }) === undefined) throw error;
      throw busy(folder);
    }
    writeFileSync(join(folder, 'pid'), String(process.pid), { flag: 'wx' });
    return new Scratch(folder);
  }

  /** Removes what a killed run left behind; leaves a run alone that still works. */
  static sweep(out: string): void {
    const folder = join(out, scratchName);
    if (lstatSync(folder, { throwIfNoEntry: false }) === undefined || strangeIn(folder) !== undefined) return;
    if (owner(folder) === undefined) clear(folder);
  }

  /** Makes a file whole and on the disk, and gives back what puts it in its place. */
  stage(made: Pick<Artifact, 'content' | 'encoding' | 'executable'>): (target: string) => void {
    const file = join(this.#folder, String(this.#files++));
    makeWhole(file, bytesOf(made), { mode: made.executable ? 0o755 : 0o644 });
    return (target) => renameSync(file, target);
  }

  close(): void {
    clear(this.#folder);
  }
}

/** What a run makes there: the files by their numbers, and its own. */
const names = /^(pid|\d+)$/;

/** What stands there and cannot be what a run left; undefined where all can be. */
function strangeIn(folder: string): string | undefined {
  const stat = lstatSync(folder, { throwIfNoEntry: false });
  if (stat === undefined) return undefined;
  if (!stat.isDirectory()) return folder;
  return entriesOf(folder)
    .filter((entry) => !(entry.isFile() && names.test(entry.name)))
    .map(({ name }) => join(folder, name))
    .concat(isNumber(join(folder, 'pid')) ? [] : join(folder, 'pid'))[0];
}

/** Whether the number of a process stands there, or nothing yet: also after a loss of power, which leaves it empty or zeros. */
function isNumber(file: string): boolean {
  const found = read(file);
  return found.kind === 'nothing' || (found.kind === 'file' && /^[\d\0]*$/.test(found.bytes.toString()));
}

/** Removes what a run made there, and the folder unless somebody has put something else into it. */
function clear(folder: string): void {
  for (const { name } of entriesOf(folder)) if (names.test(name)) rmSync(join(folder, name), { force: true });
  try {
    rmdirSync(folder);
  } catch (error) {
    if (entriesOf(folder).length === 0 && lstatSync(folder, { throwIfNoEntry: false }) !== undefined)
      throw error;
  }
}

/** What is in it; nothing where another run has removed it in the meantime. */
function entriesOf(folder: string): readonly Dirent[] {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch (error) {
    if (lstatSync(folder, { throwIfNoEntry: false }) === undefined) return [];
    throw error;
  }
}

/** The run that is at work there: undefined when it has ended. */
function owner(folder: string): number | undefined {
  const pid = Number(patiently(() => read(join(folder, 'pid'))));
  if (!Number.isInteger(pid) || pid <= 0 || pid === process.pid) return undefined;
  try {
    process.kill(pid, 0);
    return pid;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM' ? pid : undefined;
  }
}

/** The folder exists a moment before the number in it does. */
function patiently(look: () => Read): string {
  for (let tries = 0; tries < 10; tries++) {
    const found = look(); // not there yet, or never: its run was killed in between
    if (found.kind === 'file' && found.bytes.length > 0) return found.bytes.toString('utf8', 0, 20);
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 20);
  }
  return '';
}

function blocked(place: string): StowageError {
  return new StowageError(
    'out-blocked',
    `${place} is there, and Stowage did not make it: it needs that folder for itself while it writes`,
    'move it away',
  );
}

function busy(folder: string): StowageError {
  const pid = owner(folder);
  return new StowageError(
    'out-busy',
    `another run${pid === undefined ? '' : `, process ${pid},`} is writing there`,
    `wait for it; if there is none, remove ${folder}`,
  );
}
