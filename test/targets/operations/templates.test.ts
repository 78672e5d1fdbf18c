import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { expect, test } from 'vitest';

const folder = resolve(import.meta.dirname, '../../../src/targets/operations/templates');
const templates = readdirSync(folder, { recursive: true })
  .map(String)
  .filter((name) => name.endsWith('.hbs'))
  .sort();

/** The escapes of each format, by where its templates lie. */
const formats: readonly (readonly [RegExp, readonly string[]])[] = [
  [/^caddy\//, ['caddy', 'caddyOptional']],
  [/^clickhouse\//, ['xml']],
  // A comment of the shell ends where one of .env does.
  [/^scripts\//, ['sh', 'shellInside', 'shellLines', 'dotenvComment']],
  [/^Dockerfile/, ['docker']],
  [/^Makefile/, ['make', 'makeComment', 'makeTarget']],
  // The name before the equals sign is a word of the shell.
  [/^env\.example/, ['dotenv', 'dotenvComment', 'sh']],
  [/\.mmd\.hbs$/, ['mermaid', 'mermaidId']],
  [/\.md\.hbs$/, ['md', 'code', 'codes', 'prose', 'fenced', 'mdComment']],
];

/** What stands between braces, without the blocks, the comments, and the braces of Docker's own templates (`\{{`). */
const interpolations = (name: string) =>
  [
    ...readFileSync(join(folder, name), 'utf8').matchAll(
      /(?<!\\)\{\{\{?(?!~?[#/!]|else\b)~?([^}]*?)~?\}?\}\}/g,
    ),
  ]
    .map(([, inside = '']) => inside.trim())
    // Our own sentence: a comment line in whatever format.
    .filter((inside) => inside !== 'notice');

test('there are templates of every format', () => {
  expect(formats.map(([place]) => templates.filter((name) => place.test(name)).length > 0)).toEqual(
    formats.map(() => true),
  );
});

test.each(templates)('%s puts every value through an escape of its own format', (name) => {
  const escapes = formats.find(([place]) => place.test(name))?.[1] ?? [];
  const wrong = interpolations(name).filter((inside) => {
    const [helper = '', value] = inside.split(/\s+/);
    return value === undefined || !escapes.includes(helper);
  });
  expect(wrong).toEqual([]);
});
