import type { Text } from '../compose/text.ts';
import { showText } from '../compose/text.ts';
import type { Escape, FileFormat, FilledTemplate, PlaceFormat } from '../model/config-file.ts';
import { isUnspellable, Unspellable } from '../model/unspellable.ts';
import { worded } from '../model/worded.ts';
import { placed, placedBare } from '../syntax/placed.ts';
import { ahead } from './ahead.ts';
import { precompiled, reading, running } from './handlebars.ts';
import type { Escapes } from './printing.ts';

/** What a template gives to an escape: literals and facts, which together are one value. */
type Given = string | number | Text | Text[number];

/** By the names that a template says. */
function escapesOf(format: FileFormat): Readonly<Record<string, Escape>> {
  return typeof format === 'object' ? format.escapes : onHost(format);
}

function onHost(format: PlaceFormat): Readonly<Record<string, Escape>> {
  return { [format]: (text) => placed(format, text), bare: placedBare };
}

type Fill = (data: object) => string;
const instances = new Map<FileFormat, (template: string) => Fill>();

/**
 * A template of an author's or of a product's, filled. It knows the escapes of its format and no others, every value goes
 * through one, and what the facts lack is an error.
 * @throws Unspellable for a value that the format cannot carry, and for a template that is none
 */
export function filled({ format, template, facts }: FilledTemplate, notice: string): string {
  try {
    return compiled(format, template)({ ...facts, notice });
  } catch (error) {
    if (isUnspellable(error) || !(error instanceof Error)) throw error;
    const names = Object.keys(escapesOf(format)).join(' or ');
    throw new Unspellable(
      template,
      `is no template of ${typeof format === 'object' ? format.name : format}: ${error.message.replace(/\s+/g, ' ')}`,
      `mend the template: each value is a fact that goes through ${names}`,
    );
  }
}

function compiled(format: FileFormat, template: string): Fill {
  const known = instances.get(format) ?? instance(format);
  instances.set(format, known);
  return known(template);
}

function instance(format: FileFormat): (template: string) => Fill {
  const known: Escapes = {
    ...Object.fromEntries(
      Object.entries(escapesOf(format)).map(([name, spelled]) => [
        name,
        (...given: readonly unknown[]) => spelledBy(format, spelled, together(given)),
      ]),
    ),
    // One half of an address, for a format that has a place for each.
    host: (given: Given) => addressIn(given).service,
    port: (given: Given) => String(addressIn(given).port ?? ''),
  };
  let read: ((template: string) => Fill) | undefined;
  const filling = new Map<string, Fill>();
  return (template) => {
    const made = filling.get(template) ?? make(template);
    filling.set(template, made);
    return made;
  };
  function make(template: string): Fill {
    const printed = ahead.get(template);
    if (printed !== undefined) return (data) => printed(known, data);
    read ??= reader(format, known);
    return read(template);
  }
}

/** What reads templates that are texts. */
function reader(format: FileFormat, known: Escapes): (template: string) => Fill {
  const handlebars = running(known);
  return (template) => handlebars.template<object>(checked(template, Object.keys(escapesOf(format))));
}

/**
 * A template of which every value goes through an escape; our own sentence, a comment in any format, goes through none.
 * @throws Error when one does not, or it is no template
 */
function checked(template: string, names: readonly string[]): TemplateSpecification {
  const library = reading();
  class Escaped extends library.Visitor {
    override MustacheStatement(value: hbs.AST.MustacheStatement): void {
      const name = 'original' in value.path ? String(value.path.original) : '';
      if (value.params.length === 0 ? name !== 'notice' : !names.includes(name))
        throw new Error(`{{${name}}} goes through none of its escapes (${names.join(', ')})`);
    }
  }
  const program = library.parse(template);
  new Escaped().accept(program);
  return precompiled(program).spec;
}

/** @throws Unspellable for what the escape refuses, or answers with no text: one of a product's own may throw whatever it likes */
function spelledBy(format: FileFormat, spelled: Escape, text: Text): string {
  if (typeof format !== 'object') return spelled(text);
  try {
    const said: unknown = spelled(text);
    if (typeof said === 'string') return said;
    throw new TypeError(`its escape answers ${typeof said}`);
  } catch (error) {
    if (isUnspellable(error)) throw error;
    throw new Unspellable(showText(text), `cannot stand in ${format.name}: ${worded(error)}`);
  }
}

function together(given: readonly unknown[]): Text {
  return given.flatMap((one): Text => {
    if (typeof one === 'number') return [String(one)];
    if (typeof one === 'string') return [one];
    if (Array.isArray(one)) return together(one);
    if (isPart(one)) return [one];
    if (one === undefined) throw new Error('it names a fact that is not there');
    throw new Error(`${JSON.stringify(one)} is no text`);
  });
}

function isPart(one: unknown): one is Exclude<Text[number], string> {
  return (
    typeof one === 'object' &&
    one !== null &&
    'kind' in one &&
    (one.kind === 'variable' || one.kind === 'address')
  );
}

function addressIn(given: Given): Exclude<Text[number], string> & { readonly kind: 'address' } {
  const [first, ...others] = together([given]);
  if (others.length > 0 || typeof first !== 'object' || first.kind !== 'address')
    throw new Error(`${JSON.stringify(given)} is no address`);
  return first;
}
