import { createRequire } from 'node:module';
import { own } from '../../compose/own.ts';
import { below } from './mappings.ts';
import type { Import } from './spliced.ts';
import { exportsOf } from './spliced.ts';

/** What an import leads to: another source, by its number; a part of Stowage, a module of Node's or the package `constructs`, by its name. */
export type Link = number | `part ${string}` | `node ${string}` | 'package constructs';

/** One of the author's sources, as a module and as what a function can hold. */
export interface Scriptable {
  readonly source: string;
  readonly code: string;
  /** CommonJS, with its source map; undefined where it cannot be that. */
  readonly plain: { readonly code: string; readonly map: string } | undefined;
  readonly imports: readonly Import[];
  /** What each of them leads to, by what it asks for; undefined for what only modules can ask for. */
  readonly links: ReadonlyMap<string, Link | undefined>;
}

/** All sources as one script, of which V8 keeps what it has compiled: its value is a `Made`. */
export interface Scripted {
  readonly text: string;
  readonly map: string;
}

/** What a run has of Stowage, by the source of each part. */
export type Parts = Readonly<Record<string, () => object>>;

/** The sources in the order in which they run, each with what its imports lead to. */
type Made = readonly (readonly [
  number: number,
  body: (exports: object, require: (wanted: string) => unknown, module: { exports: object }) => void,
  links: Readonly<Record<string, Link>>,
])[];

/**
 * The sources as one script, where that means the same as modules: none imports a circle, something late, or another as a whole; none
 * has what is something else in a function; and each name is there. What is wrong Node says best, of modules.
 * @param sources the first is the entry; each has the number of its place
 * @param place a file where the script will be
 */
export function scripted(sources: readonly Scriptable[], parts: Parts, place: string): Scripted | undefined {
  const order = inOrder(sources);
  if (order === undefined || !sources.every((one) => isPlain(one, sources, parts, place))) return undefined;
  const made = order.map((number) => {
    const { plain, links } = sources[number] ?? {};
    const asked = JSON.stringify(Object.fromEntries(links ?? []));
    const text = `[${number}, function (exports, require, module) { "use strict";\n${plain?.code}\n}, ${asked}],\n`;
    const { mappings } = JSON.parse(plain?.map ?? '{}');
    return { text, mappings: `;${mappings}`, lines: text.split('\n').length - 1 };
  });
  const map = {
    ...{ version: 3, names: [], mappings: below(made) },
    sources: order.map((number) => sources[number]?.source),
  };
  return { text: `[${made.map(({ text }) => text).join('')}]`, map: JSON.stringify(map) };
}

/** As Node runs modules: what one imports before it, in the order of its imports; undefined where they import each other. */
function inOrder(sources: readonly Scriptable[]): readonly number[] | undefined {
  const order: number[] = [];
  const isStraight = (at: number, above: readonly number[]): boolean => {
    if (above.includes(at)) return false;
    if (order.includes(at)) return true;
    const next = [...(sources[at]?.links.values() ?? [])].filter((link) => typeof link === 'number');
    if (!next.every((one) => isStraight(one, [...above, at]))) return false;
    order.push(at);
    return true;
  };
  return isStraight(0, []) ? order : undefined;
}

/** Names that CommonJS has, and no module. */
const unlike =
  /\b(require|eval|arguments|__filename|__dirname)\b|\b(module|exports)\s*[.[=)]|\btypeof (module|exports)\b/;

function isPlain(
  { code, plain, imports, links }: Scriptable,
  sources: readonly Scriptable[],
  parts: Parts,
  place: string,
): boolean {
  return (
    plain !== undefined &&
    !unlike.test(code) &&
    imports.every(({ late, clause, wanted }) => {
      const names = late ? undefined : namesIn(clause);
      const link = links.get(wanted);
      return names !== undefined && link !== undefined && offers(link, names, sources, parts, place);
    })
  );
}

function offers(
  link: Link,
  names: readonly string[],
  sources: readonly Scriptable[],
  parts: Parts,
  place: string,
): boolean {
  if (typeof link === 'number') {
    const offered = exportsOf(sources[link]?.code ?? '');
    return names.every((name) => offered.includes(name));
  }
  const whole = meant(link, parts, place);
  return (
    whole !== undefined &&
    names.every((name) =>
      name === 'default' ? link.startsWith('node ') : Object.hasOwn(Object(whole), name),
    )
  );
}

/** The names that an import takes, as esbuild writes it; undefined where it takes all that there are. */
function namesIn(clause: string): readonly string[] | undefined {
  const match =
    /^(?:import|export)\s*(?:(?<itself>[\w$]+)\s*,?\s*(?=\{|from))?(?:\{(?<names>[\w$\s,]*)\}\s*)?(?:from\s*)?$/.exec(
      clause,
    );
  if (match?.groups === undefined) return undefined;
  const { itself, names = '' } = match.groups;
  const taken = names.split(',').flatMap((one) => /[\w$]+/.exec(one)?.[0] ?? []);
  return itself === undefined ? taken : ['default', ...taken];
}

/** Runs all of them, each once, and none below another: a trace of one has no line of who imports it. */
export function ran(script: unknown, parts: Parts, place: string): object {
  const made = script as Made; // nobody else writes it
  const exported = new Map<number, object>();
  let last = {};
  for (const [number, body, links] of made) {
    const module = { exports: {} };
    body.call(
      undefined,
      module.exports,
      (wanted) => {
        const link = own(links, wanted);
        return typeof link === 'number' ? exported.get(link) : link && meant(link, parts, place);
      },
      module,
    );
    exported.set(number, module.exports);
    last = module.exports;
  }
  return last;
}

function meant(link: string, parts: Parts, place: string): unknown {
  const [kind, name = ''] = link.split(' ');
  return kind === 'part' ? own(parts, name)?.() : createRequire(place)(name);
}
