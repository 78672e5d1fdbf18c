import { compareVersions } from '../../src/model/version.ts';
import { imageName } from './tag.ts';

/** A line of versions that has ended. */
interface Line {
  /** What the tags of the line begin with, and theirs is the version behind it. */
  readonly tags: RegExp;
  /** The last version that was published. */
  readonly last: string;
  /** The tag of that. */
  readonly tag: string;
}

/**
 * The last tag of the line that a tag pretends to be of, when it was never published; undefined when it was, or nobody
 * knows. A digest is pulled whatever the tag beside it says.
 */
export function lastInsteadOf(image: string): string | undefined {
  if (image.includes('@')) return undefined;
  const { repository, tag = '' } = imageName(image);
  for (const { tags, last, tag: lastTag } of lines.get(repository) ?? []) {
    const [, version] = tags.exec(tag) ?? [];
    if (version !== undefined && compareVersions(version, last) > 0) return lastTag;
  }
  return undefined;
}

const series = (prefix: string, last: string): Line => ({
  tags: new RegExp(`^(${prefix.replaceAll('.', '\\.')}(?:\\.\\d+)*)(?:-|$)`),
  last,
  tag: last,
});

/** As it was known in November 2026. A line that still gets versions is not here. */
const lines: ReadonlyMap<string, readonly Line[]> = new Map([
  [
    'posthog/posthog',
    // https://posthog.com/blog/sunsetting-helm-support-posthog: later images have the tags of commits, and `latest`
    [{ tags: /^release-(\d+(?:\.\d+)*)(?:-|$)/, last: '1.43.1', tag: 'release-1.43.1' }],
  ],
  // https://www.postgresql.org/support/versioning/
  ['postgres', [series('10', '10.23'), series('11', '11.22'), series('12', '12.22'), series('13', '13.23')]],
  // https://github.com/ClickHouse/ClickHouse/blob/master/utils/list-versions/version_date.tsv
  ['clickhouse/clickhouse-server', [series('22.8', '22.8.21.38')]],
  // https://zookeeper.apache.org/releases.html
  ['zookeeper', [series('3.7', '3.7.2')]],
]);
