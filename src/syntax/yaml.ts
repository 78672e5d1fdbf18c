import type { Scalar, YAMLMap, YAMLSeq } from 'yaml';
import { Document, isMap, isScalar, isSeq, parseDocument, visit } from 'yaml';

/**
 * YAML that every reader takes alike and a reviewer can read: strings that another YAML version could take for a
 * number, a date or a boolean are quoted (Compose still reads YAML 1.1 in places), multi-line strings stand as
 * blocks, short lists stand on one line, nothing is folded.
 * @param spaced keys whose entries are set apart by an empty line
 */
export function toYaml(value: unknown, comment: string, spaced: readonly string[] = []): string {
  const document = new Document(value, { aliasDuplicateObjects: false });
  visit(document, {
    Scalar(key, node) {
      // A workflow's key "on" stands bare everywhere, and GitHub's reader takes it for the word.
      if (key !== 'key' || node.value !== 'on') quote(node, key === 'key');
    },
    Pair(_, pair) {
      if (isScalar(pair.key) && isSeq(pair.value))
        flow(pair.value, flat.has(String(pair.key.value)) && fitsOneLine(pair.value));
      if (isScalar(pair.key) && spaced.includes(String(pair.key.value)) && isMap(pair.value))
        setApart(pair.value.items.slice(1));
      if (isScalar(pair.key) && spaced.includes(String(pair.key.value)) && isSeq(pair.value))
        for (const item of pair.value.items.slice(1)) if (isMap(item)) item.spaceBefore = true;
    },
  });
  if (isMap(document.contents)) setApart(document.contents.items.slice(1));
  document.commentBefore = ` ${comment}`;
  return document
    .toString({
      ...{ lineWidth: 0, singleQuote: true, flowCollectionPadding: false },
      // Folded over lines, a line of one space comes back as another one: yaml 2.9.1 writes two backslashes.
      doubleQuotedMinMultiLineLength: Number.MAX_SAFE_INTEGER,
    })
    .replace(hidden, (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

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

/** What a reader of YAML 1.1, Go's too, takes for the end of a line or refuses; escaped, it stands in double quotes only. */
const hidden = /[\x7f-\x9f\u2028\u2029\ufeff]/g;

function quote(node: Scalar, key: boolean): void {
  if (typeof node.value !== 'string') return;
  if (node.value.search(hidden) >= 0) node.type = 'QUOTE_DOUBLE';
  else if (!key && isBlock(node.value)) node.type = 'BLOCK_LITERAL';
  else if (node.value.includes('\n')) node.type = 'QUOTE_DOUBLE';
  else if (ambiguous.test(node.value)) node.type = 'QUOTE_SINGLE';
}

/** Whether a block of lines keeps it: Go's reader takes white space at its start, or a line of nothing else, for indentation. */
function isBlock(value: string): boolean {
  return (
    /^\S.*\n/.test(value) &&
    !/^[ \t]+$/m.test(value) &&
    !/[^\n\t\x20-\x7e\u00a0-\ud7ff\ue000-\ufefe\uff00-\ufffd]/.test(value)
  );
}

function flow(list: YAMLSeq, oneLine: boolean): void {
  list.flow = oneLine;
  // Go's reader of YAML refuses a plain ":19000" in a flow list.
  for (const item of oneLine ? list.items : [])
    if (isScalar(item) && typeof item.value === 'string' && !/^[\w./-][\w./@%+=-]*$/.test(item.value))
      item.type = 'QUOTE_SINGLE';
}

/** Lists that are read as one thing; any other has a line for each entry, and so does its diff. */
const flat = new Set([
  'test',
  'command',
  'entrypoint',
  'profiles',
  'cap_drop',
  'cap_add',
  'security_opt',
  'branches',
  'needs',
]);

/** What YAML 1.1 takes for a boolean, a number in base 60, 16, 8 or 2, a merge key or a date. */
const ambiguous =
  /^(y|n|yes|no|on|off|[-+]?\d[\d_]*(:[0-5]?\d)+(\.[\d_]*)?|[-+]?0[0-7_]+|[-+]?0b[01_]+|[-+]?0x[\da-f_]+|[-+]?[\d_]+(\.[\d_]*)?(e[-+]?\d+)?|e\d+|[-+]\.|[-+]?\.[\d_]*_[\d_]*|\d{4}-\d\d?-\d\d?.*|=|<<|~)$/i;

function fitsOneLine(node: YAMLSeq): boolean {
  const length = node.items.reduce<number>((sum, item) => {
    if (!isScalar(item) || String(item.value).includes('\n')) return Number.POSITIVE_INFINITY;
    return sum + String(item.value).length + 2;
  }, 0);
  return length <= 100;
}

function setApart(pairs: readonly { readonly key: unknown }[]): void {
  for (const { key } of pairs) if (isScalar(key)) key.spaceBefore = true;
}
