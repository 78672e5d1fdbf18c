import type { RawService } from '../../src/model/compose.gen.ts';
import type { Duration, Port, Size } from '../../src/model/quantity.ts';
import type { RotationMethod } from '../../src/model/rotation.ts';
import type { Sentence } from '../../src/model/words.ts';
import type { ComposeNetwork } from '../l1/network.ts';
import type { Backup } from './backup-ways.ts';
import type { Build } from './build.ts';
import type { ConsoleProps } from './console.ts';
import type { EdgeProps } from './edge.ts';
import type { EnvName, InContainer, Program } from './forms.ts';
import type { Health } from './health.ts';
import type { HostNeedsProps } from './host-needs.ts';
import type { Network } from './network.ts';
import type { Publish } from './publish.ts';
import type { RawKeys } from './raw-keys.ts';
import type { Stored } from './store.ts';
import type { Template, Value } from './value.ts';
import type { Secret, SecretFile, Variable } from './variable.ts';

/**
 * An image with its tag or digest: `postgres:12.13-alpine3.17`. An image without one is a type error.
 * @form an image with its tag or digest
 * @pattern \S+:\S*
 * @example 'postgres:16.4'
 */
export type Image = `${string}:${string}`;

/**
 * An image, or what says one on each host.
 * @form an image with its tag or digest, a Variable, or a text`…` with one in it
 * @example 'postgres:16.4'
 */
export type ImageSaid = Image | Variable | Template;

/** How a volume is mounted. */
export interface Mounting {
  /**
   * The container cannot write to it.
   * @default false
   */
  readonly readOnly?: boolean;
}

/** A secret of which a service takes another value. */
export interface Rotated {
  /** Which one. */
  readonly secret: Secret;
  /**
   * What makes the running service take it.
   * @default - it takes what it is told at each start
   */
  readonly method?: RotationMethod;
  /**
   * What the method is told after the service.
   * @default - nothing
   */
  readonly words?: readonly string[];
}

/**
 * What a variable of a container may hold.
 * @form text, a number, true, false, a Secret or its file, a Variable, an Address or a text`…`
 * @example '…'
 */
export type EnvValue = Value | SecretFile;

/** What every service may say, whatever runs in it. */
export interface ServiceOptions {
  /**
   * What it does, for the runbook.
   * @default - the construct's own words
   */
  readonly description?: Sentence;
  /**
   * What the container sees. `undefined` leaves a variable out: some programs take any value, even `false`, for yes. The `file` of a `Secret` puts it into a file, and the
   * path into the variable.
   * @default - only what the construct itself needs
   */
  readonly env?: Readonly<Record<EnvName, EnvValue | undefined>>;
  /**
   * How it takes another value of a secret that `make rotate` draws: by a method of its product, else at its next start.
   * @default - a program takes it at its next start; of a store, which may keep the first one in its data, nobody knows, and `make rotate` refuses
   */
  readonly rotates?: readonly Rotated[];
  /**
   * The networks it needs, and no other.
   * @default - the project's default network
   */
  readonly networks?: readonly (Network | ComposeNetwork)[];
  /**
   * Memory that it is killed beyond. The engine takes no less than 6 MiB.
   * @range 6mb..1048576gb
   * @default '512mb'
   */
  readonly memory?: Size;
  /**
   * Processors that it may use at once. The engine refuses more than the host has.
   * @range 0.01..4096
   * @default 1
   */
  readonly cpus?: number;
  /**
   * Processes and threads that it may have at once.
   * @whole 1..4194304
   * @default 512
   */
  readonly processes?: number;
  /**
   * Time to stop by itself before it is killed.
   * @default '30s', '60s' for PostgreSQL, ClickHouse and Kafka, and '120s' for MariaDB and MySQL
   */
  readonly stopGrace?: Duration;
  /**
   * Rotation of what it prints: three files of this size.
   * @default '10mb'
   */
  readonly logSize?: Size;
  /**
   * Raw keys of the Compose Specification, for what has no prop here. They go over ours as Compose merges files: maps
   * and lists add, texts and numbers replace, and so does `replace(…)`; `reset` takes a key
   * away. Wherever Compose takes any text a value may stand.
   * @default - none
   */
  readonly compose?: RawKeys<RawService>;
}

/** What is said of a container of one's own. */
export interface ServiceProps extends ServiceOptions, HostNeedsProps {
  /**
   * `repository:tag` or `repository@sha256:…`. A `Variable`, or a text`…` with one in it, where `.env` says what of it differs from host to host, such as a mirror's name;
   * where that is the version, no review sees what will run, and the rule `image-pinned` asks for the reason.
   */
  readonly image: ImageSaid;
  /**
   * Build an image of our own of `image`: with generated files in it, or by a Dockerfile of yours that starts from it.
   * @default - the image as it is
   */
  readonly build?: Build;
  /**
   * The program and its arguments. A string is one program without arguments; there is no shell.
   * @default - the image's own
   */
  readonly command?: Program | readonly Value[];
  /**
   * What is put before the command.
   * @default - the image's own
   */
  readonly entrypoint?: readonly Value[];
  /**
   * How it proves that it works. Whoever waits for it needs this.
   * @default - none
   */
  readonly health?: Health;
  /**
   * The port that it listens on for others.
   * @default - none
   */
  readonly port?: Port;
  /**
   * More ports that it listens on, with what each is for.
   * @default - none
   */
  readonly otherPorts?: Readonly<Record<Port, string>>;
  /**
   * Ports of the host that lead to it. Beyond loopback only the edge may have any, and what says its purpose.
   * @default - none
   */
  readonly publish?: readonly Publish[];
  /**
   * It faces the outside; what it lets in, for what asks through it.
   * @default false
   */
  readonly edge?: boolean | EdgeProps;
  /**
   * `uid` or `uid:gid`.
   * @form a user
   * @pattern [\w.-]+(:[\w.-]+)?
   * @example '1000:1000'
   * @default - the image's own
   */
  readonly user?: string;
  /**
   * Its own host name, where the program writes it into its data.
   * @form a host name
   * @pattern [A-Za-z0-9]([\w.-]*\w)?
   * @example 'shop'
   * @default - the container's id
   */
  readonly hostname?: string;
  /**
   * A small init as PID 1 that reaps zombies and forwards signals.
   * @default false
   */
  readonly init?: boolean;
  /**
   * Open files (soft and hard limit).
   * @whole 1..1073741816
   * @default - the engine's own
   */
  readonly openFiles?: number;
  /**
   * Size of `/dev/shm`.
   * @default - the engine's own, 64 MiB
   */
  readonly sharedMemory?: Size;
  /**
   * Linux capabilities to take away; `ALL` suits what needs no root. An empty list takes none.
   * @default - `['ALL']` where it is known what the entrypoint of its image needs, which it keeps; else none beyond the engine's own
   */
  readonly dropCapabilities?: readonly string[];
  /**
   * Linux capabilities to give back.
   * @default - those that its image is known to need
   */
  readonly addCapabilities?: readonly string[];
  /**
   * Nothing in it can write to its root file system: only to its volumes, and to `scratch`.
   * @default false
   */
  readonly readOnly?: boolean;
  /**
   * Scratch space in memory: mount point to size.
   * @default - none
   */
  readonly scratch?: Readonly<Record<InContainer, Size>>;
  /**
   * Leave it out of the start order: it starts only when somebody asks for it, `make start SERVICE=adminer`. `make stop`, an upgrade and a restore stop it with the others,
   * and nothing but a person starts it again. Who always starts cannot wait for it.
   * @default - none: it starts with the others
   * @see https://docs.docker.com/compose/how-tos/profiles/
   */
  readonly profile?: string;
  /**
   * How what it stores is saved with every backup, and brought back: the state that it mounts, but for a volume that says so itself.
   * @default - its volumes say so themselves, or nothing is saved
   * @example { stop: true }
   */
  readonly backup?: Stored | Backup;
  /**
   * An interactive client in the container, as a target of the Makefile.
   * @default - none
   */
  readonly console?: ConsoleProps;
}
