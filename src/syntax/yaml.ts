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
  if (pairs === undefined) page.add('{}');
  else page.map(pairs, '', true);
  return page.end();
}

/** What a map that is not empty holds, its keys beside its values. */
interface Pairs {
  readonly keys: readonly string[];
  readonly values: readonly unknown[];
}

class Page {
  #text: string;
  /** What comes behind it, until it is so much that it is put together: each piece takes more room than its letters. */
  #pieces: string[] = [];
  readonly #spaced: ReadonlySet<string>;
  readonly #keys = new Map<string, string>();
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

  /** The pairs of a map, the first one where the page stands. */
  map({ keys, values }: Pairs, indent: string, apart: boolean): void {
    let first = true;
    for (let i = 0; i < keys.length; i++) {
      const key = keys[i] ?? '';
      const value = values[i];
      if (value === undefined) continue;
      if (!first) this.#next(indent, apart);
      first = false;
      this.#pair(key, value, indent);
    }
  }

  /** The same few come back in every service. */
  #key(key: string, root: boolean): string {
    const known = root ? undefined : this.#keys.get(key);
    const spelled = known ?? spellKey(key, root);
    if (!root && known === undefined && this.#keys.size < 1000) this.#keys.set(key, spelled);
    return spelled;
  }

  #pair(key: string, value: unknown, indent: string): void {
    const spelled = this.#key(key, indent === '');
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
      this.add(pairs === undefined ? ' {}' : below);
      if (pairs !== undefined) this.map(pairs, inner, this.#spaced.has(key));
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
        if (pairs === undefined) this.add('{}');
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

function pairsOf(value: object): Pairs | undefined {
  const values = Object.values(value);
  return values.some((one) => one !== undefined) ? { keys: Object.keys(value), values } : undefined;
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
