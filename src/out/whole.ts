import {
  closeSync,
  fchmodSync,
  fchownSync,
  fstatSync,
  fsyncSync,
  openSync,
  rmSync,
  writeFileSync,
} from 'node:fs';

/** Who may do what with a file. */
export interface Standing {
  readonly mode: number;
  /** @default - whoever runs this */
  readonly owner?: { readonly uid: number; readonly gid: number };
}

/**
 * Makes a file that is not there yet, whole and on the disk. Until it is both, nobody else can read it. Where that fails, there is none
 * afterwards; what was there before stays.
 */
export function makeWhole(file: string, bytes: Uint8Array, { mode, owner }: Standing): void {
  const descriptor = openSync(file, 'wx', 0o600);
  try {
    writeFileSync(descriptor, bytes);
    const { uid, gid } = fstatSync(descriptor);
    // Only root makes files for others, and must: the author may not write what is root's.
    if (owner !== undefined && (owner.uid !== uid || owner.gid !== gid))
      fchownSync(descriptor, owner.uid, owner.gid);
    fchmodSync(descriptor, mode); // whatever the umask: the executable bit is part of the file
    fsyncSync(descriptor);
  } catch (error) {
    rmSync(file, { force: true });
    throw error;
  } finally {
    closeSync(descriptor);
  }
}
