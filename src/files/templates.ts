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
import type { Precompiled } from './handlebars.ts';
import { precompiled, running } from './handlebars.ts';

/** A template by its name, as a function of its data. */
export type Template = <Data>(name: string) => (data: Data) => string;

/**
 * The templates of one target, read and compiled once. `{{> path/of/part}}` in one is another one, with the same data. A field
 * that the data lacks is an error, not an empty string.
 * @param found a template's text, or what it was made into; throws where there is none of that name
 * @param escapes of formats that no other target writes
 */
export function templatesOf(
  found: (name: string) => string | Precompiled,
  escapes: Readonly<Record<string, (value: string) => string>> = {},
): Template {
  const handlebars = running().create();
  handlebars.registerHelper({ make: makeText });
  handlebars.registerHelper({ sh: shellWord, shellInside, shellLines });
  handlebars.registerHelper({ dotenv: dotenvValue, dotenvComment, makeComment, makeTarget });
  handlebars.registerHelper({
    md: markdownText,
    code: markdownCode,
    codes: markdownCodes,
    prose: markdownProse,
  });
  handlebars.registerHelper({
    fenced: markdownFenced,
    mdComment: markdownComment,
    mermaid: mermaidText,
    mermaidId,
  });
  handlebars.registerHelper(escapes);
  /** The parts that a template names are made known. */
  const read = (name: string): TemplateSpecification => {
    const one = found(name);
    const { spec, parts } = typeof one === 'string' ? precompiled(one) : one;
    for (const part of parts)
      if (!Object.hasOwn(handlebars.partials, part)) {
        handlebars.registerPartial(part, () => ''); // one that takes itself in is found by who runs it
        handlebars.registerPartial(part, handlebars.template(read(part)));
      }
    return spec;
  };
  return <Data>(name: string) => {
    let made: ((data: Data) => string) | undefined;
    return (data: Data) => {
      made ??= handlebars.template<Data>(read(name));
      return made(data);
    };
  };
}
