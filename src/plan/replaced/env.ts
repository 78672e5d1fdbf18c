import { isMisspelled, readText, resolveText } from '../../compose/interpolation.ts';
import type { LookUp } from '../../compose/resolve.ts';

/**
 * What a file of `env_file` says, as Compose reads it: quotes, comments, variables of the caller and of earlier lines.
 * @param raw nothing is replaced, and quotes are a part of the value
 * @see https://docs.docker.com/compose/how-tos/environment-variables/variable-interpolation/#env-file-syntax
 */
export function readEnv(
  content: string,
  lookUp: LookUp,
  known: ReadonlyMap<string, string>,
  raw = false,
): ReadonlyMap<string, string> {
  const values = new Map<string, string>();
  const asked: LookUp = (name) => lookUp(name) ?? values.get(name) ?? known.get(name);
  const filled = (value: string) => {
    const text = readText(value);
    return isMisspelled(text) ? value : (resolveText(text, asked) ?? value);
  };
  for (const [whole, name = '', equals, value = ''] of content.matchAll(line)) {
    if (whole.trim() === '' || whole.trimStart().startsWith('#')) continue;
    if (equals === undefined) {
      const handed = lookUp(name);
      if (handed !== undefined) values.set(name, handed);
    } else if (raw) values.set(name, value);
    else if (value.startsWith("'")) values.set(name, value.slice(1, value.lastIndexOf("'")));
    else if (value.startsWith('"'))
      values.set(name, filled(unescaped(value.slice(1, value.lastIndexOf('"')))));
    else values.set(name, filled(value.split(' #')[0]?.trimEnd() ?? ''));
  }
  return values;
}

/** A name, and what follows it: a quoted value may go over several lines. */
const line =
  /^[^\S\n]*(?:export\s+)?(#.*|[\p{L}\p{N}_.\-[\]]*)[^\S\n]*(?:([=:])[^\S\n]*('(?:[^'\\]|\\[\s\S])*'|"(?:[^"\\]|\\[\s\S])*"|[^\n]*))?.*$/gmu;

/** What a backslash stands for between double quotes. */
const signs = new Map([
  ['n', '\n'],
  ['r', '\r'],
  ['t', '\t'],
  ['$', '$$'],
]);

function unescaped(value: string): string {
  return value.replace(/\\([nrt$"\\])/g, (_, sign: string) => signs.get(sign) ?? sign);
}
