import { spellInFlow, spellKey, spellScalar, withoutHidden } from './yaml-scalar.ts';

/**
 * YAML that every reader takes alike and a reviewer can read: strings that another YAML version could take for a
 * number, a date or a boolean are quoted (Compose still reads YAML 1.1 in places), multi-line strings stand as
 * blocks, short lists stand on one line, nothing is folded. A key whose value is undefined is left out.
 *
 * It is written in one pass over the value, and holds no second form of it: a large system has thousands of services.
 * @param spaced keys whose entries are set apart by an empty line
 */
export function toYaml(value: object, comment: string, spaced: readonly string[] = []): string {
  const page = new Page(`# ${withoutHidden(comment)}\n\n`, new Set(spaced));
  const pairs = pairsOf(value);
  if (pairs.length === 0) page.add('{}');
  else page.map(pairs, '', true);
  return page.end();
}

type Pairs = readonly (readonly [string, unknown])[];

class Page {
  #text: string;
  /** What comes behind it, until it is so much that it is put together: each piece takes more room than its letters. */
  #pieces: string[] = [];
  readonly #spaced: ReadonlySet<string>;
  /** The last value ends with empty lines of its own: one more before the next entry would be another value. */
  #endsEmpty = false;

  constructor(text: string, spaced: ReadonlySet<string>) {
    this.#text = text;
    this.#spaced = spaced;
  }

  add(text: string): void {
    this.#pieces.push(text);
    this.#endsEmpty = false;
  }

  end(): string {
    this.#gather();
    return `${this.#text}\n`;
  }

  #gather(): void {
    this.#text += this.#pieces.join('');
    this.#pieces = [];
  }

  /** The pairs of a map that is not empty, the first one where the page stands. */
  map(pairs: Pairs, indent: string, apart: boolean): void {
    let first = true;
    for (const [key, value] of pairs) {
      if (!first) this.#next(indent, apart);
      first = false;
      this.#pair(key, value, indent);
    }
  }

  #pair(key: string, value: unknown, indent: string): void {
    const spelled = spellKey(key, indent === '');
    // YAML allows no more before a colon on one line.
    const long = spelled.length > 1024;
    this.add(long ? `? ${spelled}\n${indent}:` : `${spelled}:`);
    const inner = `${indent}  `;
    const below = long ? ' ' : `\n${inner}`;
    if (Array.isArray(value)) {
      if (flat.has(key) && fitsOneLine(value)) this.add(` ${oneLine(value)}`);
      else {
        this.add(below);
        this.#list(value, inner, this.#spaced.has(key));
      }
    } else if (typeof value === 'object' && value !== null) {
      const pairs = pairsOf(value);
      this.add(pairs.length === 0 ? ' {}' : below);
      if (pairs.length > 0) this.map(pairs, inner, this.#spaced.has(key));
    } else {
      this.add(' ');
      this.#scalar(value, inner);
    }
  }

  #list(items: readonly unknown[], indent: string, apart: boolean): void {
    if (items.length === 0) this.add('[]');
    const inner = `${indent}  `;
    let first = true;
    for (const item of items) {
      if (!first) this.#next(indent, apart && isMap(item));
      first = false;
      this.add('- ');
      if (Array.isArray(item)) this.#list(item, inner, false);
      else if (isMap(item)) {
        const pairs = pairsOf(item);
        if (pairs.length === 0) this.add('{}');
        else this.map(pairs, inner, false);
      } else this.#scalar(item, inner);
    }
  }

  #scalar(value: unknown, indent: string): void {
    const { text, endsEmpty } = spellScalar(value, indent);
    this.add(text);
    this.#endsEmpty = endsEmpty;
  }

  #next(indent: string, apart: boolean): void {
    if (this.#pieces.length > 10_000) this.#gather();
    this.add(`${apart && !this.#endsEmpty ? '\n\n' : '\n'}${indent}`);
  }
}

function pairsOf(value: object): Pairs {
  const pairs = Object.entries(value);
  return pairs.some(([, one]) => one === undefined) ? pairs.filter(([, one]) => one !== undefined) : pairs;
}

function isMap(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
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

function fitsOneLine(items: readonly unknown[]): boolean {
  let length = 0;
  for (const item of items) {
    if (typeof item === 'object' && item !== null) return false;
    const text = String(item ?? null);
    if (text.includes('\n')) return false;
    length += text.length + 2;
  }
  return length <= 100;
}

function oneLine(items: readonly unknown[]): string {
  return `[${items.map(spellInFlow).join(', ')}]`;
}
