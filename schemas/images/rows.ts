import { groupBy } from '../../src/model/groups.ts';
import { major } from '../../src/model/image-name.ts';
import type { ImageRow } from '../../src/model/image-row.ts';
import { compareVersions } from '../../src/model/version.ts';
import type { Facts } from './dockerfile.ts';

/** What one Dockerfile says of the tags that are built of it. */
export interface Said {
  readonly tags: readonly string[];
  readonly facts: Facts;
}

/** A part of a row: which tags it is of, and what is known of them. */
export type Part = Pick<ImageRow, 'variant' | 'versions' | keyof Facts>;

const fields = ['volumes', 'ports', 'udpPorts', 'runsAs', 'healthcheck', 'lacks'] as const;
const variants = ['', 'alpine', 'slim'] as const;

/** What holds for all tags, what holds for those of a variant alone, and what holds from one version to the next where it has changed. What is known of some alone is said of no other. */
export function partsOf(all: readonly Said[]): readonly Part[] {
  const groups = variants.flatMap((variant) => {
    const said = all.filter(({ tags }) => variantOf(tags) === variant);
    return said.length === 0 ? [] : [{ variant, said, facts: agreed(said.map(({ facts }) => facts)) }];
  });
  const general: { -readonly [Field in keyof Facts]: Facts[Field] } = {};
  for (const field of fields) {
    const values = groups.map(({ facts }) => facts[field]);
    // What a variant may not have is not said of all.
    if (values[0] !== undefined && (field === 'lacks' || values.every((value) => value !== undefined)))
      Object.assign(general, { [field]: values[0] });
  }
  const [first, ...others] = groups;
  if (first === undefined) return [];
  const ranges = byVersion(first.said, first.facts);
  const ranged = new Set(ranges.flatMap((part) => fields.filter((field) => part[field] !== undefined)));
  const parts: Part[] = [general, ...ranges].map((part) =>
    first.variant === '' ? part : { variant: first.variant, ...part },
  );
  for (const { variant, said, facts } of others) {
    const differing = fields.flatMap((field) => {
      // What is known of the others to be missing may be in this one.
      const value =
        facts[field] ??
        (field === 'lacks' && (general[field] !== undefined || ranged.has(field)) ? [] : undefined);
      return value === undefined || (same(value, general[field]) && !ranged.has(field))
        ? []
        : [[field, value] as const];
    });
    parts.push({ variant, ...Object.fromEntries(differing) });
    for (const part of byVersion(said, facts)) {
      const alike = ranges.find(({ versions }) => versions === part.versions);
      const own = fields.flatMap((field) =>
        part[field] === undefined || (field !== 'lacks' && same(part[field], alike?.[field]))
          ? []
          : [[field, part[field]] as const],
      );
      parts.push({
        variant,
        ...(part.versions !== undefined && { versions: part.versions }),
        ...Object.fromEntries(own),
      });
    }
  }
  // Another base has other programs: what an Alpine variant lacks that nobody looked at is not known.
  const lacking = [general, ...ranges].some(
    ({ lacks }) => lacks?.includes('wget') === true && lacks.includes('sh') === false,
  );
  if (lacking && groups.every(({ variant }) => variant !== 'alpine'))
    parts.push({ variant: 'alpine', lacks: [] });
  return parts.map(shown).filter((part) => fields.some((field) => field in part));
}

/** Of what differs between versions, from which one to which it is the same. A tag without a version is in none of these rows. */
function byVersion(said: readonly Said[], common: Facts): readonly Part[] {
  const versions = groupBy(said, ({ tags }) => versionOf(tags) ?? '')
    .map((all) => ({ version: versionOf(all[0].tags), facts: agreed(all.map(({ facts }) => facts)) }))
    .flatMap(({ version, facts }) => (version === undefined ? [] : [{ version, facts }]))
    .sort((a, b) => compareVersions(a.version, b.version));
  const differing = fields.filter((field) => common[field] === undefined);
  const runs: { from: string; facts: Facts }[] = [];
  let before: string | undefined;
  const alone = new Set(versions.map(({ version }) => major(version))).size === versions.length;
  for (const { version, facts } of versions) {
    const own = Object.fromEntries(
      differing.flatMap((field) => (facts[field] === undefined ? [] : [[field, facts[field]] as const])),
    );
    if (!same(own, runs.at(-1)?.facts)) {
      const first = alone || (before !== undefined && major(before) !== major(version));
      runs.push({ from: first ? String(major(version)) : version, facts: own });
    }
    before = version;
  }
  return runs.map(({ from, facts }, at) => {
    const next = runs[at + 1];
    return { versions: `>=${from}${next === undefined ? '' : ` <${next.from}`}`, ...facts };
  });
}

/** Root is what an image runs as without a word, and no UDP is what it listens on. */
function shown({ runsAs, udpPorts, lacks, ...part }: Part): Part {
  return {
    ...part,
    ...(udpPorts !== undefined && udpPorts.length > 0 && { udpPorts }),
    ...(runsAs !== undefined && runsAs !== 'root' && { runsAs }),
    ...(lacks !== undefined && (lacks.length > 0 || part.variant !== undefined) && { lacks }),
  };
}

function agreed(all: readonly Facts[]): Facts {
  const [first = {}] = all;
  const common = fields.flatMap((field) => {
    const value = first[field];
    return value !== undefined && all.every((facts) => same(facts[field], value))
      ? [[field, value] as const]
      : [];
  });
  return Object.fromEntries(common);
}

function variantOf(tags: readonly string[]): (typeof variants)[number] {
  return variants.find((variant) => variant !== '' && tags.every((tag) => tag.includes(variant))) ?? '';
}

/** The first two numbers of the longest version among tags; one before a release is none. */
function versionOf(tags: readonly string[]): string | undefined {
  const all = tags.flatMap((tag) => /^v?(\d+(?:\.\d+)*)(?=-|$)/.exec(tag)?.[1] ?? []);
  return all
    .sort((a, b) => b.split('.').length - a.split('.').length)[0]
    ?.split('.')
    .slice(0, 2)
    .join('.');
}

function same(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
