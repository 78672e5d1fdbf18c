import { own } from '../../src/compose/own.ts';
import type {
  ImageModel,
  LoginModel,
  MemorySetting,
  ProductTraits,
  ReachModel,
} from '../../src/model/image.ts';
import { major } from '../../src/model/image-name.ts';
import { literally } from '../../src/model/literally.ts';

/** What is known of the images of one repository. A fact that nobody could verify is left out. */
export interface ImageFacts {
  /** What runs in it, as its makers write it: `PostgreSQL`. */
  readonly product: string;
  /**
   * The end of its name is enough: its images are the same in another registry and in a mirror.
   * @default - only Docker Hub's own name, or the one with the registry that stands here
   */
  readonly mirrored?: true;
  /**
   * The version of what runs in it, where its tags begin with that of something else.
   * @default - what its tag begins with
   */
  readonly version?: (tag: string) => string | undefined;
  /**
   * Where it keeps what must outlive the container, in one version or in all. `newest`: its tag says no version, and no digest says another build.
   * @default - nowhere, or as often a cache, or nobody looked
   */
  readonly dataPaths?:
    | readonly string[]
    | ((version: string | undefined, newest: boolean) => readonly string[]);
  /**
   * What its Dockerfile declares as `VOLUME`, in one version or in all.
   * @default - not known
   */
  readonly volumes?:
    | readonly string[]
    | ((version: string | undefined, newest: boolean) => readonly string[] | undefined);
  /**
   * The variable that names the node, in whose folder the data lie.
   * @default - none
   */
  readonly nodeVariable?: string;
  /**
   * What is true of the product in whatever image it is.
   * @default - not known
   */
  readonly traits?: ProductTraits;
  /**
   * What is true of any image whose name ends so, whoever made it.
   * @default - nothing
   */
  readonly alike?: ProductTraits;
  /**
   * How it is told what memory it may use, in any image.
   * @default - not known
   */
  readonly memory?: MemorySetting;
  /**
   * What a line of its dumps begins with, and no other: extended regular expressions of POSIX.
   * @default - nobody looked, or anything begins so
   */
  readonly dumps?: readonly string[];
  /**
   * How clients reach it.
   * @default - not known
   */
  readonly reach?: ReachModel;
  /**
   * The month after which its makers mend nothing in a version.
   * @default - no end is known
   */
  readonly ends?: (version: string) => string | undefined;
  /**
   * Its versioned tags were deleted under this very name: since when, and what can be had.
   * @default - they are there
   */
  readonly gone?: ImageModel['gone'] & {};
  /**
   * Lines of versions that have ended. One that still gets versions is not here.
   * @default - none
   */
  readonly lines?: readonly Line[];
  /**
   * Programs that an image with this tag is known to lack; one that is not here may be there or not.
   * @default - not known
   */
  readonly lacks?: (tag: string) => readonly string[];
  /**
   * The seconds that a first start has been seen to take on a busy host, while its volume is filled.
   * @default - nobody wrote it down
   */
  readonly firstStart?: number;
  /**
   * The user without privileges that it holds for whoever asks, and starts as root when nobody does.
   * @default - not known
   */
  readonly user?: string;
  /**
   * The user without privileges that it starts as when it is not told another one.
   * @default - root, or not known
   */
  readonly runsAs?: string;
  /**
   * What the kernel of the host must be set to at the least.
   * @default - nothing, or not known
   */
  readonly kernel?: Readonly<Record<string, number>>;
  /**
   * Variables with the value by which it needs nothing of that: `node.store.allow_mmap=false`.
   * @default - none is known
   */
  readonly kernelUnless?: readonly string[];
  /**
   * It brings a health check of its own, or none: those of Docker's own library bring none, says
   * https://github.com/docker-library/faq#healthcheck, but for a few that their makers keep.
   * @default - not known
   */
  readonly healthcheck?: boolean;
  /**
   * Variables that take effect only while its data are empty, beside those that name its users.
   * @default - not known
   */
  readonly initialVariables?: readonly string[];
  /**
   * The capabilities that its entrypoint needs, as its text says and a run on an engine showed; none where it starts as a user
   * without privileges.
   * @default - not known
   */
  readonly capabilities?: readonly string[];
}

/** What a product, or a table, knows of which repositories. */
export type Repositories = readonly (readonly [repository: string, facts: ImageFacts])[];

/** A line of versions that has ended. */
export interface Line {
  /** What the tags of the line begin with, and theirs is the version behind it. */
  readonly tags: RegExp;
  /** The last version that was published. */
  readonly last: string;
  /** The tag of that. */
  readonly tag: string;
}

/** The line of versions that begin so, whose tags are the versions. */
export function series(prefix: string, last: string): Line {
  const tags = new RegExp(`^(${literally(prefix)}(?:\\.\\d+)*)(?:-|$)`);
  return { tags, last, tag: last };
}

/** The months in which versions end, by their first number. */
export function byMajor(months: Readonly<Record<number, string>>) {
  return (version: string): string | undefined => months[major(version)];
}

/** The months in which versions end, by their first two numbers. */
export function bySeries(months: Readonly<Record<string, string>>) {
  return (version: string): string | undefined => own(months, version.split('.').slice(0, 2).join('.'));
}

/** A user that an image makes: the variables of its password and its name, and what each is when nobody sets them. */
export function login(
  passwordVariable: string,
  userVariable?: string,
  user?: string,
  password?: string,
): LoginModel {
  return {
    passwordVariable,
    ...(userVariable !== undefined && { userVariable }),
    ...(user !== undefined && { user }),
    ...(password !== undefined && { password }),
  };
}

/** Names of variables with one beginning. */
export function names(prefix: string, words: string): readonly string[] {
  return words.split(' ').map((word) => `${prefix}_${word}`);
}

/** Each secret of these may also come from a file whose path is in `…_FILE`. */
export function orFile(variables: readonly string[]): readonly string[] {
  return [...variables, ...variables.map((name) => `${name}_FILE`)];
}
