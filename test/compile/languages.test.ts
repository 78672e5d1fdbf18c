import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { Language, LanguageId, Sentence } from '../../constructs/index.ts';
import { App, Environment, Service, Stack } from '../../constructs/index.ts';
import { compile } from '../../src/compile.ts';
import { runbookTemplates } from '../../src/targets/operations/runbook/chapters.ts';

const folder = new URL('../../src/targets/operations/templates/', import.meta.url);

const german: Language = {
  id: 'de',
  name: 'Deutsch',
  decimal: ',',
  words: { 'Set up': 'Einrichten', Settings: 'Einstellungen', 'Start %s; wait until running': '%s starten' },
  templates: {
    opening: '# {{md title}}: Betrieb\n\n{{#each contents}}\n- {{md title}}\n{{/each}}\n',
    commands: '## Befehle\n\n`make` nennt sie.',
  },
};

interface Said {
  readonly app?: readonly (LanguageId | Language)[];
  readonly stack?: readonly LanguageId[];
  readonly description?: Sentence;
}

/** A system of one service, in these languages. */
function made({ app: ofApp, stack: ofStack, description = 'web' }: Said = {}) {
  const app = new App({
    ...(ofApp && { languages: ofApp }),
  });
  const host = { cpus: 2, memory: '4gb', disk: '10gb' } as const;
  for (const environment of Environment.all({ test: { host } })) {
    const stack = new Stack(app, 'shop', environment, {
      title: 'Shop',
      version: '1.0',
      ...(ofStack && { languages: ofStack }),
    });
    const [site] = stack.phases('site');
    new Service(site, 'web', { image: 'example.org/web:1.0', memory: '1536mb', description });
  }
  return compile(app);
}

const pagesOf = (said: Said) =>
  made(said).artifacts.flatMap(({ path }) => (/^shop\/README/.test(path) ? [path] : []));
const file = (said: Said, path: string) =>
  made(said).artifacts.find((one) => one.path === `shop/${path}`)?.content ?? '';
const lacks = (said: Said) =>
  made(said).findings.map(({ rule, severity, path, message }) => [
    `${rule} ${severity} ${path}`,
    ...message.split('\n'),
  ]);
const refusal = (said: Said) => {
  try {
    made(said);
  } catch (error) {
    const { code, message, fix } = Object(error);
    return [code, message, fix];
  }
  return [];
};

describe('which they are', () => {
  test.each([
    ['English, where nobody says another', {}, ['README.md']],
    ['those of the app', { app: ['id', 'en'] }, ['README.md', 'README.en.md']],
    [
      'those of the stack over them',
      { app: ['id', 'en'], stack: ['en', 'id'] },
      ['README.md', 'README.id.md'],
    ],
    ['one that the app brings', { app: ['en', german] }, ['README.md', 'README.de.md']],
    ['the same, by its name', { app: ['en', german], stack: ['de'] }, ['README.md']],
  ] satisfies [string, Said, string[]][])('%s', (_, said, pages) => {
    expect(pagesOf(said)).toEqual(pages.map((page) => `shop/${page}`));
  });

  test.each([
    [
      'one that nobody brings',
      { stack: ['de'] },
      'unknown-language',
      '"shop" is in the language "de", and there are en, id',
      "take one of them, or bring it: new App({ languages: [{ id: 'de', name: '…' }] })",
    ],
    [
      'one of ours, named twice',
      { app: ['en', 'en'] },
      'language-twice',
      'the app names the language "en" twice',
      'name each language once',
    ],
    [
      'one that is brought twice',
      { app: ['en', german, { ...german, id: 'de' }] },
      'language-twice',
      'the app names the language "de" twice',
      'name each language once',
    ],
    [
      'one that has the name of ours',
      { app: [{ ...german, id: 'id' }] },
      'language-twice',
      'the app brings a language "id", and Stowage has one, too',
      "write 'id' for that of Stowage, or give yours another name, for example id-team",
    ],
  ] satisfies [string, Said, string, string, string][])('%s is refused', (_, said, ...refused) => {
    expect(refusal(said)).toEqual(refused);
  });

  test('one that would be a path is none', () => {
    expect(refusal({ app: [{ ...german, id: '../de' }] })[0]).toBe('bad-prop');
  });
});

describe('one that is brought', () => {
  const said: Said = { app: [german, 'en'], description: { en: 'The shop', de: 'Der Laden' } };

  test('has its chapters and words, and the others in English', () => {
    const page = file(said, 'README.md');
    expect(page).toMatch(/^# Shop: Betrieb\n\n(- .*\n)+- Befehle\n\n## /);
    expect(page).toContain('## Befehle\n\n`make` nennt sie.\n');
    expect(page).toContain('\n## Upgrade\n');
    expect(page).toContain('| Der Laden |');
    expect(page).toContain('1,5 GB');
    expect(file(said, 'README.en.md')).toContain(' Deutsch: [README.md](README.md).\n');
    expect(file(said, 'README.en.md')).toContain('1.5 GB');
    expect(file(said, 'test/Makefile')).toContain('Einrichten');
    expect(file(said, 'test/Makefile')).toContain('web starten');
  });

  test('is said to lack them, all in one finding', () => {
    const [operations = [], ...others] = lacks(said);
    expect(others).toEqual([]);
    expect(operations.slice(0, 3)).toEqual([
      'language-complete warn shop-test',
      'the pages of "shop" lack in "de" what stands there in English:',
      'the template stack',
    ]);
    expect(operations).toContain('"List the targets"');
    expect(operations).not.toContain('"Set up"');
    expect(operations).not.toContain('the template commands');
  });

  test('is complete when all of that is there', () => {
    const rest = lacks(said).flat();
    const templates = rest.flatMap((line) => /^the template (\w+)$/.exec(line)?.slice(1) ?? []);
    const words = rest.flatMap((line): string[] => (line.startsWith('"') ? [JSON.parse(line)] : []));
    const whole: Language = {
      ...german,
      words: { ...german.words, ...Object.fromEntries(words.map((one) => [one, 'Wort'])) },
      templates: {
        ...german.templates,
        ...Object.fromEntries(templates.map((one) => [one, `## Kapitel ${one}\n`])),
      },
    };
    expect(lacks({ ...said, app: [whole, 'en'] })).toEqual([]);
  });

  test('may begin with a copy of the English templates, which make the English page of it', () => {
    const templates = Object.fromEntries(
      runbookTemplates.map((name) => {
        const path = name === 'opening' ? 'README.en.md.hbs' : `runbook/${name}.en.md.hbs`;
        return [name, readFileSync(new URL(path, folder), 'utf8')];
      }),
    );
    const copy: Language = { id: 'en-GB', name: 'English', templates };
    expect(file({ app: [copy, 'id'] }, 'README.md')).toBe(file({ app: ['en', 'id'] }, 'README.md'));
  });

  test.each([
    ['## {{md nothing}}', /cannot be filled in: TypeError/],
    ['## {{#if own}}', /cannot be filled in: Error: Parse error/],
    ['## A\n{{> scripts\\/start}}', /takes in|cannot be filled in/],
    ['Befehle\n', /does not begin with its heading/],
  ])('a chapter %j is refused by its name', (commands, what) => {
    const app = [{ ...german, templates: { ...german.templates, commands } }];
    const [code, message] = refusal({ app });
    expect(code).toBe('bad-template');
    expect(message).toMatch(/^the template "commands" of the language "de" /);
    expect(message).toMatch(what);
  });
});
