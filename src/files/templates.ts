import { dotenvComment, dotenvValue } from '../syntax/dotenv.ts';
import { makeComment, makeTarget, makeText } from '../syntax/make.ts';
import {
  markdownCode,
  markdownCodes,
  markdownComment,
  markdownFenced,
  markdownProse,
  markdownText,
} from '../syntax/markdown.ts';
import { mermaidId, mermaidText } from '../syntax/mermaid.ts';
import { shellInside, shellLines, shellWord } from '../syntax/shell.ts';
import { precompiled, running } from './handlebars.ts';
import type { Escapes, Printed } from './printing.ts';

/** A template by its name, as a function of its data. */
export type Template = <Data extends object>(name: string) => (data: Data) => string;

/** Of the formats that any target writes. */
const ours: Escapes = {
  ...{ make: makeText, makeComment, makeTarget },
  ...{ sh: shellWord, shellInside, shellLines },
  ...{ dotenv: dotenvValue, dotenvComment },
  ...{ md: markdownText, code: markdownCode, codes: markdownCodes, prose: markdownProse },
  ...{ fenced: markdownFenced, mdComment: markdownComment },
  ...{ mermaid: mermaidText, mermaidId },
};

/**
 * The templates of one target, read and compiled once. `{{> path/of/part}}` in one is another one, with the same data. A field
 * that the data lacks is an error, not an empty string.
 * @param found a template's text, or the code that it was made into; throws where there is none of that name
 * @param escapes of formats that no other target writes
 */
export function templatesOf(found: (name: string) => string | Printed, escapes: Escapes = {}): Template {
  const known = { ...ours, ...escapes };
  let read: ((text: string) => (data: object) => string) | undefined;
  return (name) => {
    let made: ((data: object) => string) | undefined;
    return (data) => {
      made ??= make();
      return made(data);
    };
    function make(): (data: object) => string {
      const one = found(name);
      if (typeof one !== 'string') return (data) => one(known, data);
      read ??= reader(found, known);
      return read(one);
    }
  };
}

/** What reads templates that are texts, and those that they take in. */
function reader(
  found: (name: string) => string | Printed,
  escapes: Escapes,
): (text: string) => (data: object) => string {
  const handlebars = running(escapes);
  /** The parts that a template names are made known. */
  const read = (text: string): TemplateSpecification => {
    const { spec, parts } = precompiled(text);
    for (const part of parts)
      if (!Object.hasOwn(handlebars.partials, part)) {
        handlebars.registerPartial(part, () => ''); // one that takes itself in is found by who runs it
        handlebars.registerPartial(part, handlebars.template(read(String(found(part)))));
      }
    return spec;
  };
  return (text) => handlebars.template<object>(read(text));
}
