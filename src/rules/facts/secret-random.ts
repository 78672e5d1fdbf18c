import { byText } from '../../compose/by-text.ts';

/** Blocks that are random and known to all, and what stands before a value that is. */
const open = /-----BEGIN (?:CERTIFICATE|[A-Z ]*PUBLIC KEY)-----[^-]*|ssh-[\w-]+ \S+|;base64,\S+/g;
const openName =
  /(?:^|[^a-z])(?:ids?|uuid|public|publishable|client|site_?key|dsn|fingerprint|digest|hash|sha-?\d*|md5|checksum|integrity|etag|commit|revision|rev|version|cert(?:ificate)?|example)(?:[^a-z]|$)/;
const mayBeToken = /[\w/+-]{24}/;
const token = /(?<![\w/+.@$%&?#\uFFFC-])[\w/+-]{24,}={0,2}(?![\w@.%\uFFFC])/g;
const before = /([\w.-]+)["']?\s{0,3}[=:>-]\s{0,3}["']?$/;

/** A longer token takes more room than a regular expression has. */
const longest = 1_000_000;

/**
 * The tokens of a text that nobody typed and that nothing says to be public, by their length. Letters of both cases and
 * digits alternate in them as chance has it. Digests and ids in hexadecimal are no such tokens, nor are words.
 */
export function randomIn(text: string, name = ''): readonly number[] {
  if (text.length < 24 || !mayBeToken.test(text) || isOpenName(name)) return [];
  const lengths: number[] = [];
  const closed = text.slice(0, longest).replace(open, ' ');
  for (const { index, 0: found } of closed.matchAll(token)) {
    if (!isRandom(found)) continue;
    const [, called = ''] = before.exec(closed.slice(Math.max(0, index - 60), index)) ?? [];
    if (!isOpenName(called)) lengths.push(found.length);
  }
  return lengths;
}

/** Whether a value is random: mixed letters and digits, or, where its name speaks of a key, a long hexadecimal number. */
export function isRandomKey(name: string, value: string): boolean {
  const bare = value.trim();
  return bare.length >= 32 && isKeyName(name) && /^[0-9a-f]+$/i.test(bare) && new Set(bare).size > 8;
}

const keyName = /(^|[^a-z])(key|keys|salt|seed|pepper|hmac|jwt|auth|cookie|signature|session)$/;
const isKeyName = byText((name): boolean => keyName.test(words(name)) && !isOpenName(name));

/** Whether it looks as if it were drawn. */
export function isRandom(value: string): boolean {
  const count = (form: RegExp) => value.match(form)?.length ?? 0;
  if (value.length < 24 || /EXAMPLE|^AAAA|^p[hk][a-z]?_/.test(value)) return false;
  if (count(/[A-Z]/g) < 4 || count(/[a-z]/g) < 4 || count(/\d+/g) < 3) return false;
  if (count(/[/+_-]/g) > value.length / 8) return false;
  // Words of capitals and small letters change twice a word; what is drawn changes at two of three characters.
  const changes = count(/(?<=[a-z])[^a-z]|(?<=[A-Z])[^A-Z]|(?<=\d)\D/g);
  return changes > value.length * 0.45 && new Set(value).size > 14;
}

const isOpenName = byText((name): boolean => name !== '' && openName.test(words(name)));

function words(name: string): string {
  return name
    .slice(-64)
    .replace(/([a-z0-9])([A-Z])/g, '$1_$2')
    .toLowerCase();
}
