import type { Rest } from './form.ts';
import type { Count, Flag } from './forms/scalars.ts';
import type { ServiceConfig } from './service.ts';
import type { Text } from './text.ts';

/**
 * What will run: a document of the Compose Specification in one canonical form. Every key may be unsaid; what has no place
 * is in `rest` as it was written.
 * @see https://docs.docker.com/reference/compose-file/
 */
export interface Project {
  /** Names its containers, networks and volumes. */
  readonly name?: Text;
  /** Compose overlooks it. */
  readonly version?: Text;
  readonly include?: readonly Include[];
  readonly services?: ReadonlyMap<string, ServiceConfig>;
  readonly models?: ReadonlyMap<string, ModelConfig>;
  readonly networks?: ReadonlyMap<string, NetworkConfig>;
  readonly volumes?: ReadonlyMap<string, VolumeConfig>;
  readonly configs?: ReadonlyMap<string, ConfigConfig>;
  readonly secrets?: ReadonlyMap<string, SecretConfig>;
  readonly rest?: Rest;
}

/** Other Compose files that belong to the project. */
export interface Include {
  /** The first file, and those that go over it. */
  readonly path?: readonly Text[];
  readonly envFile?: readonly Text[];
  readonly projectDirectory?: Text;
  readonly rest?: Rest;
}

/** What networks, volumes, configs and secrets have in common. */
export interface Resource {
  /** Its name at the engine. @default - the project's name before that of the resource */
  readonly name?: Text;
  /** It was made by others, and Compose leaves it alone. */
  readonly external?: Flag;
  readonly labels?: ReadonlyMap<string, Text>;
  readonly rest?: Rest;
}

/** Whether others made it, or a variable may say so. */
export function mayBeExternal({ external = false }: Resource): boolean {
  return external !== false;
}

/** A network, as a compose file says it. */
export interface NetworkConfig extends Resource {
  readonly driver?: Text;
  readonly driverOpts?: ReadonlyMap<string, Text>;
  /** No way out to other networks or the internet. The host keeps an address on it, unless an option of the driver says otherwise. */
  readonly internal?: Flag;
  readonly attachable?: Flag;
  readonly enableIpv4?: Flag;
  readonly enableIpv6?: Flag;
  readonly ipam?: Ipam;
}

/** Which addresses a network gives. */
export interface Ipam {
  readonly driver?: Text;
  readonly config?: readonly IpamPool[];
  readonly options?: ReadonlyMap<string, Text>;
  readonly rest?: Rest;
}

/** A range of addresses for a network. */
export interface IpamPool {
  readonly subnet?: Text;
  readonly ipRange?: Text;
  readonly gateway?: Text;
  readonly auxAddresses?: ReadonlyMap<string, Text>;
  readonly rest?: Rest;
}

/** A volume, as a compose file says it. */
export interface VolumeConfig extends Resource {
  readonly driver?: Text;
  readonly driverOpts?: ReadonlyMap<string, Text>;
}

/** A file for services, from a file, a variable or its own content. */
export interface ConfigConfig extends Resource {
  readonly file?: Text;
  readonly environment?: Text;
  readonly content?: Text;
  readonly templateDriver?: Text;
}

/** A file for services that holds something secret. */
export interface SecretConfig extends Resource {
  readonly file?: Text;
  readonly environment?: Text;
  readonly driver?: Text;
  readonly driverOpts?: ReadonlyMap<string, Text>;
  readonly templateDriver?: Text;
}

/** A language model that services use. */
export interface ModelConfig {
  readonly name?: Text;
  readonly model?: Text;
  readonly contextSize?: Count;
  readonly runtimeFlags?: readonly Text[];
  readonly rest?: Rest;
}
