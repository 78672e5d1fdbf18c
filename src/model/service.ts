import type { Text } from '../compose/text.ts';
import type { EdgeModel } from './edge.ts';
import type { HostNeedsModel } from './host-needs.ts';
import type { ImageModel } from './image.ts';
import type { Duration, Port, Size } from './quantity.ts';
import type { RotationModel } from './rotation.ts';
import type { Sentence } from './words.ts';

/** A container: one that keeps running, or a job that must exit 0 once. */
export interface ServiceModel {
  readonly path: string;
  /** Its name in Compose, and its host name on the networks. */
  readonly id: string;
  readonly kind: 'service' | 'job';
  /** Id of the phase that it starts in. */
  readonly phase: string;
  /** What it does, for the runbook. */
  readonly description: Sentence;
  /** `repository:tag` or `repository@sha256:…`; for a built image, what the Dockerfile starts from. Empty where raw keys alone say it. */
  readonly image: string;
  /** What is known of the image that will run, raw keys included; `lower/settle.ts` looks it up. @default - nothing */
  readonly known?: ImageModel;
  readonly build?: BuildModel;
  readonly job?: JobModel;
  readonly entrypoint?: readonly Text[];
  readonly command?: readonly Text[];
  /** `uid` or `uid:gid`. */
  readonly user?: string;
  readonly hostname?: string;
  /** A small init as PID 1 that reaps zombies and forwards signals. */
  readonly init: boolean;
  readonly env: readonly EnvModel[];
  readonly mounts: readonly MountModel[];
  /** The ports that it listens on inside its networks. */
  readonly listens: readonly ListenModel[];
  /** The ports of the host that lead to it. */
  readonly ports: readonly PublishedPort[];
  /** What is spoken at those of them that are no HTTP. @default - none */
  readonly opens?: readonly OpenedModel[];
  /** Ids of its networks; empty means the project's default network. */
  readonly networks: readonly string[];
  /** Ids of those that it reaches without naming them. @default - none */
  readonly reaches?: readonly string[];
  /** Other names by which it is reached on each of its networks. @default - none */
  readonly aliases?: readonly Text[];
  /** Networks of proxies that are there already, beside its own, with the name by which each proxy finds it. @default - none */
  readonly joins?: readonly { readonly network: string; readonly alias: Text }[];
  /** What others read of its container. @default - none */
  readonly labels?: readonly EnvModel[];
  readonly health?: HealthModel;
  readonly dependsOn: readonly DependencyModel[];
  /** The versions of others that it works with, as its makers say. @default - nobody said */
  readonly worksWith?: readonly WorksWithModel[];
  /** @default - not said: nothing starts it again */
  readonly restart?: 'unless-stopped' | 'no';
  /** How long it may take to stop before it is killed. @default - not said: the engine waits 10 seconds */
  readonly stopGrace?: Duration;
  /** How long that may be, as its construct knows. @default - not known */
  readonly stopNeeds?: Duration;
  /** @default - not said: it may use the whole host */
  readonly limits?: LimitsModel;
  /** Those of them that it has none of, by choice. @default - none */
  readonly unlimited?: readonly (keyof LimitsModel)[];
  /** What it uses of its host beyond that. @default - nothing */
  readonly needs?: HostNeedsModel;
  readonly openFiles?: number;
  readonly sharedMemory?: Size;
  /** @default - not said: all but what its image is known to need */
  readonly dropCapabilities?: readonly string[];
  readonly addCapabilities: readonly string[];
  /** Nothing can be written to its root file system: only to its volumes and what is in memory. @default false */
  readonly readOnly?: boolean;
  /** No program in it gains privileges that it was not started with. */
  readonly noNewPrivileges: boolean;
  /** @default - not said: what the engine does */
  readonly logging?: { readonly maxSize: Size; readonly maxFiles: number };
  /** Logs that it keeps beside what it prints, for the runbook. @default - none */
  readonly ownLogs?: readonly OwnLogs[];
  /** Starts only when its profile is asked for, or by name. */
  readonly profile?: string;
  /** It faces the outside: the one service that may publish beyond loopback. */
  readonly edge: boolean;
  /** What it lets in, as its construct says. @default - not known */
  readonly serves?: EdgeModel;
  /** The secrets of which it takes another value, and how. @default - what a store is given it is not known to take */
  readonly rotations?: readonly RotationModel[];
  /** An interactive client in the container, as a target of the Makefile. */
  readonly console?: ConsoleModel;
  /** Raw keys of the Compose Specification, merged last. What the author said in a value is spelled as Compose reads it. */
  readonly compose: Readonly<Record<string, unknown>>;
  /** Those values, with what they name still visible. @default - none */
  readonly said?: readonly SaidModel[];
  /** What the raw keys of the stack say of it, over its own. @default - nothing */
  readonly over?: Readonly<Record<string, unknown>>;
  /** It is nothing but its raw keys: no prop of it is so, and no guard was promised. @default false */
  readonly bare?: boolean;
}

/** A value among raw keys that names something: a variable, or a service. */
export interface SaidModel {
  /** The keys that lead to it; positions of lists are numbers: `['labels', 'site']`. */
  readonly keys: readonly string[];
  readonly text: Text;
}

/** An image of our own: the base image and the generated files copied into it, or what a Dockerfile of the author's makes. */
export interface BuildModel {
  /** Folder of the Dockerfile, relative to the environment's folder. */
  readonly folder: string;
  readonly copies: readonly { readonly file: string; readonly target: string }[];
  /** @default - a Dockerfile that copies the files */
  readonly own?: OwnDockerfile;
}

/** A Dockerfile of the author's, and what it reads. */
export interface OwnDockerfile {
  /** The whole folder, the Dockerfile in it. */
  readonly files: readonly {
    readonly path: string;
    readonly text: string;
    /** `text` is the base64 of what is none. */
    readonly encoding?: 'base64';
    readonly executable?: boolean;
  }[];
  /** Which of them it is. */
  readonly dockerfile: string;
  readonly args: Readonly<Record<string, string>>;
  /** @default - its last stage */
  readonly target?: string;
}

/** How a job runs, and who may start it. */
export interface JobModel {
  /**
   * `once`: until its configuration changes or it is asked for by name. `always`: each time that it is started.
   */
  readonly runs: 'once' | 'always';
  /** The target of the Makefile that runs it. */
  readonly target: string;
  readonly help: Sentence;
  /** When timers of the host run it: an expression of cron. @default - nothing but a person does */
  readonly schedule?: string;
  /** Before an upgrade its command must succeed in this running service. */
  readonly upgradeGate?: string;
}

/** A variable of the container. */
export interface EnvModel {
  readonly name: string;
  readonly value: Text;
}

/** What a container finds at a path: a volume, a path of the host, a generated file, or space in memory. */
export type MountModel =
  | { readonly kind: 'volume'; readonly volume: string; readonly target: string; readonly readOnly: boolean }
  | { readonly kind: 'host'; readonly source: Text; readonly target: string; readonly readOnly: boolean }
  | { readonly kind: 'file'; readonly file: string; readonly target: string; readonly readOnly: true }
  | { readonly kind: 'memory'; readonly target: string; readonly size: Size };

/** A port that something in the container listens on, and for what. */
export interface ListenModel {
  readonly port: number;
  readonly purpose: string;
}

/** A port of the host that leads to one of the container's. */
export interface PublishedPort {
  /**
   * Address of the host; none means every address.
   * @form an IP address
   * @pattern \[?[0-9A-Fa-f.:]+\]?
   * @example '127.0.0.1'
   */
  readonly address?: string;
  readonly published: Port;
  readonly target: Port;
  readonly protocol: 'tcp' | 'udp';
}

/** Ports of the host that anybody may reach, by the wish of the author. */
export interface OpenedModel {
  readonly first: number;
  readonly last: number;
  readonly protocol: 'tcp' | 'udp';
  readonly purpose: Sentence;
}

/** How the engine finds out that a container does its work. */
export interface HealthModel {
  /** A program and its arguments, or one line for the container's shell. */
  readonly test: { readonly exec: readonly Text[] } | { readonly shell: Text };
  readonly interval: Duration;
  readonly timeout: Duration;
  readonly retries: number;
  /** Failures do not count until then. */
  readonly startPeriod: Duration;
}

/** Another service that must be there first, and how far it must be. */
export interface DependencyModel {
  readonly service: string;
  /** `started`: nothing says how it proves that it works. */
  readonly condition: 'healthy' | 'completed' | 'started';
  /** Its phase says so, and nobody how far: healthy where it has a health check. `lower/readiness.ts` settles it. @default false */
  readonly derived?: boolean;
  /** Whether it stops before that one is made anew, and starts again after it. @default false */
  readonly restart?: boolean;
}

/** The versions of another service that its makers say it works with, as a range of semantic versions. */
export interface WorksWithModel {
  readonly service: string;
  /** `>=11.0 <15` */
  readonly range: string;
}

/** What a container may take of the host; what is not said has no limit, by choice. */
export interface LimitsModel {
  readonly memory?: Size;
  readonly cpus?: number;
  readonly processes?: number;
}

/** Logs that a product keeps in itself, for the runbook. */
export interface OwnLogs {
  readonly what: Sentence;
  /** Which of them, and for how long. What stands between backticks is code. */
  readonly kept: Sentence;
}

/** A target of the Makefile that opens a client in the container. */
export interface ConsoleModel {
  readonly target: string;
  readonly help: Sentence;
  readonly command: readonly string[];
}
