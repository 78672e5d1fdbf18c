import type { ShellFile, ShellName } from './shell.ts';
import type { Sentence } from './words.ts';

/** A service whose data belong to one major version of what runs in it. */
export interface MajorModel {
  /** Path of the construct that declares it. */
  readonly path: string;
  readonly service: string;
  /** The volume that holds the data. */
  readonly volume: string;
  readonly method: MajorMethod;
  /** What the functions of the method are told last. */
  readonly words: readonly string[];
}

/**
 * Which way the data of an older major version go to a newer one.
 *
 * - `load`: a dump of the old server is loaded by the new one into an empty volume, and compared, while the old data are whole; then they change places.
 * - `refused`: nothing here does it; `way` says what an operator does.
 */
export type MajorWay = 'load' | 'refused';

/**
 * How the data of one product belong to its major versions, as data that the product brings.
 *
 * `script` is bash. It becomes `scripts/major-NAME.sh`, and `scripts/majors.sh` sources it under `set -euo pipefail`, after `volumes.sh`.
 * It only defines functions, these and whatever they need, each called as `VERB_NAME SERVICE ARGUMENT… WORD…` with the `words` of the service:
 *
 * | function | arguments | does |
 * |---|---|---|
 * | `majors_NAME` | VOLUME IMAGE | prints `data VERSION` and `image VERSION`: of which major the data in that volume are, and the server in that image |
 * | `lost_NAME` | CONTAINER | with `load`: prints a line for each thing in the old server, which runs, that a backup does not hold |
 * | `carry_NAME` | CONTAINER | with `load`: brings into the new server what a backup may not hold, as passwords, from the old one, which runs |
 *
 * A version is numbers with dots, `17` or `10.11`: what two of one major have in common. Without a line `data` the volume is empty, or nobody can
 * know: then nothing is refused. A line `refused WHY; MEND` says that this way cannot go from the one to the other in one step.
 * `look_into IMAGE VOLUME SCRIPT` runs a script of sh in that image, with the volume at `/volume`, which it may only read; without a name of
 * a volume (`''`), with none. The image is asked, and not its tag: a mirror may have another, and a digest none.
 * `compose` speaks of the new server. As with backups, no two texts may define one function.
 */
export interface MajorMethod {
  /** Ends the names of its functions. One name is one method in a stack. */
  readonly name: ShellName;
  /** The text of the file: what the comment of this type says. */
  readonly script: string;
  /** Other files that `script` sources, by their names in `scripts/`. @default - none */
  readonly parts?: Readonly<Record<ShellFile, string>>;
  /** Whose versions these are, as its makers write it: `PostgreSQL`. */
  readonly product: string;
  /** Which way a newer major version goes. What a backup of it is not made through the service by a method, goes none. */
  readonly newer: MajorWay;
  /** What an operator does for a newer major version, or must know, for the runbook and, in English, for who is refused. */
  readonly way: Sentence;
}
