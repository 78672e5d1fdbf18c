import type { BlkioConfig } from './attributes/blkio.ts';
import type { BuildConfig } from './attributes/build.ts';
import type { Command } from './attributes/command.ts';
import type { CredentialSpec } from './attributes/credential-spec.ts';
import type { Dependency } from './attributes/depends-on.ts';
import type { DeployConfig } from './attributes/deploy.ts';
import type { DevelopConfig } from './attributes/develop.ts';
import type { DeviceRequest } from './attributes/device-requests.ts';
import type { DeviceMapping } from './attributes/devices.ts';
import type { EnvFile } from './attributes/env-file.ts';
import type { ExtendsConfig } from './attributes/extends.ts';
import type { ExtraHosts } from './attributes/extra-hosts.ts';
import type { FileReference } from './attributes/files.ts';
import type { Healthcheck } from './attributes/health.ts';
import type { ServiceHook } from './attributes/hooks.ts';
import type { LoggingConfig } from './attributes/logging.ts';
import type { ModelReference } from './attributes/models.ts';
import type { Mount } from './attributes/mount.ts';
import type { NetworkAttachment } from './attributes/networks.ts';
import type { PortConfig } from './attributes/ports.ts';
import type { ProviderConfig } from './attributes/provider.ts';
import type { Ulimits } from './attributes/ulimits.ts';
import type { Rest } from './form.ts';
import type { Bytes, Count, Flag, Span } from './forms/scalars.ts';
import type { Text } from './text.ts';

/**
 * A service as Compose runs it: every key of the Specification in one form. A key that is not said is undefined: that
 * is a value of its own, for `restart: no` is something else than no word about it.
 * @see https://docs.docker.com/reference/compose-file/services/
 */
export interface ServiceConfig {
  // What runs, and when.
  readonly image?: Text;
  readonly build?: BuildConfig;
  readonly pullPolicy?: Text;
  /** When an image is old enough to be pulled again, with `pull_policy: refresh`. */
  readonly pullRefreshAfter?: Text;
  readonly platform?: Text;
  readonly provider?: ProviderConfig;
  readonly extends?: ExtendsConfig;
  readonly profiles?: readonly Text[];
  readonly scale?: Count;
  readonly containerName?: Text;

  // How it starts. Undefined: as the image says; an empty list clears that.
  readonly entrypoint?: Command;
  readonly command?: Command;
  readonly init?: Flag;
  readonly workingDir?: Text;
  readonly hostname?: Text;
  readonly domainname?: Text;
  readonly user?: Text;
  readonly groupAdd?: readonly Text[];
  readonly stdinOpen?: Flag;
  readonly tty?: Flag;
  readonly attach?: Flag;
  readonly runtime?: Text;
  readonly isolation?: Text;

  // What it sees. A name of `environment` without a value is handed through from the caller's shell.
  readonly envFile?: readonly EnvFile[];
  readonly environment?: ReadonlyMap<string, Text | null>;
  readonly models?: ReadonlyMap<string, ModelReference | null>;
  readonly volumes?: readonly Mount[];
  readonly volumesFrom?: readonly Text[];
  readonly tmpfs?: readonly Text[];
  readonly configs?: readonly FileReference[];
  readonly secrets?: readonly FileReference[];
  readonly devices?: readonly DeviceMapping[];
  readonly deviceCgroupRules?: readonly Text[];
  readonly gpus?: readonly DeviceRequest[];
  readonly useApiSocket?: Flag;

  // Who reaches it, and whom it reaches.
  readonly ports?: readonly PortConfig[];
  readonly expose?: readonly Text[];
  readonly networks?: ReadonlyMap<string, NetworkAttachment | null>;
  readonly networkMode?: Text;
  readonly macAddress?: Text;
  readonly links?: readonly Text[];
  readonly externalLinks?: readonly Text[];
  readonly extraHosts?: ExtraHosts;
  readonly dns?: readonly Text[];
  readonly dnsOpt?: readonly Text[];
  readonly dnsSearch?: readonly Text[];

  // How it lives.
  readonly healthcheck?: Healthcheck;
  readonly dependsOn?: ReadonlyMap<string, Dependency>;
  readonly restart?: Text;
  readonly stopSignal?: Text;
  readonly stopGracePeriod?: Span;
  readonly postStart?: readonly ServiceHook[];
  readonly preStop?: readonly ServiceHook[];
  readonly develop?: DevelopConfig;

  // What it may use.
  readonly deploy?: DeployConfig;
  readonly cpus?: Count;
  readonly cpuCount?: Count;
  readonly cpuPercent?: Count;
  readonly cpuShares?: Count;
  readonly cpuPeriod?: Count;
  readonly cpuQuota?: Count;
  /** Microseconds, or a span as text. */
  readonly cpuRtPeriod?: Count;
  /** Microseconds, or a span as text. */
  readonly cpuRtRuntime?: Count;
  readonly cpuset?: Text;
  readonly memLimit?: Bytes;
  readonly memReservation?: Bytes;
  readonly memswapLimit?: Bytes;
  /** From 0 to 100. */
  readonly memSwappiness?: Count;
  readonly oomKillDisable?: Flag;
  readonly oomScoreAdj?: Count;
  readonly pidsLimit?: Count;
  readonly blkioConfig?: BlkioConfig;
  readonly ulimits?: Ulimits;
  readonly shmSize?: Bytes;
  readonly storageOpt?: ReadonlyMap<string, Text>;
  readonly sysctls?: ReadonlyMap<string, Text>;

  // What it may do.
  readonly privileged?: Flag;
  readonly readOnly?: Flag;
  readonly capDrop?: readonly Text[];
  readonly capAdd?: readonly Text[];
  readonly securityOpt?: readonly Text[];
  readonly credentialSpec?: CredentialSpec;
  readonly cgroup?: Text;
  readonly cgroupParent?: Text;
  readonly ipc?: Text;
  readonly pid?: Text;
  readonly uts?: Text;
  readonly usernsMode?: Text;

  // What is told of it.
  readonly logging?: LoggingConfig;
  readonly labels?: ReadonlyMap<string, Text>;
  readonly labelFile?: readonly Text[];
  readonly annotations?: ReadonlyMap<string, Text>;

  readonly rest?: Rest;
}
