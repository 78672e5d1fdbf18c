import type { ShellFile, ShellName } from './shell.ts';
import type { Sentence } from './words.ts';

/** How this stack takes over the volumes of another project: a changed name of its own, or another description of the same. */
export interface AdoptionModel {
  /** The services whose volumes need more than a copy. Every other volume of state is copied as files. */
  readonly takeovers: readonly TakeoverModel[];
  /** Projects that the author knows. One with the volume names of this stack needs no description. */
  readonly sources: readonly AdoptionSource[];
}

/** What must be looked at before the volumes of a service are copied, and what must be said to the service afterwards. */
export interface TakeoverModel {
  /** Path of the construct that declares it. */
  readonly path: string;
  readonly service: string;
  /** Its volumes that are taken over, all or none. */
  readonly volumes: readonly string[];
  /** Services whose volumes belong to the same moment: without them these are worth nothing. @default - none */
  readonly needs?: readonly string[];
  /** @default - nothing but files, which belong to those of another service */
  readonly method?: TakeoverMethod;
  /** What the functions of the method are told after SERVICE VOLUME… */
  readonly words: readonly string[];
}

/**
 * How the data of one product are taken over, as data that the product brings.
 *
 * `script` is bash. It becomes `scripts/adopt-NAME.sh`, and `scripts/adopt` sources it under `set -euo pipefail`, after `stores.sh`.
 * It only defines functions, these three and whatever they need, each called as `VERB_NAME SERVICE VOLUME… WORD…`:
 *
 * | function | does |
 * |---|---|
 * | `examine_NAME` | looks into the old volumes before anything is touched, and calls `objection MESSAGE MEND` or `warn` for what it finds |
 * | `settle_NAME` | after the copy: starts the service and tells it what has changed, such as its password; runs again after a kill |
 * | `remains_NAME` | at the end: says what the operator may clear away |
 *
 * `source_of VOLUME` is the old volume, `tar` for an archive, or nothing when it begins empty: then there is nothing to do.
 * `helper IMAGE SCRIPT MOUNT…` reads a volume; `note` and `noted` remember what is done. As with backups, no two texts may
 * define one function.
 */
export interface TakeoverMethod {
  /** Ends the names of its functions. One name is one method in a stack. */
  readonly name: ShellName;
  /** The text of the file: what the comment of this type says. */
  readonly script: string;
  /** Other files that `script` sources, by their names in `scripts/`. @default - none */
  readonly parts?: Readonly<Record<ShellFile, string>>;
  /** An archive may take the place of the first volume: `make adopt TAR=…`. @default - only a volume */
  readonly archive?: ArchiveModel;
  /** `settle_NAME` gives the server the password that `.env` has: the runbook says so. @default - it takes that from its environment, or has none */
  readonly passwords?: boolean;
  /** Why the first start may fail and one half a minute later not: a sentence for `scripts/adopt`. @default - no reason is known */
  readonly startsTwice?: string;
}

/** An archive of a volume that somebody made with tar, while a server wrote to it or not. */
export interface ArchiveModel {
  /** Whose volume it is, as its makers write it: `PostgreSQL`. */
  readonly product: string;
  /**
   * Bash that defines `look_into_tar`, and whatever that needs: reads the file `$tar` to its end by `unzipped`, calls `refuse_tar WHY MEND`
   * when it cannot be brought in, makes `$tar` absolute, and sets `tar_root`, the folder in the archive that the volume holds (empty, or with a slash at
   * its end), and `tar_kibibytes`. Files of that folder whose names begin with a dot stay behind.
   */
  readonly script: string;
}

/** A project of another description, by the name that it has in Compose. */
export interface AdoptionSource {
  readonly project: string;
  /** Names of its volumes that differ, by ours. */
  readonly volumes: Readonly<Record<string, string>>;
  /** Volumes of ours that it did not keep: they begin empty. */
  readonly without: readonly string[];
  /** For the runbook: what something was called there, and what it is here. What stands between backticks is code. */
  readonly names: readonly { readonly was: string; readonly now: Sentence }[];
  /** Paragraphs for the runbook. */
  readonly notes: readonly Sentence[];
}
