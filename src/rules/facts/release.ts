/** Words for what is newest somewhere. */
const channels = new Set([
  ...['latest', 'stable', 'edge', 'nightly', 'canary', 'next', 'beta', 'alpha', 'lts', 'mainline'],
  ...['main', 'master', 'dev', 'develop', 'trunk', 'testing', 'staging', 'production'],
]);

/**
 * What of a tag says which release it is, without the role and the variant around that: `1.0` of `1.0-worker`, `web-v1.0` and
 * `1.0-alpine3.20`; where no version is said, a commit or a channel. Empty for a role alone: `worker`.
 */
export function releaseIn(tag: string): string {
  const words = tag.split(/[-_]/);
  const start = words.findIndex((word) => /^v?\d/i.test(word));
  const commits = words.filter((word) => /^(?:sha)?[0-9a-f]{7,40}$/i.test(word));
  if (start < 0) return [...commits, ...words.filter((word) => channels.has(word.toLowerCase()))].join('-');
  const after = words.slice(start + 1);
  const end = after.findIndex((word) => !/^(?:\d|(?:rc|alpha|beta|pre|preview|snapshot)[\d.]*$)/i.test(word));
  const version = [words[start]?.replace(/^v/i, ''), ...(end < 0 ? after : after.slice(0, end))];
  return [...new Set([...version, ...commits])].join('-');
}
