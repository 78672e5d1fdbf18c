/** What stands beside the system: its name at the engine, and whether `make init` makes it where it is missing. */
export interface ExternalModel {
  readonly name: string;
  readonly create: boolean;
}

/** An element of the compose file; a config or a secret is nothing but that. */
export interface ElementModel {
  readonly path: string;
  readonly id: string;
  /** Raw keys of the Compose Specification, merged last. */
  readonly compose: Readonly<Record<string, unknown>>;
}
