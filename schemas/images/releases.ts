import { compareVersions } from '../../src/model/version.ts';

/** How many series of versions are looked at. */
const most = 16;

/** The tags of a repository that are the last release of their series: `v3.7.6` of `3.7`, the newest first. */
export function releasesOf(
  tags: readonly string[],
): readonly { readonly tag: string; readonly version: string }[] {
  const bySeries = new Map<string, { tag: string; version: string }>();
  for (const tag of tags) {
    const version = /^(?:[a-z]+[-/])?v?(\d+\.\d+(?:\.\d+)*)$/.exec(tag)?.[1];
    if (version === undefined) continue;
    const series = version.split('.').slice(0, 2).join('.');
    const before = bySeries.get(series);
    if (before === undefined || compareVersions(before.version, version) < 0)
      bySeries.set(series, { tag, version });
  }
  return [...bySeries.values()].sort((a, b) => compareVersions(b.version, a.version)).slice(0, most);
}
