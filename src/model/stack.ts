import type { Text } from '../compose/text.ts';
import type { AdoptionModel } from './adoption.ts';
import type { BackupSchedule, StoreModel } from './backup.ts';
import type { ConfigFileModel } from './config-file.ts';
import type { ProxyModel } from './edge.ts';
import type { ElementModel } from './element.ts';
import type { EnvironmentModel } from './environment.ts';
import type { HostPathModel } from './host-path.ts';
import type { ImageKnowledge } from './image.ts';
import type { MajorModel } from './major.ts';
import type { NetworkModel } from './network.ts';
import type { PhaseModel } from './phase.ts';
import type { RoundTripModel } from './round-trip.ts';
import type { RunbookModel } from './runbook.ts';
import type { ServerModel } from './server.ts';
import type { ServiceModel } from './service.ts';
import type { VariableModel } from './variable.ts';
import type { VolumeModel } from './volume.ts';
import type { Language, Sentence } from './words.ts';

/** One system in one environment: all that an emitter or a rule may know. */
export interface StackModel {
  /** Path of the construct: `posthog-production`. */
  readonly path: string;
  /** The system: `posthog`. */
  readonly name: string;
  /** As a person writes it: `PostHog`. */
  readonly title: string;
  /** The version of the system: `1.43.0`. */
  readonly version: string;
  /** Compose's project name: `posthog-production`. */
  readonly project: string;
  /** The file an author edits to change what is generated. */
  readonly source: string;
  /** What its pages are written in: README.md, the Makefile and `.env.example` in the first one. */
  readonly languages: readonly [Language, ...Language[]];
  /** Title of the operations repository that it shares with every system of the app. @default - its system has one of its own */
  readonly repository?: string;
  /** Where it runs, and what the host has. */
  readonly environment: EnvironmentModel;
  /** In start order. */
  readonly phases: readonly PhaseModel[];
  /** In start order. */
  readonly services: readonly ServiceModel[];
  /** Proxies that are there already, by which visitors come in. @default - none */
  readonly proxies?: readonly ProxyModel[];
  /** Servers that somebody else runs, and services reach. @default - none */
  readonly servers?: readonly ServerModel[];
  /** What outlives the containers. */
  readonly volumes: readonly VolumeModel[];
  /** Paths of the host that its containers use. @default - none */
  readonly hostPaths?: readonly HostPathModel[];
  /** Those that its author made; a service that names none is on Compose's `default`. */
  readonly networks: readonly NetworkModel[];
  /** Who points at whom says who meets on which network, beside those that a service names. @default false */
  readonly derivesNetworks?: boolean;
  /** Generated files that services read. */
  readonly files: readonly ConfigFileModel[];
  /** Generated files that no service reads. @default - none */
  readonly operationsFiles?: readonly OperationsFileModel[];
  /** Files that Compose gives to services. @default - none */
  readonly configs?: readonly ElementModel[];
  /** The same, for what is secret. @default - none */
  readonly secrets?: readonly ElementModel[];
  /** Every variable of `.env`, in order of first use. */
  readonly variables: readonly VariableModel[];
  /** The stores in the order in which they are saved and loaded. */
  readonly stores: readonly StoreModel[];
  /** The services whose data belong to one major version. @default - none */
  readonly majors?: readonly MajorModel[];
  /** When its backups are due. @default - nothing is scheduled */
  readonly schedule?: BackupSchedule;
  /** How it takes over the data of another project. @default - every volume of state is copied as files */
  readonly adoption?: AdoptionModel;
  /** The address that users type. @default - none */
  readonly site?: Text;
  /** Requests through the edge that must succeed once it is up. */
  readonly smoke: readonly SmokeCheck[];
  /** What is sent through the edge and must arrive inside. */
  readonly roundTrips: readonly RoundTripModel[];
  /** The oldest tools that its hosts have. */
  readonly minimum: MinimumModel;
  /** What its author tells the operator. */
  readonly runbook: RunbookModel;
  /** Findings that its author has accepted. */
  readonly acknowledgements: readonly AcknowledgementModel[];
  /** Stacks on the same host that come before it. @default - none */
  readonly neighbours?: readonly NeighbourModel[];
  /** Services of other stacks that answer on its networks. @default - none */
  readonly guests?: readonly GuestModel[];
  /** What the app knows of images. @default - nothing */
  readonly images?: ImageKnowledge;
  /** Raw top-level keys of the Compose Specification, merged last. */
  readonly compose: Readonly<Record<string, unknown>>;
}

/** What a stack must know of another one on its host. */
export interface NeighbourModel {
  readonly project: string;
  readonly services: readonly ServiceModel[];
}

/** A service of another stack, on a network that both stacks are on. */
export interface GuestModel {
  readonly project: string;
  readonly service: string;
  /** Id of the network in the stack that it is a guest of. */
  readonly network: string;
  /** What it is called on each of its networks, in small letters. */
  readonly names: readonly string[];
  /** What it is called on this one alone, in small letters. */
  readonly aliases: readonly string[];
}

/**
 * A status of HTTP.
 * @form a status of HTTP
 * @whole 100..599
 * @example 200
 */
export type Status = number;

/** A request through the edge that must succeed once the system is up. */
export interface SmokeCheck {
  readonly path: string;
  readonly status: Status;
  /** Keys of the JSON response that must be true. */
  readonly jsonTrue: readonly string[];
  /** Another address than the stack's that is asked. @default - the stack's */
  readonly site?: Text;
}

/** The oldest tools that the generated files work with. */
export interface MinimumModel {
  readonly compose: string;
  readonly engine: string;
}

/** A decision, signed: this finding is known and accepted. */
export interface AcknowledgementModel {
  readonly rule: string;
  readonly paths: readonly string[];
  readonly reason: Sentence;
}

/** One system in all its environments; one folder of `out/`. */
export interface SystemModel {
  /** The system: `posthog`. */
  readonly name: string;
  /** It in each of its environments, in the order in which the app has them. */
  readonly stacks: readonly StackModel[];
}

/** A file of the author's in the operations repository: no service reads it. */
export interface OperationsFileModel {
  readonly path: string;
  /** Where it lies in the environment's folder: `systemd/shop.service`. */
  readonly file: string;
  /** The whole text, or what makes it of the stack. */
  readonly content: string | ((stack: StackModel) => string);
  readonly executable: boolean;
  /** How a comment line starts, for the line that says where the file comes from. @default - no such line */
  readonly comment?: string;
}
