import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';

/** A number that begins with a zero, which Go reads as older YAML does. */
const octal = {
  tag: 'tag:yaml.org,2002:int',
  default: true,
  test: /^0[0-7]+$/,
  resolve: (text: string) => Number.parseInt(text, 8),
};

/** A foreign Compose file as plain values, numbers and merge keys as Go reads them. */
export function readForeign(content: string): unknown {
  const parsed: unknown = parse(content, {
    merge: true,
    maxAliasCount: -1,
    intAsBigInt: true,
    logLevel: 'error',
    customTags: (tags) => [octal, ...tags],
  });
  return plain(parsed);
}

/** Big numbers only where they are big. */
function plain(value: unknown): unknown {
  if (typeof value === 'bigint') return Number.isSafeInteger(Number(value)) ? Number(value) : value;
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, plain(one)]));
}

/** Foreign Compose files, when the folder that STOWAGE_CORPUS names is there: none of them is ours to keep. */
export function corpus(): readonly { readonly name: string; readonly content: string }[] {
  const folder = process.env.STOWAGE_CORPUS;
  if (folder === undefined) return [];
  return readdirSync(folder, { recursive: true })
    .map(String)
    .filter((name) => /\.ya?ml$/.test(name))
    .sort()
    .map((name) => ({ name, content: readFileSync(join(folder, name), 'utf8') }));
}
