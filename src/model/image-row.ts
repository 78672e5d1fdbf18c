import type { GoneModel, LoginModel, OpeningModel, PortNumber, ProductTraits, SqliteModel } from './image.ts';

/**
 * What is known of one image, or of some of its versions: a row of a table, and plain data. A fact that nobody could verify is left out: a rule
 * that lacks a fact is silent. Rows of one image add up; where two say the same, one that is of some versions goes over one that is of all, and
 * the later one over the earlier. They go over what Stowage knows itself.
 */
export interface ImageRow {
  /**
   * Its repository, without a tag: that of Docker Hub as `docker pull` takes it, of another registry with its host.
   * @pattern ([a-z0-9.-]+(:[0-9]+)?/)?[a-z0-9]+([._/-]+[a-z0-9]+)*
   * @form the name of an image without a tag
   * @example 'gitea/gitea'
   */
  readonly image: string;
  /**
   * The versions that the row is of: comparators with a space between. They are those that tags begin with: `1.22` of `1.22-rootless`.
   * @pattern (>=|<=|>|<|=)\d+(\.\d+)*( (>=|<=|>|<|=)\d+(\.\d+)*)*
   * @form a range of versions
   * @example '>=18 <20'
   * @default - all, and tags that say no version
   */
  readonly versions?: string;
  /**
   * The variant that the row is of, a word of the tag: `alpine` of `1.22-alpine3.20`.
   * @pattern [a-z]+
   * @form a word of a tag
   * @example 'alpine'
   * @default - all
   */
  readonly variant?: string;
  /**
   * Where it is from: an address where it can be read, or what was looked at.
   * @least 1
   * @example 'https://docs.gitea.com/installation/install-with-docker'
   */
  readonly source: string;
  /**
   * The month when that was so.
   * @pattern \d{4}-(0[1-9]|1[0-2])
   * @form a month
   * @example '2026-11'
   */
  readonly asOf: string;
  /**
   * What runs in it, as its makers write it: `PostgreSQL`.
   * @default - what another row says, or the name of the image
   */
  readonly product?: string;
  /**
   * What is true of the product in whatever image it is.
   * @default - what is known of `product`
   */
  readonly traits?: ProductTraits;
  /**
   * The end of its name is enough: what a mirror has under it, in another registry or folder, is the same.
   * @default false
   */
  readonly mirrored?: boolean;
  /**
   * Where it keeps what must outlive the container. An empty list: nowhere.
   * @default - not known
   */
  readonly dataPaths?: readonly AbsolutePath[];
  /**
   * Variables that send the data elsewhere, such as into a database or a bucket: with one of them nothing is kept at `dataPaths`. Of a path: with
   * something mounted there nobody knows.
   * @default - none
   * @example ['DATABASE_URL', '/etc/server/config.yml']
   */
  readonly elsewhereBy?: readonly string[];
  /**
   * What its Dockerfile declares as `VOLUME`. Where nothing is mounted at one of them itself, the engine mounts a volume without a name there, also over
   * what is mounted at its parent. An empty list: none.
   * @default - not known
   */
  readonly volumes?: readonly AbsolutePath[];
  /**
   * The databases of SQLite that it writes: an archive of them while it runs is a finding (`backup-fits`).
   * @default - none, or not known
   * @example { files: ['/data/gitea/gitea.db'], unless: ['GITEA__database__DB_TYPE'] }
   */
  readonly sqlite?: SqliteModel;
  /**
   * The variable that names the node, in whose folder the data lie.
   * @default - none
   */
  readonly nodeVariable?: string;
  /**
   * All ports that it listens on by default.
   * @default - not known
   */
  readonly ports?: readonly PortNumber[];
  /**
   * Folders of a configuration that may open other ports: where a service mounts something in one of them or over it, says a command of its own or builds
   * on the image, `ports` are not known.
   * @default - none: what is told of another port by a variable or an option says its number
   * @example ['/etc/proxy']
   */
  readonly configuredIn?: readonly AbsolutePath[];
  /**
   * All ports that it listens on with UDP by default.
   * @default - none, or not known
   */
  readonly udpPorts?: readonly PortNumber[];
  /**
   * The users that it makes at its first start.
   * @default - not known
   */
  readonly logins?: readonly LoginModel[];
  /**
   * The variables that let anybody in without a password.
   * @default - none is known
   */
  readonly openedBy?: readonly OpeningModel[];
  /**
   * The words of its command that let anybody in without a password.
   * @default - none is known
   * @example ['--insecure']
   */
  readonly openingFlags?: readonly string[];
  /**
   * It asks nobody for a password unless the name of a variable, its value or the command holds one of these, whatever their case. One that begins with a
   * dash is a whole word, as it is written. An empty list: nothing that a service says makes it ask. What files may say is not known.
   * @default - not known
   * @example ['requirepass', 'aclfile']
   */
  readonly openUnless?: readonly string[];
  /**
   * All variables that its entrypoint reads, by their whole names: one that a service sets and that is nearly one of these is a finding.
   * @default - not known
   */
  readonly variables?: readonly string[];
  /**
   * Variables that take effect only while its data are empty, in its first start: one that changes later is a danger of `stowage plan`.
   * @default - not known
   * @example ['POSTGRES_DB']
   */
  readonly initialVariables?: readonly string[];
  /**
   * The user without privileges that it holds for whoever asks, and starts as root when nobody does.
   * @default - not known
   */
  readonly user?: string;
  /**
   * All folders beside the system's own that it makes, and who may write to each: users by name and by number, or `anyone`. A new volume takes over the
   * owner of the folder; where there is none it is root's (`volume-owner`). An empty one: it makes none.
   * @default - not known
   * @example { '/prometheus': ['nobody', '65534'] }
   */
  readonly owners?: Readonly<Record<AbsolutePath, readonly string[]>>;
  /**
   * The user without privileges that it starts as when a service says no other one: a name of its own, or a number.
   * @default - root, or not known
   */
  readonly runsAs?: string;
  /**
   * What the kernel of the host must be set to at the least, by the names of `sysctl`.
   * @default - nothing, or not known
   */
  readonly kernel?: Readonly<Record<KernelSetting, KernelNumber>>;
  /**
   * Variables with the value by which it needs nothing of that.
   * @default - none is known
   * @example ['node.store.allow_mmap=false']
   */
  readonly kernelUnless?: readonly string[];
  /**
   * The Linux capabilities that its entrypoint needs, so that its services drop all others. An empty list: none.
   * @default - not known, and a service keeps those of the engine
   */
  readonly capabilities?: readonly Capability[];
  /**
   * Programs that it lacks, for health checks.
   * @default - not known
   */
  readonly lacks?: readonly string[];
  /**
   * It brings a health check of its own, so that others can wait for it without another one.
   * @default - not known
   */
  readonly healthcheck?: boolean;
  /**
   * The seconds that a first start has been seen to take on a busy host.
   * @whole 1..86400
   * @default - not known
   */
  readonly firstStart?: number;
  /**
   * The months after which its makers mend nothing, by what a version begins with: `{ '1.21': '2025-04' }`. One that is not before `asOf` is no
   * finding yet.
   * @default - no end is known
   */
  readonly ends?: Readonly<Record<VersionStart, Month>>;
  /**
   * It cannot be pulled any more under this very name: since when, and what can.
   * @default - it can
   */
  readonly gone?: GoneModel;
}

/**
 * A path in a container.
 * @form an absolute path
 * @pattern /.*
 * @example '/var/lib/gitea'
 */
type AbsolutePath = string;

/**
 * A Linux capability, without `CAP_`.
 * @form a capability
 * @pattern [A-Z][A-Z_]+
 * @example 'CHOWN'
 */
type Capability = string;

/**
 * A setting of the kernel.
 * @form a setting of the kernel
 * @pattern [a-z0-9_]+(\.[a-z0-9_-]+)+
 * @example 'vm.max_map_count'
 */
type KernelSetting = string;

/**
 * What a setting of the kernel is at the least.
 * @whole 1..2147483647
 */
type KernelNumber = number;

/**
 * What versions begin with.
 * @form the beginning of a version
 * @pattern \d+(\.\d+)*
 * @example '1.21'
 */
type VersionStart = string;

/**
 * A month.
 * @form a month
 * @pattern \d{4}-(0[1-9]|1[0-2])
 * @example '2025-04'
 */
type Month = string;
