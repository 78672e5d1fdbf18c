import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import fc from 'fast-check';
import Handlebars from 'handlebars';
import { describe, expect, test } from 'vitest';
import type { Printed } from '../../src/files/printing.ts';
import { field, holds, items, text } from '../../src/files/printing.ts';
import { printed } from '../../src/start/printer.js';

/** What a template asks of a place in its data. */
interface Shape {
  readonly fields: Map<string, Shape>;
  /** Of a list. */
  item?: Shape;
}

/** A template with those that it may take in, by their names. */
interface Folder {
  readonly name: string;
  part(name: string): string;
}

/** The templates that the package has as code, each beside those that it may take in. */
const root = resolve(import.meta.dirname, '../..');
const files = ['src', 'constructs']
  .flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true }).map((name) => join(folder, String(name))),
  )
  .filter((file) => file.endsWith('.hbs'))
  .sort();
const above = (file: string) => /^src\/targets\/\w+\/templates/.exec(file)?.[0] ?? dirname(file);
const nameOf = (file: string) => relative(above(file), file).replace(/\.hbs$/, '');
const read = (file: string) => readFileSync(join(root, file), 'utf8');
const templates = new Map(files.map((file) => [file, read(file)]));

/** Adds what a program asks for, to the first of the places, where it stands, and the names of what its values go through. */
function ask(program: hbs.AST.Program, places: readonly Shape[], escapes: Set<string>, folder: Folder): void {
  const field = (path: object): Shape | undefined => {
    const { parts = [], depth, data } = Object(path);
    let at = data ? undefined : places[depth];
    for (const name of data ? [] : parts) {
      const next: Shape = at?.fields.get(name) ?? { fields: new Map() };
      at?.fields.set(name, next);
      at = next;
    }
    return at;
  };
  const value = (node: object): void => {
    const { type, path, params } = Object(node);
    if (type === 'PathExpression') field(node);
    else if (params?.length === 0) field(path);
    else if (params) escapes.add(path.original);
    for (const one of params ?? []) value(one);
  };
  for (const node of program.body) {
    const { type, name, path, params, program: then, inverse } = Object(node);
    if (type === 'MustacheStatement') value(node);
    if (type === 'PartialStatement')
      ask(Handlebars.parse(folder.part(name.original)), places, escapes, folder);
    if (type !== 'BlockStatement') continue;
    const at = field(params[0]);
    if (at && path.original === 'each') at.item ??= { fields: new Map() };
    ask(then, path.original === 'each' && at?.item ? [at.item, ...places] : places, escapes, folder);
    if (inverse) ask(inverse, places, escapes, folder);
  }
}

const nothing = fc.constantFrom<unknown>(undefined, null, '', 0, false, [], {});
const leaf = fc.oneof(nothing, fc.constantFrom<unknown>(true, 7, ['a'], 'a\nb'), fc.string({ maxLength: 3 }));

/** Handlebars reads none that has no prototype. */
const record = (fields: Record<string, fc.Arbitrary<unknown>>, requiredKeys = Object.keys(fields)) =>
  fc.record(fields, { noNullPrototype: true, requiredKeys });

/** Data of that shape, and some that lacks of it. */
function dataOf({ fields, item }: Shape): fc.Arbitrary<unknown> {
  if (item) {
    const one = dataOf(item);
    const some = fc.oneof(fc.array(one, { maxLength: 3 }), record({ a: one, b: one }));
    return fc.oneof({ weight: 5, arbitrary: some }, nothing);
  }
  if (fields.size === 0) return leaf;
  const all = Object.fromEntries([...fields].map(([name, shape]) => [name, dataOf(shape)]));
  return fc.oneof(
    { weight: 20, arbitrary: record(all) },
    { weight: 1, arbitrary: record(all, []) },
    { weight: 1, arbitrary: fc.constantFrom<unknown>(undefined, null, {}) },
  );
}

/** What is printed, or that nothing is. */
function outcome(print: () => string): string {
  try {
    return print();
  } catch (error) {
    return error instanceof TypeError
      ? 'a TypeError'
      : String(Object(error).message).replace(/ - \d+:\d+$/, '');
  }
}

type Print = (data: object) => string;

/** By Handlebars and by us, with escapes that show what they were given. */
function both({ name, part }: Folder, names: Iterable<string>): Readonly<Record<'theirs' | 'ours', Print>> {
  const handlebars = Handlebars.create();
  const shown = (one: string, given: readonly unknown[]) => `<${one} ${JSON.stringify(given)}>`;
  const escapes: Record<string, (...given: readonly unknown[]) => string> = {};
  for (const one of names) {
    escapes[one] = (...given) => shown(one, given);
    handlebars.registerHelper(one, (...given) => shown(one, given.slice(0, -1)));
  }
  const of: Record<string, Printed> = {};
  const add = (one: string): void => {
    const template = part(one);
    handlebars.registerPartial(one, template);
    const around = ['of', 'field', 'holds', 'items', 'text'];
    of[one] = new Function(...around, `return ${printed(template)}`)(of, field, holds, items, text);
    for (const [, taken = ''] of template.matchAll(/\{\{> (\S+)\}\}/g)) add(taken);
  };
  add(name);
  const theirs = handlebars.compile(part(name), { noEscape: true, strict: true });
  return { theirs: (data) => theirs(data), ours: (data) => of[name]?.(escapes, data) ?? '' };
}

function same(folder: Folder, numRuns: number): void {
  const shape: Shape = { fields: new Map() };
  const escapes = new Set<string>();
  ask(Handlebars.parse(folder.part(folder.name)), [shape], escapes, folder);
  const { theirs, ours } = both(folder, escapes);
  fc.assert(
    fc.property(dataOf(shape), (data) => {
      expect(outcome(() => ours(Object(data)))).toBe(outcome(() => theirs(Object(data))));
    }),
    { numRuns },
  );
}

describe('as Handlebars prints it, whatever the data', () => {
  test.each(files)('%s', (file) => {
    const part = (name: string) => templates.get(join(above(file), `${name}.hbs`)) ?? '';
    same({ name: nameOf(file), part }, 25);
  });

  test.each([
    '{{a}}{{#if b}} b {{c.d}}{{else if e}} e {{else}}\nnone\n{{/if}}',
    '{{#each list}}{{#unless @first}}, {{/unless}}{{this}}{{@index}}{{#if @last}}.{{/if}}{{else}}none{{/each}}',
    '{{#each a}}{{#each b}}{{../c}} {{sh ../../d "x" 3 true}}{{#each this}}{{@last}}{{/each}}{{/each}}{{/each}}',
    "{{xml (host a) ':' (port a)}}{{{b}}}{{&c}}{{! a comment }}{{~#if d~}} d {{~/if~}} \\{{e}}",
    '{{#if this.a}}{{./b}}{{/if}}',
  ])('%s', (template) => {
    same({ name: 'one', part: () => template }, 500);
  });
});

describe('refused, for nobody would print it', () => {
  test.each([
    '{{#with a}}{{b}}{{/with}}',
    '{{#each a as |b|}}{{b}}{{/each}}',
    '{{#each a}}{{@key}}{{/each}}',
    '{{@root.a}}',
    '{{../a}}',
    '{{> (lookup . "a")}}',
    '{{> a b}}',
    '  {{> a}}\n',
    '{{sh a=b}}',
    '{{sh null}}',
    '{{sh a-b}}',
    '{{sh constructor}}',
    '{{#sh a}}{{/sh}}',
    '{{#> a}}{{/a}}',
    '{{* a}}',
  ])('%s', (template) => {
    expect(() => printed(template)).toThrow();
  });
});
