import type { Version } from './version.ts';

/** What is known of images, by their names as Compose has them. */
export interface ImageKnowledge {
  /** Undefined for an image that nobody has described. */
  of(image: string): ImageModel | undefined;
  /** What is true of a product, by the name that its makers write. Undefined for one that nobody has described. @default - of none */
  traits?(product: string): ProductTraits | undefined;
  /** How programs are told what memory they may use, in an image that is known or not. @default - none is known */
  readonly memory?: readonly MemorySetting[];
  /** What a line begins with in a dump that nobody wants in a repository: extended regular expressions of POSIX. @default - none is known */
  readonly dumps?: readonly string[];
}

/** What is true of a product, in whatever image it is. */
export interface ProductTraits {
  /**
   * The ports for who administers it, which no edge leads to (`admin-inside`).
   * @default - none, or not known
   */
  readonly adminPorts?: readonly PortNumber[];
  /**
   * Others keep beside their data what it told them, such as the id of a cluster, and are lost without it: both are kept, named and saved alike
   * (`stores-together`).
   * @default false
   */
  readonly coordinates?: boolean;
  /**
   * The variable by which an operator says where its data lie (`data-kept`).
   * @default - they lie where the image has them
   */
  readonly dataVariable?: string;
  /** Where they lie while no variable with that beginning tells it anything, options of its Java machine aside. @default - where the image has them */
  readonly dataUntold?: Readonly<Record<string, string>>;
  /** Options of its command by which an operator says where its data lie: `--datadir` (`data-kept`). @default - none is known */
  readonly dataFlags?: readonly string[];
  /** The option that has it keep its data in a file that it appends to, with `yes`: in the place of a snapshot it begins empty. @default - none is known */
  readonly appends?: string;
  /** Options of its command that count for data that it makes: with what is there it stays as it was, or does not start. @default - none is known */
  readonly initialFlags?: readonly string[];
  /**
   * Words of its command by which it keeps its data where its image has a volume, `#` for a number; without one of them it may be a cache (`data-kept`).
   * @default - that is known of the image
   * @example ['--appendonly yes', '--save #']
   */
  readonly keptBy?: readonly string[];
  /**
   * The programs that are it: a container that is told to start another one keeps nothing (`data-kept`).
   * @default - not known
   */
  readonly servers?: readonly string[];
  /**
   * The word of its command after which an operator says where its data lie: of `server /data` the first. Where it does not stand, they lie nowhere that
   * is known (`data-kept`).
   * @default - they lie where the image has them
   */
  readonly dataAfter?: string;
  /**
   * It is a database or a queue: two containers that run on one volume of its data damage them (`replicas`, a volume that two services mount).
   * @default - not known, or what several write, such as uploads
   */
  readonly oneWriter?: boolean;
  /**
   * Only services of its system ever speak to it, and it asks them for no password: no port of it is open beyond the host, whatever is said of the port
   * (`only-edge-publishes`). A database or a queue is so without a word.
   * @default - a database or a queue is, and of others nobody knows
   */
  readonly inside?: boolean;
  /**
   * When it writes its files. `always`: a copy of them while it runs is of no moment (`backup-fits`). `always` and `last`: when it stops, it writes what
   * it has in memory, and is given the time (`stop-grace`).
   * @default - not known
   */
  readonly writes?: 'always' | 'last';
  /**
   * Versions that an upgrade from before them to after them must have run on the way: `7.17` for whoever goes from 7.10 to 8.1 (`version-skipped`).
   * @default - none is known
   * @example ['7.17', '8.19']
   */
  readonly stops?: readonly Version[];
}

/**
 * A port.
 * @whole 1..65535
 */
export type PortNumber = number;

/** A setting by which a program is told what memory it may use, which it takes at its word. */
export interface MemorySetting {
  /** What is as large as that: `a memory of Redis`. */
  readonly what: string;
  /** On a command line, before the size: `--maxmemory`. @default - it has none */
  readonly flag?: string;
  /** In a file, before a number of bytes. @default - it has none */
  readonly key?: string;
  /** In a file, before a share of all memory: 1 is all. @default - it has none */
  readonly share?: string;
}

/**
 * What is known of a public image, by its repository and tag. A fact that nobody could verify is left out: a rule
 * that lacks a fact is silent.
 */
export interface ImageModel {
  /** What runs in it, as its makers write it: `PostgreSQL`. */
  readonly product: string;
  /** The version that its tag or repository tells: `12.13`. */
  readonly version?: string;
  /** Where it keeps what must outlive the container. */
  readonly dataPaths: readonly string[];
  /** Variables with which nothing is kept there, since the data are in a database or a bucket; and places of a configuration that may say so. @default - none */
  readonly elsewhereBy?: readonly string[];
  /**
   * What its Dockerfile declares as `VOLUME`: where nothing is mounted at one of them itself, it gets a volume without a name, also below a mount. An
   * empty list: none. @default - not known
   */
  readonly volumes?: readonly string[];
  /** The variable that names the node, in whose folder the data lie; without it that is the host name of the container. */
  readonly nodeVariable?: string;
  /** It cannot be pulled any more: since when, and what can. */
  readonly gone?: GoneModel;
  /** Its tag was never published, and this is the last of its line that was: `release-1.43.1`. */
  readonly lastTag?: string;
  /** The month after which its makers mend nothing in this version: `2024-11`. */
  readonly endOfLife?: string;
  /** It brings a health check of its own. @default - not known */
  readonly healthcheck?: boolean;
  /** Programs that it is known not to hold. */
  readonly lacks?: readonly string[];
  /** The seconds that its first start has been seen to take on a busy host. */
  readonly firstStart?: number;
  /** The user without privileges that it holds, and does not take unless it is told. */
  readonly user?: string;
  /** The databases of SQLite that it writes. @default - none, or not known */
  readonly sqlite?: SqliteModel;
  /**
   * All folders beside the system's own that it makes, and who may write to each: users by name and by number, or `anyone`. A new volume takes over the
   * owner of the folder; where there is none it is root's. @default - not known
   */
  readonly owners?: Readonly<Record<string, readonly string[]>>;
  /** The user without privileges that it starts as when it is not told another one: a name or a number of its own. @default - root, or not known */
  readonly runsAs?: string;
  /** What the kernel of the host must be set to at the least: `{ 'vm.max_map_count': 262144 }`. @default - nothing, or not known */
  readonly kernel?: Readonly<Record<string, number>>;
  /** Variables with the value by which it needs nothing of that: `node.store.allow_mmap=false`. @default - none is known */
  readonly kernelUnless?: readonly string[];
  /** Variables that take effect only while its data are empty. @default - not known */
  readonly initialVariables?: readonly string[];
  /** The capabilities that its entrypoint needs as root; what it starts needs none. */
  readonly capabilities?: readonly string[];
  /** How clients reach it: its ports, and who may log in. */
  readonly reach?: ReachModel;
  /** What is true of its product. */
  readonly traits?: ProductTraits;
  /** Where the row of the app that says the last of it is from, and the month when that was so. @default - Stowage knows it itself */
  readonly from?: { readonly source: string; readonly asOf: string };
}

/** An image that cannot be pulled any more. */
export interface GoneModel {
  /** `September 2025` */
  readonly since: string;
  /** What can be pulled: a sentence's end, `the official image`. */
  readonly instead: string;
}

/** How clients reach what runs in an image, unless its service says otherwise. */
export interface ReachModel {
  /** The ports that it listens on by default, any that a variant opens included. @default - not known */
  readonly ports?: readonly number[];
  /** Folders of a configuration that may open others. @default - none */
  readonly configuredIn?: readonly string[];
  /** The ports that it listens on with UDP. @default - none, or not known */
  readonly udpPorts?: readonly number[];
  /** One password is for everybody, and no name is needed. @default - it knows users */
  readonly sharedPassword?: SharedPassword;
  /** The variables by which anybody comes in, or it is not known who. @default - none is known */
  readonly openedBy?: readonly OpeningModel[];
  /** Words of its command by which anybody comes in: `--skip-grant-tables`. @default - none is known */
  readonly openingFlags?: readonly string[];
  /**
   * It asks nobody for a password unless a variable, its value or a word of the command holds one of these: `requirepass`. One that begins with a dash is a
   * whole word. An empty list: nothing makes it ask. @default - not known
   */
  readonly openUnless?: readonly string[];
  /** The users that it makes at its first start. @default - not known */
  readonly logins?: readonly LoginModel[];
  /** The variables that its entrypoint reads, by their whole names. @default - not known */
  readonly variables?: readonly string[];
}

/** A password for everybody. */
export interface SharedPassword {
  /** What stands before it on a command line, whatever dashes are before that: `requirepass`. */
  readonly flag: string;
  /** What everybody is called, when somebody asks. */
  readonly user: string;
  /** The schemes of URLs that lead to it, without and with TLS. */
  readonly schemes: readonly string[];
}

/** A user that an image makes from the variables that it is given. */
export interface LoginModel {
  /**
   * Holds the user's name.
   * @default - the name is fixed
   */
  readonly userVariable?: string;
  /**
   * The name, when no variable says another one.
   * @default - there is no such user then
   */
  readonly user?: string;
  /** Holds the password. */
  readonly passwordVariable: string;
  /**
   * The password that everybody knows, which it has when that variable is not set.
   * @default - there is none: it does not start, or draws one
   */
  readonly password?: string;
}

/** Databases of SQLite that a program keeps beside its other files. */
export interface SqliteModel {
  /** Where they are in the container: `/data/gitea/gitea.db`. */
  readonly files: readonly string[];
  /**
   * The variables that name another database, so that these are not there.
   * @default - it knows no other
   */
  readonly unless?: readonly string[];
}

/** A variable that opens an image to anybody. */
export interface OpeningModel {
  /** Its name: `POSTGRES_HOST_AUTH_METHOD`. */
  readonly variable: string;
  /**
   * The values that open it, in lower case; with any other one it is shut.
   * @default - any but an empty one
   */
  readonly values?: readonly string[];
  /**
   * What to say of the variable in its place, so that a password is asked for. Then it is a finding also where only its networks reach it.
   * @default - it is left out, and inside that is usual unless a login is known
   */
  readonly instead?: string;
}
