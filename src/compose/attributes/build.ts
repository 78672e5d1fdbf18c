import type { Rest } from '../form.ts';
import { alsoAs, fields, listOf, oneOrMore } from '../forms/collections.ts';
import { labels, pairs } from '../forms/named.ts';
import type { Bytes, Flag } from '../forms/scalars.ts';
import { bytes, flag, scalar, text } from '../forms/scalars.ts';
import type { Text } from '../text.ts';
import type { ExtraHosts } from './extra-hosts.ts';
import { extraHosts } from './extra-hosts.ts';
import type { FileReference } from './files.ts';
import { fileReferences } from './files.ts';
import type { Ulimits } from './ulimits.ts';
import { ulimits } from './ulimits.ts';

/** How the image of a service is built. */
export interface BuildConfig {
  /** A folder, or the address of a repository. */
  readonly context?: Text;
  readonly dockerfile?: Text;
  readonly dockerfileInline?: Text;
  readonly target?: Text;
  /** An argument without a value takes that of the caller's shell. */
  readonly args?: ReadonlyMap<string, Text | null>;
  readonly additionalContexts?: ReadonlyMap<string, Text>;
  readonly ssh?: ReadonlyMap<string, Text | null>;
  readonly secrets?: readonly FileReference[];
  readonly entitlements?: readonly Text[];
  readonly labels?: ReadonlyMap<string, Text>;
  readonly tags?: readonly Text[];
  readonly platforms?: readonly Text[];
  readonly cacheFrom?: readonly Text[];
  readonly cacheTo?: readonly Text[];
  readonly noCache?: Flag;
  readonly noCacheFilter?: readonly Text[];
  readonly pull?: Flag;
  readonly network?: Text;
  readonly extraHosts?: ExtraHosts;
  readonly privileged?: Flag;
  readonly isolation?: Text;
  readonly shmSize?: Bytes;
  readonly ulimits?: Ulimits;
  readonly provenance?: Text;
  readonly sbom?: Text;
  readonly rest?: Rest;
}

/** A map, or its context alone. */
export const build = alsoAs<BuildConfig>(
  fields<BuildConfig>({
    context: text,
    dockerfile: text,
    dockerfileInline: text,
    target: text,
    args: pairs,
    additionalContexts: labels,
    ssh: pairs,
    secrets: fileReferences,
    entitlements: listOf(text),
    labels,
    tags: listOf(text),
    platforms: listOf(text),
    cacheFrom: listOf(text),
    cacheTo: listOf(text),
    noCache: flag,
    noCacheFilter: oneOrMore(text),
    pull: flag,
    network: text,
    extraHosts,
    privileged: flag,
    isolation: text,
    shmSize: bytes('m'),
    ulimits,
    provenance: scalar,
    sbom: scalar,
  }),
  {
    read(written, at, faults) {
      if (typeof written !== 'string') return 'long';
      const context = text.read(written, at, faults);
      return context && { context };
    },
    print: () => undefined,
  },
);
