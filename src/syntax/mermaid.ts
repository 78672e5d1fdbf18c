import { oneLine } from './one-line.ts';

/**
 * Text between the quotes of a label of a Mermaid flowchart: what could end it, or be a directive, an entity or
 * Markdown, is written as the number of its character.
 * @see https://mermaid.js.org/syntax/flowchart.html#entity-codes-to-escape-characters
 */
export function mermaidText(value: string): string {
  const safe = oneLine(value).replace(
    /[^\p{L}\p{N} .,:/()_-]|^[-+]|(?<=^\d+)[.)]/gu,
    (char) => `#${char.codePointAt(0)};`,
  );
  return safe === '' ? '#160;' : safe;
}

/** The id of a node, of its own for each kind and name, and no word of Mermaid's. */
export function mermaidId(kind: string, name: string): string {
  return `${kind}_${name.replace(/[^A-Za-z0-9]/gu, (char) => `_${char.codePointAt(0)?.toString(16)}_`)}`;
}
