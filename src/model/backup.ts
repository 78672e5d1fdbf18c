import type { ShellFile, ShellName } from './shell.ts';
import type { Sentence } from './words.ts';

/** One store of a stack: what is saved, and by which method. */
export interface StoreModel {
  /** Path of the construct that declares it. */
  readonly path: string;
  /** Name of its folder in a backup: the id of the service. */
  readonly name: string;
  /** The service that it belongs to. */
  readonly service: string;
  /** The volumes that it brings back. */
  readonly volumes: readonly string[];
  readonly method: BackupMethod;
  /** What the functions of the method are told after FOLDER NAME SERVICE. */
  readonly words: readonly string[];
  /** Days after which a backup is a full one again; those between hold what is new since it. @default - each is a full one */
  readonly fullEvery?: number;
  /** What becomes of the services that write to its volumes while it is saved. @default - they run */
  readonly meanwhile?: 'stop' | 'pause';
  /** A command in its service before it is saved. @default - none */
  readonly before?: readonly string[];
  /** A command in its service afterwards, also when that failed. @default - none */
  readonly after?: readonly string[];
  /** How, for the runbook's table of volumes, where the method's own words say too little. @default - those of the method */
  readonly how?: Sentence;
}

/**
 * How stores of one kind are saved and brought back, as data: a product brings it, and whatever is generated asks it.
 *
 * `script` is bash. It becomes `scripts/method-NAME.sh`, after the line that says that it is generated. `stores.sh` sources it
 * under `set -euo pipefail`, after `common.sh`, `volumes.sh` and `methods.sh`, whose functions it may call (`fail`, `warn`, `say`, `compose`,
 * `helper`, `volume_name`, `begin`, `problem`, `row`, `compare_pairs` …). It only defines functions, these six and whatever they need, each
 * called as `VERB_NAME FOLDER STORE SERVICE WORD…` with the `words` of the store. `helper IMAGE SCRIPT MOUNT…` runs a script of a shell beside volumes, in an image that has
 * `tar du df cp stat chown chmod`, else with those of the host:
 *
 * | function | does |
 * |---|---|
 * | `save_NAME` | calls `begin FOLDER STORE`, then writes FOLDER/STORE/ with the counts of what it holds |
 * | `tidy_NAME` | removes what a save or a load leaves in the containers, also after a kill, before the next and when it fails |
 * | `check_NAME` | finds out whether FOLDER/STORE/ can be read to its end, and calls `problem` for each thing that is wrong; the service may stand still |
 * | `load_NAME` | brings FOLDER/STORE/ into a store whose volumes are empty |
 * | `count_NAME` | writes FOLDER/STORE.tsv, the counts of what the store holds now |
 * | `compare_NAME` | prints a `row`, and sets `different=yes` when `$counted/STORE.tsv` does not fit FOLDER/STORE/ |
 *
 * What lies in FOLDER is data, and may come from a stranger: `check_NAME` calls `problem` for whatever `load_NAME` would run. `$signed` is
 * `yes` where this system made the backup. A failing command ends the script, and what stands in a backup's folder is removed with it. `$backup` is the name of the backup, `$drill`
 * the project of a drill or empty; `volume_name VOLUME` minds that. A save that cannot be restored without another backup adds `STORE BACKUP SHA256` to `bases`, a line; `base_of STORE`
 * prints BACKUP and SHA256 again when it is loaded. All methods of a stack share one shell, so no two texts may
 * define one function: beside the six, names end best in that of the method.
 */
export interface BackupMethod {
  /** Ends the names of its functions. One name is one method in a stack. */
  readonly name: ShellName;
  /** The text of the file: what the comment of this type says. */
  readonly script: string;
  /** Other files that `script` sources, by their names in `scripts/`. @default - none */
  readonly parts?: Readonly<Record<ShellFile, string>>;
  /**
   * Stores are saved and loaded by it, the smallest first; of equal ones the first written. What others are replayed into or
   * point at comes before them. Ours: databases 10, what is fed from them 20, objects 30, files 40.
   * @range 0..1000
   */
  readonly order: number;
  /**
   * `service`: through the service, which runs meanwhile. `volume`: the files of its volumes are copied, whoever writes them, and
   * put back before the service first starts.
   */
  readonly through: 'service' | 'volume';
  /** The product that it speaks to, as its makers write it: an image that is known to hold another one is refused. @default - any */
  readonly product?: string;
  /** How, for the runbook's table of volumes. What stands between backticks is code. */
  readonly how: Sentence;
  /** What of it lies in a backup, before the name of the volume: `a dump of`. */
  readonly holds: Sentence;
  /**
   * What an operator sees when it is loaded, for the runbook; `{store}` is the name of the store. A line break is one there.
   * @default - nothing
   */
  readonly loading?: Sentence;
}

/** When backups are due, how long they are kept, and where a copy of each goes. */
export interface BackupSchedule {
  /** Local time of the host, `03:00`. */
  readonly at: string;
  /** Days. */
  readonly keepDays: number;
  /** A copy of every backup that lies elsewhere. @default - none */
  readonly offsite?: OffsiteModel;
  /** The variables of `.env` that the scripts of the schedule read. @default - none */
  readonly reads?: readonly string[];
}

/** What sends backups to a repository elsewhere. Which repository that is, stands in `.env`. */
export interface OffsiteModel {
  /** Runs restic: `restic/restic:0.18.1`. */
  readonly image: string;
}
