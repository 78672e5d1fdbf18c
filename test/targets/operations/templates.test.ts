import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { expect, test } from 'vitest';
import { runbook } from '../../../src/targets/operations/runbook/runbook.ts';
import { shop } from '../../support/shop.ts';

const root = resolve(import.meta.dirname, '../../..');
const folders = ['src/targets/operations/templates', 'constructs/blocks'];
const templates = folders
  .flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true }).map((name) => join(folder, String(name))),
  )
  .filter((name) => name.endsWith('.hbs'))
  .map((name) => name.replace('src/targets/operations/templates/', ''))
  .sort();
const read = (name: string) =>
  readFileSync(join(root, name.startsWith('constructs/') ? '' : (folders[0] ?? ''), name), 'utf8');

/** The escapes of each format, by where its templates lie. */
const formats: readonly (readonly [RegExp, readonly string[]])[] = [
  [/\/Caddyfile\.hbs$/, ['caddy', 'caddyOptional', 'caddyLines']],
  [/\/routes\.yaml\.hbs$/, ['traefik']],
  [/\.yaml\.hbs$/, ['yaml']],
  [/\.xml\.hbs$/, ['xml']],
  // A comment of the shell ends where one of .env does.
  [/^scripts\//, ['sh', 'shellInside', 'shellLines', 'dotenvComment']],
  [/^Makefile/, ['make', 'makeComment', 'makeTarget']],
  // The name before the equals sign is a word of the shell.
  [/^env\.example/, ['dotenv', 'dotenvComment', 'sh']],
  [/\.mmd\.hbs$/, ['mermaid', 'mermaidId']],
  [/\.md\.hbs$/, ['md', 'code', 'codes', 'prose', 'fenced', 'mdComment']],
];

/** What stands between braces, without the blocks, the comments, the parts, and the braces of Docker's own templates (`\{{`). */
const interpolations = (name: string) =>
  [...read(name).matchAll(/(?<!\\)\{\{\{?(?!~?[#/!>]|else\b)~?([^}]*?)~?\}?\}\}/g)]
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

test('every part is named by a template, and every chapter is in the page', () => {
  const named = templates.flatMap((name) =>
    [...read(name).matchAll(/\{\{> (\S+)\}\}/g)].map(([, part]) => part),
  );
  const parts = templates.filter((name) => /^scripts\/.*\//.test(name));
  expect(parts.map((name) => name.replace(/\.hbs$/, ''))).toEqual([...new Set(named)].sort());
  const page = runbook({ name: 'shop', stacks: [shop()] }, [])
    .map(({ content }) => content)
    .join('\n');
  const chapters = templates.filter((name) => name.startsWith('runbook/'));
  expect(
    chapters.map((name) => read(name).split('\n')[0] ?? '').filter((first) => !page.includes(`\n${first}\n`)),
  ).toEqual([]);
});
