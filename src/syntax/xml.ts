import { Unspellable } from '../model/unspellable.ts';

const named: ReadonlyMap<string, string> = new Map([
  ['&', '&amp;'],
  ['<', '&lt;'],
  ['>', '&gt;'],
  ['"', '&quot;'],
  ["'", '&apos;'],
]);

/**
 * A value as XML text or inside a quoted attribute. What XML 1.0 cannot carry at all is refused.
 * @throws Unspellable for a control character or half of a surrogate pair
 * @see https://www.w3.org/TR/xml/#charsets
 */
export function xml(value: string): string {
  for (const character of value) {
    const code = character.codePointAt(0) ?? 0;
    const legal =
      code === 9 ||
      code === 10 ||
      code === 13 ||
      (code >= 0x20 && code < 0xd800) ||
      (code > 0xdfff && code < 0xfffe) ||
      code > 0xffff;
    if (!legal)
      throw new Unspellable(
        value,
        `cannot stand in XML: it has U+${code.toString(16).toUpperCase().padStart(4, '0')}`,
      );
  }
  // A reader turns a literal carriage return into a line feed (one of XML 1.1 the other line ends, too), and white
  // space in an attribute into spaces.
  return value
    .replace(/[&<>"']/g, (c) => named.get(c) ?? c)
    .replace(/[\r\n\t\u0085\u2028]/g, (c) => `&#${c.charCodeAt(0)};`);
}
