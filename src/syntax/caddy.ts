import type { Text } from '../compose/text.ts';
import { spellAddress } from '../compose/text.ts';
import { Unspellable } from './unspellable.ts';

/**
 * One token of a Caddyfile. Variables become `{$NAME}`, which Caddy replaces before it parses.
 * @throws Unspellable for text that no quoting keeps: what Caddy would replace, a brace alone, or a backslash before
 * a quote beside a backtick
 * @see https://caddyserver.com/docs/caddyfile/concepts
 */
export function caddyToken(text: Text | string): string {
  const parts = typeof text === 'string' ? [text] : text;
  const spelled = parts
    .map((part) => {
      if (typeof part !== 'string') return part.kind === 'address' ? spellAddress(part) : `{$${part.name}}`;
      if (part.includes('\0')) throw new Unspellable(part, 'cannot stand in a Caddyfile: it has a NUL byte');
      if (part.includes('{$'))
        throw new Unspellable(part, 'cannot stand in a Caddyfile: Caddy would replace "{$"');
      return part;
    })
    .join('');
  if (/^(\{|\}|\{\})$/.test(spelled))
    throw new Unspellable(
      spelled,
      'cannot stand in a Caddyfile alone: Caddy takes it for a block, quoted or not',
    );
  if (/^[\w{$}/.:*@+-]+$/.test(spelled)) return spelled;
  // Between double quotes a backslash stands for itself, unless a quote follows; between backticks it always does.
  if (!/\\("|$)/.test(spelled)) return `"${spelled.replaceAll('"', '\\"')}"`;
  if (!spelled.includes('`')) return `\`${spelled}\``;
  throw new Unspellable(spelled, 'cannot stand in a Caddyfile: neither quotes nor backticks keep it');
}

/**
 * One token that stays one when its variable is empty: Caddy replaces before it parses, and a bare `{$NAME}` would be gone.
 */
export function caddyOptional(text: Text): string {
  const [only, ...others] = text;
  return others.length === 0 && typeof only === 'object' && only.kind === 'variable'
    ? `"{$${only.name}}"`
    : caddyToken(text);
}
