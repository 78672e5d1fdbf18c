import { Construct } from 'constructs';
import type { BackupModel } from '../src/model/backup.ts';
import type { RawService } from '../src/model/compose.gen.ts';
import { StowageError } from '../src/model/error.ts';
import type { Duration, Size } from '../src/model/quantity.ts';
import type {
  ConsoleModel,
  DependencyModel,
  HealthModel,
  JobModel,
  MountModel,
  PublishedPort,
  ServiceModel,
} from '../src/model/service.ts';
import { ConfigFile } from './config-file.ts';
import type { Network } from './network.ts';
import { rememberPlace } from './place.ts';
import type { Value, VariableBook } from './value.ts';
import { Address } from './value.ts';
import { Volume } from './volume.ts';
import type { Sentence } from './words.ts';
import { inAllLanguages } from './words.ts';

/** An image with its tag or digest: `postgres:12.13-alpine3.17`. An image without one is a type error. */
export type Image = `${string}:${string}`;

/** How the engine finds out that a container does its work, not merely runs. */
export type Health = {
  /**
   * Time between two checks.
   * @default '10s'
   */
  readonly interval?: Duration;
  /**
   * A check that takes longer has failed.
   * @default '5s'
   */
  readonly timeout?: Duration;
  /**
   * Failures in a row that make it unhealthy.
   * @default 6
   */
  readonly retries?: number;
  /**
   * Failures do not count until then: as long as a first start may take.
   * @default '30s'
   */
  readonly startPeriod?: Duration;
} & (
  | { /** A program of the image and its arguments. */ readonly exec: readonly Value[] }
  | { /** One line for the container's `/bin/sh`. */ readonly shell: Value }
);

/** What every service may say, whatever runs in it. */
export interface ServiceOptions {
  /**
   * What it does, for the runbook.
   * @default - the construct's own words
   */
  readonly description?: Sentence;
  /**
   * What the container sees. `undefined` leaves a variable out: some programs take any value, even `false`, for yes.
   * @default - only what the construct itself needs
   */
  readonly env?: Readonly<Record<string, Value | undefined>>;
  /**
   * The networks it needs, and no other.
   * @default - the project's default network
   */
  readonly networks?: readonly Network[];
  /**
   * Memory that it is killed beyond.
   * @default '512mb'
   */
  readonly memory?: Size;
  /**
   * Processors that it may use at once. The engine refuses more than the host has.
   * @default 1
   */
  readonly cpus?: number;
  /**
   * Processes and threads that it may have at once.
   * @default 512
   */
  readonly processes?: number;
  /**
   * Time to stop by itself before it is killed.
   * @default '30s'
   */
  readonly stopGrace?: Duration;
  /**
   * Services that must be ready before it starts, beyond those of earlier phases.
   * @default - none
   */
  readonly waitFor?: readonly Service[];
  /**
   * Rotation of what it prints: three files of this size.
   * @default '10mb'
   */
  readonly logSize?: Size;
  /**
   * Raw keys of the Compose Specification, merged last: for what has no prop here.
   * @default - none
   */
  readonly compose?: RawService;
}

export interface ServiceProps extends ServiceOptions {
  /** `repository:tag` or `repository@sha256:…`. */
  readonly image: Image;
  /**
   * Build an image of our own: `image`, and these generated files copied into it (target path to file).
   * @default - the image as it is
   */
  readonly build?: { readonly folder: string; readonly copy: Readonly<Record<string, ConfigFile>> };
  /**
   * The program and its arguments. A string is one program without arguments; there is no shell.
   * @default - the image's own
   */
  readonly command?: string | readonly Value[];
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
  readonly port?: number;
  /**
   * More ports that it listens on, with what each is for.
   * @default - none
   */
  readonly otherPorts?: Readonly<Record<number, string>>;
  /**
   * Ports of the host that lead to it. Beyond loopback only the edge may have any.
   * @default - none
   */
  readonly publish?: readonly PublishedPort[];
  /**
   * It faces the outside.
   * @default false
   */
  readonly edge?: boolean;
  /**
   * `uid` or `uid:gid`.
   * @default - the image's own
   */
  readonly user?: string;
  /**
   * Its own host name, where the program writes it into its data.
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
   * @default - the engine's own
   */
  readonly openFiles?: number;
  /**
   * Size of `/dev/shm`.
   * @default - the engine's own, 64 MiB
   */
  readonly sharedMemory?: Size;
  /**
   * Linux capabilities to take away; `ALL` suits what needs no root.
   * @default - none beyond the engine's own
   */
  readonly dropCapabilities?: readonly string[];
  /**
   * Linux capabilities to give back.
   * @default - none
   */
  readonly addCapabilities?: readonly string[];
  /**
   * Scratch space in memory: mount point to size.
   * @default - none
   */
  readonly scratch?: Readonly<Record<string, Size>>;
  /**
   * An interactive client in the container, as a target of the Makefile.
   * @default - none
   */
  readonly console?: ConsoleModel;
}

/** A container that keeps running. */
export class Service extends Construct {
  readonly #props: ServiceProps;
  readonly #mounts: {
    readonly source: Volume | ConfigFile;
    readonly target: string;
    readonly readOnly: boolean;
  }[] = [];
  readonly #waits: Service[] = [];
  readonly #stores: BackupModel[] = [];

  constructor(scope: Construct, id: string, props: ServiceProps) {
    super(scope, id);
    rememberPlace(this);
    this.#props = props;
    this.waitFor(...(props.waitFor ?? []));
  }

  /** Its host name on the networks. */
  get host(): Address {
    return new Address(this);
  }

  /**
   * `host:port` of its main port.
   * @throws StowageError `no-port` when it has none.
   */
  get address(): Address {
    if (this.#props.port !== undefined) return this.at(this.#props.port);
    throw new StowageError(
      'no-port',
      `"${this.node.id}" listens on no port`,
      `give "${this.node.id}" a port, or use its .host`,
    );
  }

  /** `host:port` of another of its ports. */
  at(port: number): Address {
    return new Address(this, port);
  }

  /** Starts only when these are ready: healthy, or completed for a job. */
  waitFor(...services: readonly Service[]): this {
    for (const service of services) if (!this.#waits.includes(service)) this.#waits.push(service);
    return this;
  }

  /** Puts a volume or a generated file into the container. Generated files are read-only. */
  mount(source: Volume | ConfigFile, target: string, options: { readonly readOnly?: boolean } = {}): this {
    this.#mounts.push({ source, target, readOnly: options.readOnly ?? source instanceof ConfigFile });
    return this;
  }

  /** Says how what it stores is saved and brought back. */
  protected store(backup: BackupModel): void {
    this.#stores.push(backup);
  }

  /** What a job adds to the model. */
  protected get job(): JobModel | undefined {
    return undefined;
  }

  /** Starts only when it is asked for by name. */
  protected get profile(): string | undefined {
    return undefined;
  }

  get waits(): readonly Service[] {
    return this.#waits;
  }

  get stores(): readonly BackupModel[] {
    return this.#stores;
  }

  get volumes(): readonly Volume[] {
    return this.#mounts.flatMap(({ source }) => (source instanceof Volume ? [source] : []));
  }

  toModel(phase: string, dependsOn: readonly DependencyModel[], book: VariableBook): ServiceModel {
    const props = this.#props;
    const texts = (values: readonly Value[]) => values.map((value) => book.text(value));
    const job = this.job;
    const profile = this.profile;
    return {
      path: this.node.path,
      id: this.node.id,
      kind: job === undefined ? 'service' : 'job',
      phase,
      description: inAllLanguages(props.description ?? this.node.id),
      image: props.image,
      ...(props.build && {
        build: {
          folder: props.build.folder,
          copies: Object.entries(props.build.copy).map(([target, { file }]) => ({ file, target })),
        },
      }),
      ...(job && { job }),
      ...(props.entrypoint && { entrypoint: texts(props.entrypoint) }),
      ...(props.command !== undefined && {
        command: texts(typeof props.command === 'string' ? [props.command] : props.command),
      }),
      ...(props.user !== undefined && { user: props.user }),
      ...(props.hostname !== undefined && { hostname: props.hostname }),
      init: props.init ?? false,
      env: Object.entries(props.env ?? {}).flatMap(([name, value]) =>
        value === undefined ? [] : [{ name, value: book.text(value) }],
      ),
      mounts: this.#mountModels(),
      listens: [
        ...(props.port === undefined ? [] : [{ port: props.port, purpose: 'main' }]),
        ...Object.entries(props.otherPorts ?? {}).map(([port, purpose]) => ({ port: Number(port), purpose })),
      ],
      ports: props.publish ?? [],
      networks: (props.networks ?? []).map((network) => network.node.id),
      ...(props.health && { health: healthModel(props.health, texts) }),
      dependsOn,
      restart: job === undefined ? 'unless-stopped' : 'no',
      stopGrace: props.stopGrace ?? '30s',
      limits: { memory: props.memory ?? '512mb', cpus: props.cpus ?? 1, processes: props.processes ?? 512 },
      ...(props.openFiles !== undefined && { openFiles: props.openFiles }),
      ...(props.sharedMemory !== undefined && { sharedMemory: props.sharedMemory }),
      dropCapabilities: props.dropCapabilities ?? [],
      addCapabilities: props.addCapabilities ?? [],
      logging: { maxSize: props.logSize ?? '10mb', maxFiles: 3 },
      ...(profile !== undefined && { profile }),
      edge: props.edge ?? false,
      ...(props.console && { console: props.console }),
      compose: { ...props.compose },
    };
  }

  #mountModels(): readonly MountModel[] {
    const mounts = this.#mounts.map(
      ({ source, target, readOnly }): MountModel =>
        source instanceof ConfigFile
          ? { kind: 'file', file: source.file, target, readOnly: true }
          : { kind: 'volume', volume: source.node.id, target, readOnly },
    );
    const scratch = Object.entries(this.#props.scratch ?? {}).map(
      ([target, size]): MountModel => ({ kind: 'memory', target, size }),
    );
    return [...mounts, ...scratch];
  }
}

function healthModel(
  health: Health,
  texts: (values: readonly Value[]) => ReturnType<VariableBook['text']>[],
): HealthModel {
  const [line = []] = 'shell' in health ? texts([health.shell]) : [];
  return {
    test: 'shell' in health ? { shell: line } : { exec: texts(health.exec) },
    interval: health.interval ?? '10s',
    timeout: health.timeout ?? '5s',
    retries: health.retries ?? 6,
    startPeriod: health.startPeriod ?? '30s',
  };
}
