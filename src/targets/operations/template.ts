import { readFileSync } from 'node:fs';
import Handlebars from 'handlebars';
import { dotenvComment, dotenvValue } from '../../syntax/dotenv.ts';
import { makeComment, makeTarget, makeText } from '../../syntax/make.ts';
import {
  markdownCode,
  markdownCodes,
  markdownComment,
  markdownFenced,
  markdownProse,
  markdownText,
} from '../../syntax/markdown.ts';
import { mermaidId, mermaidText } from '../../syntax/mermaid.ts';
import { shellInside, shellLines, shellWord } from '../../syntax/shell.ts';

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

/**
 * A template of `templates/`, read and compiled once. `{{> path/of/part}}` in it is another one, with the same data. A field
 * that the data lacks is an error, not an empty string.
 * @throws Error when no such template is there
 */
export function template<Data>(name: string): (data: Data) => string {
  return handlebars.compile<Data>(read(name), { noEscape: true, strict: true });
}

/** The text of a template; the parts that it names are made known. */
function read(name: string): string {
  const source = readFileSync(new URL(`./templates/${name}.hbs`, import.meta.url), 'utf8');
  for (const [, part = ''] of source.matchAll(/\{\{> (\S+)\}\}/g))
    handlebars.registerPartial(part, read(part));
  return source;
}
