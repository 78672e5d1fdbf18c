import type { Artifact } from './artifact.ts';
import type { Rule } from './finding.ts';
import type { StackModel, SystemModel } from './stack.ts';

/**
 * One way to run what is described: it turns stacks into files. It reads the model and what will run, and no other target.
 * An app names its targets (`new App({ targets: […] })`); anybody can write one.
 * @throws StowageError when what it makes cannot be written: `bad-artifact` for what is no list of files, `unspellable` for a text that the format
 * cannot carry, `bad-path` for a path that leaves the folder, `artifact-twice` and `artifact-above` for two files in one place
 */
export interface Target {
  /**
   * What messages call it, and no other target of the app is called.
   * @pattern [a-z][a-z0-9-]*
   * @form a word in lower case
   */
  readonly id: string;
  /**
   * What only its files make wrong, and what it cannot express. They are asked where the target is chosen.
   * @default []
   */
  readonly rules?: readonly Rule[];
  /**
   * What its files must look like.
   * @default []
   */
  readonly schemas?: readonly SchemaFor[];
  /** The files of one environment; paths are relative to the folder of the environment. */
  readonly stackFiles: (stack: StackModel) => readonly Artifact[];
  /**
   * The files of a whole system; paths are relative to its folder, and so are those of `environments`: what this target made of
   * each environment.
   * @default - none
   */
  readonly systemFiles?: (system: SystemModel, environments: readonly Artifact[]) => readonly Artifact[];
  /**
   * The files above all systems, asked for where they share one operations repository (`new App({ repository })`); paths are relative to the
   * output folder.
   * @default - none
   */
  readonly repositoryFiles?: (systems: readonly SystemModel[]) => readonly Artifact[];
}

/** YAML or JSON files of a target, and what each of them must be. */
export interface SchemaFor {
  /** The end of their paths: `docker-compose.yml`. Of several that fit, the first one counts. */
  readonly end: string;
  /**
   * The folder that they lie in, wherever that lies: `.github/workflows/`.
   * @default - any
   */
  readonly within?: string;
  /** The JSON Schema, asked for when there is such a file. @see https://json-schema.org/specification */
  readonly schema: () => object;
}
