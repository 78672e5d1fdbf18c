import { own } from '../compose/own.ts';
import type {
  GoneModel,
  ImageKnowledge,
  ImageModel,
  LoginModel,
  PortNumber,
  ProductTraits,
} from './image.ts';
import type { ImageName } from './image-name.ts';
import { imageName } from './image-name.ts';
import { isInRange } from './version.ts';

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
   * The users that it makes at its first start.
   * @default - not known
   */
  readonly logins?: readonly LoginModel[];
  /**
   * All variables that its entrypoint reads, by their whole names: one that a service sets and that is nearly one of these is a finding.
   * @default - not known
   */
  readonly variables?: readonly string[];
  /**
   * The user without privileges that it holds for whoever asks, and starts as root when nobody does.
   * @default - not known
   */
  readonly user?: string;
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
   * The months after which its makers mend nothing, by what a version begins with: `{ '1.21': '2025-04' }`.
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

/** What is known of images, with what these rows say over it. */
export function withRows(known: ImageKnowledge, rows: readonly ImageRow[]): ImageKnowledge {
  if (rows.length === 0) return known;
  const byName = new Map<string, ImageRow[]>();
  for (const row of rows) {
    const { repository } = imageName(row.image);
    byName.set(repository, [...(byName.get(repository) ?? []), row]);
  }
  const mirrored = [...byName].map(([name, all]) => [`/${name}`, all.filter((row) => row.mirrored)] as const);
  const asked = new Map<string, ImageModel | undefined>();
  const look = (image: string): ImageModel | undefined => {
    const name = imageName(image);
    const exact = byName.get(name.repository) ?? [];
    const alike = mirrored.flatMap(([end, all]) => (name.repository.endsWith(end) ? all : []));
    const said = [...alike, ...exact].filter((row) => isOf(row, name));
    // A row of some versions goes over one of all.
    said.sort((a, b) => Number(a.versions !== undefined) - Number(b.versions !== undefined));
    return said.reduce<ImageModel | undefined>(
      (below, row) => over(below, row, name, exact.includes(row), known),
      known.of(image),
    );
  };
  return {
    ...known,
    of(image) {
      if (!asked.has(image)) asked.set(image, look(image));
      return asked.get(image);
    },
  };
}

function isOf({ versions }: ImageRow, { version }: ImageName): boolean {
  return versions === undefined || (version !== undefined && isInRange(version, versions));
}

function over(
  below: ImageModel | undefined,
  row: ImageRow,
  name: ImageName,
  exact: boolean,
  known: ImageKnowledge,
): ImageModel {
  const { product, dataPaths, nodeVariable, ports, logins, variables, ends = {}, gone, source, asOf } = row;
  const { user, capabilities, lacks, healthcheck, firstStart } = row;
  const { traits: theirs, ...others } = below ?? { product: name.repository, dataPaths: [] };
  const reach = {
    ...others.reach,
    ...(ports && { ports }),
    ...(logins && { logins }),
    ...(variables && { variables }),
  };
  const traits = { ...(product === undefined ? theirs : known.traits?.(product)), ...row.traits };
  const endOfLife = endIn(ends, name.version);
  return {
    ...(name.version !== undefined && { version: name.version }),
    ...others,
    ...(Object.keys(traits).length > 0 && { traits }),
    ...(product !== undefined && { product }),
    ...(dataPaths && { dataPaths }),
    ...(nodeVariable !== undefined && { nodeVariable }),
    ...(Object.keys(reach).length > 0 && { reach }),
    ...(user !== undefined && { user }),
    ...(capabilities && { capabilities }),
    ...(lacks && { lacks }),
    ...(healthcheck !== undefined && { healthcheck }),
    ...(firstStart !== undefined && { firstStart }),
    ...(endOfLife !== undefined && { endOfLife }),
    ...(gone && exact && { gone }),
    from: { source, asOf },
  };
}

/** Of the longest beginning that a version has, number by number. */
function endIn(ends: Readonly<Record<string, string>>, version: string | undefined): string | undefined {
  const numbers = (version ?? '').split('.');
  for (let length = numbers.length; length > 0; length--) {
    const end = own(ends, numbers.slice(0, length).join('.'));
    if (end !== undefined) return end;
  }
  return undefined;
}
