import Handlebars from 'handlebars';
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

/** A template by its name, as a function of its data. */
export type Template = <Data>(name: string) => (data: Data) => string;

/**
 * The templates of one target, read and compiled once. `{{> path/of/part}}` in one is another one, with the same data. A field
 * that the data lacks is an error, not an empty string.
 * @param text of a template; throws where there is none of that name
 * @param escapes of formats that no other target writes
 */
export function templatesOf(
  text: (name: string) => string,
  escapes: Readonly<Record<string, (value: string) => string>> = {},
): Template {
  // Handlebars escapes for HTML, and we write none: every template names the escape of its own format instead.
  const handlebars = Handlebars.create();
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
  /** The text of a template; the parts that it names are made known. */
  const read = (name: string): string => {
    const source = text(name);
    for (const [, part = ''] of source.matchAll(/\{\{> (\S+)\}\}/g))
      handlebars.registerPartial(part, read(part));
    return source;
  };
  return <Data>(name: string) => handlebars.compile<Data>(read(name), { noEscape: true, strict: true });
}
