import type { Text } from '../model/text.ts';
import { spellAddress } from '../model/text.ts';

/**
 * One token of a Caddyfile. Variables become `{$NAME}`, which Caddy replaces before it parses.
 * @throws RangeError for text that no quoting keeps: a brace that Caddy would take for a placeholder
 * @see https://caddyserver.com/docs/caddyfile/concepts
 */
export function caddyToken(text: Text | string): string {
  const parts = typeof text === 'string' ? [text] : text;
  const spelled = parts
    .map((part) => {
      if (typeof part !== 'string') return part.kind === 'address' ? spellAddress(part) : `{$${part.name}}`;
      if (/\{\$|\0/.test(part))
        throw new RangeError(`"${part}" cannot stand in a Caddyfile: Caddy would replace "{$"`);
      return part;
    })
    .join('');
  if (/^[\w{$}/.:*@+-]+$/.test(spelled) && !/^[{}]$/.test(spelled)) return spelled;
  return `"${spelled.replace(/["\\]/g, (c) => `\\${c}`)}"`;
}
