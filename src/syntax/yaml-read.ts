import type { YAMLMap } from 'yaml';
import { isScalar, parseDocument, visit } from 'yaml';

/**
 * What a reader of YAML 1.2 makes of it.
 * @throws Error where it is none, or a map has one key twice
 */
export function fromYaml(content: string): unknown {
  // The parser compares each key of a map with all before it, and a large system has thousands of services.
  const document = parseDocument(content, { uniqueKeys: false });
  const [fault] = document.errors;
  if (fault !== undefined) throw fault;
  visit(document, { Map: (_, map) => keysOnce(map) });
  return document.toJS();
}

function keysOnce({ items }: YAMLMap): void {
  const seen = new Set<unknown>();
  for (const { key } of items) {
    const name = isScalar(key) ? key.value : key;
    if (seen.has(name)) throw new Error(`a map has the key ${JSON.stringify(name)} twice`);
    seen.add(name);
  }
}
