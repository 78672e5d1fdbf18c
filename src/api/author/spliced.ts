import { parse } from 'es-module-lexer/js';

/** What a module asks for, and where it says so: from the first quote to what follows the last, attributes too. */
export interface Import {
  readonly wanted: string;
  /** It is asked for when a line is run, if ever. */
  readonly late: boolean;
  readonly start: number;
  readonly end: number;
  /** What stands before the first quote: which names it takes; empty for a late one. */
  readonly clause: string;
  /** Where attributes of it end; they say what is not true of a module any more. */
  readonly past: number;
}

/** All that JavaScript asks for by name; undefined where it asks for what only running it can tell, or of itself for what it is. */
export function importsOf(code: string): readonly Import[] | undefined {
  const [found] = parse(code);
  const imports = found.map(({ n, d, s, e, ss, se, a, t }): Import | undefined => {
    if (n === undefined || d === -2 || t > 2) return undefined;
    const late = d >= 0;
    // Of a late one the lexer counts the quotes in.
    return late
      ? { wanted: n, late, clause: '', start: s, end: e, past: a < 0 ? e : se - 1 }
      : {
          wanted: n,
          late,
          clause: code.slice(ss, s - 1),
          start: s - 1,
          end: e + 1,
          past: a < 0 ? e + 1 : se,
        };
  });
  return imports.some((one) => one === undefined) ? undefined : imports.filter((one) => one !== undefined);
}

/** The names that JavaScript exports itself, those that it hands on by name too. */
export function exportsOf(code: string): readonly string[] {
  return parse(code)[1].map(({ n }) => n);
}

/** The code with other targets; columns behind a shorter one stay what they were. */
export function spliced(
  code: string,
  imports: readonly Import[],
  target: (one: Import) => string | undefined,
): string {
  let text = '';
  let done = 0;
  for (const one of imports) {
    const said = target(one);
    if (said === undefined) continue;
    text += code.slice(done, one.start) + JSON.stringify(said).padEnd(one.end - one.start);
    done = one.past;
  }
  return text + code.slice(done);
}
