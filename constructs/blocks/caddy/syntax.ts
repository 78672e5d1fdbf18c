import type { Text } from '../../../src/compose/text.ts';
import { spellAddress } from '../../../src/compose/text.ts';
import type { OwnFormat } from '../../../src/model/config-file.ts';
import { Unspellable } from '../../../src/model/unspellable.ts';

/**
 * One token of a Caddyfile. Variables become `{$NAME}`, which Caddy replaces before it parses.
 * @throws Unspellable for text that no quoting keeps: what Caddy would replace, a brace alone, or a backslash before
 * a quote beside a backtick
 * @see https://caddyserver.com/docs/caddyfile/concepts
 */
function caddyToken(text: Text): string {
  const spelled = text
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
 * Lines of a Caddyfile, as somebody wrote them, for a block that is one deep. Variables become `{$NAME}`.
 * @throws Unspellable for lines that would end the block or leave one open, and for what would be replaced from nowhere
 */
function caddyLines(text: Text): string {
  let depth = 1;
  const written = text
    .map((part) => {
      if (typeof part !== 'string') return part.kind === 'address' ? spellAddress(part) : `{$${part.name}}`;
      if (!/\{\$|\0/.test(part)) return part;
      throw new Unspellable(
        part,
        'cannot stand in a Caddyfile: Caddy would replace "{$"',
        'write text`…` around the lines, with ${variable} in the place of it',
      );
    })
    .join('');
  const lines = written.split(/\r?\n/).map((line) => line.trim());
  return lines
    .map((line) => {
      const words = wordsOf(line);
      if (words === undefined)
        throw new Unspellable(
          line,
          'is no line of a Caddyfile: a quote in it ends on no line, or on another one',
        );
      if (words.includes('}')) depth--;
      const indented = line === '' ? '' : '\t'.repeat(Math.max(depth, 0)) + line;
      if (words.at(-1) === '{') depth++;
      const isSound = words.every((word, i) =>
        word === '{' ? i === words.length - 1 && i > 0 : word !== '}' || words.length === 1,
      );
      if (depth < 1 || !isSound)
        throw new Unspellable(
          written,
          'would end the block that it stands in',
          'let each { end a line, and each } be one',
        );
      return indented;
    })
    .join('\n')
    .trim()
    .concat(depth === 1 ? '' : unclosed(written));
}

function unclosed(written: string): never {
  throw new Unspellable(written, 'leaves a block open', 'write the } that is missing');
}

/** The words of a line, without its comment; undefined when a quote is open at its end. */
function wordsOf(line: string): readonly string[] | undefined {
  const words = line.match(/"(?:[^"\\]|\\.)*"|`[^`]*`|[^\s"`]\S*|\S/g) ?? [];
  const comment = words.findIndex((word) => word.startsWith('#'));
  const said = comment < 0 ? words : words.slice(0, comment);
  return said.some((word) => word === '"' || word === '`' || word.startsWith('<<')) ? undefined : said;
}

/**
 * One token that stays one when its variable is empty: Caddy replaces before it parses, and a bare `{$NAME}` would be gone.
 */
function caddyOptional(text: Text): string {
  const [only, ...others] = text;
  return others.length === 0 && typeof only === 'object' && only.kind === 'variable'
    ? `"{$${only.name}}"`
    : caddyToken(text);
}

/** The format of Caddy's file. */
export const caddyfile = {
  name: 'Caddyfile',
  comment: '#',
  escapes: { caddy: caddyToken, caddyOptional, caddyLines },
} satisfies OwnFormat;
