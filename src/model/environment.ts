import type { Size } from './quantity.ts';

/** Where a stack runs. (What a container sees is `env`.) */
export interface EnvironmentModel {
  readonly name: string;
  /** What the Docker host offers; `doctor` compares it with what is there. */
  readonly host: HostModel;
  /** Destroying it takes more than a `yes`. */
  readonly guarded: boolean;
}

/** The machine that an environment runs on. */
export interface HostModel {
  /** Environments whose hosts have one name share that host. @default - a host of its own */
  readonly name?: string;
  readonly cpus: number;
  readonly memory: Size;
  /** Free space that Docker's data directory needs before a first start. */
  readonly disk: Size;
}
