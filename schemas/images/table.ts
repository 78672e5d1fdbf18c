import type { ImageRow } from '../../src/model/image-row.ts';
import type { Facts } from './dockerfile.ts';
import { factsOf } from './dockerfile.ts';
import { endsOf } from './ends.ts';
import type { Entry } from './official.ts';
import { entriesOf } from './official.ts';
import { familyOf } from './programs.ts';
import { releasesOf } from './releases.ts';
import type { Said } from './rows.ts';
import { partsOf } from './rows.ts';

/** Where the facts of an image are: a line of `sources.jsonl`. */
export interface Source {
  readonly image: string;
  /** Other names that the same image is published under. */
  readonly also?: readonly string[];
  /** What runs in it. @default - what a row of `facts.jsonl` says */
  readonly product?: string;
  /** Its page in the table of ends. */
  readonly ends?: string;
  /** `owner/name` on GitHub; `library` for an image of Docker's own, whose list names it. */
  readonly repository?: string;
  /** The Dockerfile; by variant where there are several. */
  readonly dockerfile?: string | Readonly<Record<string, string>>;
  /** What it listens on is said by its configuration, so that `EXPOSE` is none of it. */
  readonly configured?: true;
}

/** Checkouts of repositories, by `owner/name`. */
export interface Checkouts {
  /** What is checked out: the commit, and its day. Undefined where there is none. */
  head(repository: string): { readonly commit: string; readonly day: string } | undefined;
  /** A file, at a tag or as it is checked out. */
  read(repository: string, path: string, at?: string): string | undefined;
  /** Its tags. */
  tags(repository: string): readonly string[];
}

const library = 'docker-library/official-images';
const lives = 'endoflife-date/endoflife.date';

/** All rows: what the Dockerfiles say, when versions end, and what somebody has read. The same input makes the same rows. */
export function rowsOf(
  sources: readonly Source[],
  said: readonly ImageRow[],
  checkouts: Checkouts,
): readonly ImageRow[] {
  const entries = new Map(sources.map((source) => [source, entriesFor(source, checkouts)]));
  const names = sources.flatMap((source) =>
    [source.image, ...(source.also ?? [])].map((name) => [name, source] as const),
  );
  const byName = new Map(names);
  const asked = new Map<Entry, Facts | undefined>();
  const describe = (entry: Entry): Facts | undefined => {
    if (asked.has(entry)) return asked.get(entry);
    asked.set(entry, undefined);
    const text = checkouts.read(entry.repository, entry.dockerfile, entry.at);
    const facts = text === undefined ? undefined : factsOf(text, base);
    asked.set(entry, facts);
    return facts;
  };
  const base = (image: string): Facts | undefined => {
    const [, name = '', tag = ''] = /^(?:docker\.io\/)?(?:library\/)?([^:@]+)(?::([^@]+))?/.exec(image) ?? [];
    const source = byName.get(name);
    const all = (source === undefined ? undefined : entries.get(source)) ?? [];
    const entry = all.find(({ tags }) => tags.includes(tag)) ?? (all.length === 1 ? all[0] : undefined);
    return entry === undefined ? familyOf(image) : describe(entry);
  };
  const described = (source: Source) =>
    (entries.get(source) ?? []).flatMap((entry) => {
      const facts = describe(entry);
      return facts === undefined ? [] : [{ entry, tags: entry.tags, facts }];
    });
  const derived = sources.flatMap((source) => [
    ...fromDockerfiles(source, described(source), checkouts),
    ...fromLives(source, checkouts),
  ]);
  return together(sources, derived, said);
}

/** The same with what somebody has read made anew, and the rest as it is: the address of that names a commit. */
export function resaid(
  sources: readonly Source[],
  said: readonly ImageRow[],
  before: readonly ImageRow[],
): readonly ImageRow[] {
  const read = before.filter(({ source }) => /\/blob\/[0-9a-f]{40}\//.test(source));
  return together(sources, read, said);
}

function together(
  sources: readonly Source[],
  derived: readonly ImageRow[],
  said: readonly ImageRow[],
): readonly ImageRow[] {
  const named = new Map(sources.map(({ image, product }) => [image, product]));
  return [...derived, ...said.map((row) => ({ ...product(named.get(row.image)), ...row }))].sort((a, b) =>
    a.image < b.image ? -1 : a.image > b.image ? 1 : 0,
  );
}

function entriesFor(
  { image, repository, dockerfile = 'Dockerfile' }: Source,
  checkouts: Checkouts,
): readonly Entry[] {
  if (repository === undefined) return [];
  if (repository === 'library') return entriesOf(checkouts.read(library, `library/${image}`) ?? '');
  const files = typeof dockerfile === 'string' ? { '': dockerfile } : dockerfile;
  const releases = releasesOf(checkouts.tags(repository));
  return Object.entries(files).flatMap(([variant, dockerfile]) => [
    { tags: [variant], repository, dockerfile },
    ...releases.map(({ tag, version }) => ({
      tags: [variant === '' ? version : `${version}-${variant}`],
      repository,
      dockerfile,
      at: tag,
    })),
  ]);
}

function fromDockerfiles(
  source: Source,
  all: readonly (Said & { readonly entry: Entry })[],
  checkouts: Checkouts,
): readonly ImageRow[] {
  const [first] = all;
  const head = first === undefined ? undefined : checkouts.head(first.entry.repository);
  if (first === undefined || head === undefined) return [];
  const { repository, dockerfile } = first.entry;
  const at = `https://github.com/${repository}/blob/${head.commit}/${dockerfile}`;
  return partsOf(all).flatMap(({ ports = [], udpPorts = [], versions, variant, ...facts }) => {
    const opened = {
      ...(ports.length > 0 && !source.configured && { ports }),
      ...(udpPorts.length > 0 && !source.configured && { udpPorts }),
    };
    if (Object.keys(facts).length + Object.keys(opened).length === 0) return [];
    const which = { ...(versions !== undefined && { versions }), ...(variant !== undefined && { variant }) };
    const from = { source: at, asOf: head.day.slice(0, 7) };
    return [{ image: source.image, ...which, ...product(source.product), ...facts, ...opened, ...from }];
  });
}

function fromLives({ image, ends: slug, product: name }: Source, checkouts: Checkouts): readonly ImageRow[] {
  const head = checkouts.head(lives);
  if (slug === undefined || head === undefined) return [];
  const page = checkouts.read(lives, `products/${slug}.md`);
  if (page === undefined) throw new Error(`${lives} has no products/${slug}.md, which ${image} names`);
  const ends = endsOf(page, head.day);
  if (Object.keys(ends).length === 0) return [];
  return [
    {
      image,
      ...product(name),
      ends,
      source: `https://github.com/${lives}/blob/${head.commit}/products/${slug}.md`,
      asOf: head.day.slice(0, 7),
    },
  ];
}

function product(name: string | undefined) {
  return name === undefined ? {} : { product: name };
}
