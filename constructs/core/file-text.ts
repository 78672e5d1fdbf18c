import type { ConfigContent, Piece, PlaceFormat } from '../../src/model/config-file.ts';
import { StowageError } from '../../src/model/error.ts';
import type { Template, VariableBook } from './value.ts';
import type { Secret, Variable } from './variable.ts';

/** A file with values in it, as it will look: each value stands where its format has one, and gets the quotes or escapes of it. */
export interface FileText {
  /**
   * What values go through. In `yaml`, `json`, `toml` and `env` each is a whole value and gets its quotes: an address with a password in it is one text`…` in the
   * other. `xml` escapes. `ini` and `plain` know no escape, so `make start` refuses a value with a character that means something there.
   */
  readonly format: PlaceFormat;
  /** The file. */
  readonly text: Template;
  /**
   * Those that are numbers or words, and stand without quotes.
   * @default - none; numbers, true and false of your own never have any
   */
  readonly bare?: readonly (Variable | Secret)[];
}

/** The formats in which a value stands between quotes that it gets here. */
const quotes: ReadonlySet<PlaceFormat> = new Set(['yaml', 'json', 'toml', 'env']);

/**
 * What stands in a file as it is, and the values between. A text`…` has its literals at even places.
 * @throws StowageError `value-in-quotes` for one that is a part of a quoted or longer word, where its own quotes would end that.
 */
export function piecesOf(
  file: string,
  { format, text, bare = [] }: FileText,
  book: VariableBook,
): readonly Piece[] {
  const unquoted = new Set(bare.map(({ name }) => name));
  return text.parts.flatMap((part, i): readonly Piece[] => {
    if (i % 2 === 0) return [String(part)];
    if (typeof part === 'number' || typeof part === 'boolean') return [String(part)];
    const value = book.text(part);
    const [only, ...others] = value;
    const isBare =
      others.length === 0 && typeof only === 'object' && only.kind === 'variable' && unquoted.has(only.name);
    if (quotes.has(format) && !isBare) {
      const [before, after] = [i - 1, i + 1].map((at) => String(text.parts[at] ?? ''));
      const begins = i === 1 && before === '';
      const ends = i + 2 >= text.parts.length && after === '';
      checkWhole(file, format, begins ? '\n' : (before ?? ''), ends ? '\n' : (after ?? ''));
    }
    return [{ value, bare: isBare }];
  });
}

function checkWhole(file: string, format: PlaceFormat, before: string, after: string): void {
  const opens = format === 'yaml' ? /[\s[{(,]$/ : /[\s[{(,:=]$/;
  if (opens.test(before) && /^[\s\]}),:;#]/.test(after)) return;
  throw new StowageError(
    'value-in-quotes',
    `"${file}" has a value in the middle of ${JSON.stringify(`${before.slice(-20)}…${after.slice(0, 20)}`)}, and a value of ${format} is a whole one, with quotes of its own`,
    'take your quotes away, and put the whole value into one text: url: ${text`https://${user}:${password}@example.com/`}',
  );
}

/**
 * The format through which a host fills what is generated; undefined where nothing is left to fill.
 * @throws StowageError `place-twice` where a literal looks like a place.
 */
export function placesOf(file: string, content: ConfigContent): PlaceFormat | 'value' | undefined {
  if (content.kind === 'text' || typeof content.format === 'object') return undefined;
  const names = new Set<string>();
  const literals: string[] = [];
  const look = (value: unknown): void => {
    if (typeof value === 'string') literals.push(value);
    else if (isPart(value)) names.add(value.name);
    else if (typeof value === 'object' && value !== null) Object.values(value).forEach(look);
  };
  look(content.kind === 'template' ? [content.template, content.facts] : content.pieces);
  const taken = [...names].find((name) =>
    literals.some((literal) => literal.includes(`@{${name}}`) || literal.includes(`@{bare ${name}}`)),
  );
  if (taken !== undefined)
    throw new StowageError(
      'place-twice',
      `"${file}" has the words @{${taken}} of its own, which is how the place of ${taken} is written`,
      'give the variable another name, or the file another word',
    );
  return names.size === 0 ? undefined : content.format;
}

function isPart(value: unknown): value is { readonly name: string } {
  return (
    typeof value === 'object' &&
    value !== null &&
    'kind' in value &&
    value.kind === 'variable' &&
    'name' in value &&
    typeof value.name === 'string'
  );
}
