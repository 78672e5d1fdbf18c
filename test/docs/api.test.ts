import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, test } from 'vitest';
import { everything } from '../../docs/api/entries.ts';
import { apiPages } from '../../docs/api/pages.ts';
import { missing, promised } from './missing.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));
const folder = `${root}docs/api/`;
let read: ReturnType<typeof everything>;
let pages: ReadonlyMap<string, string>;

// Once for all of them: the compiler reads the whole vocabulary.
beforeAll(() => {
  read = everything();
  pages = apiPages(read);
}, 120_000);

const published = () => read.entries.flatMap(({ exports }) => exports);

describe('what is published is explained', () => {
  test('every name, member and prop says what it is; each that may be left out what holds then; each product its source', () => {
    expect(published().length).toBeGreaterThan(90);
    expect(published().flatMap(({ members }) => members).length).toBeGreaterThan(300);
    expect(missing(published(), read.behind)).toEqual([]);
  });

  test('an error that an author meets stands at a name that he calls', () => {
    const said = promised([...published(), ...read.behind]);
    const thrown = sources('constructs', 'src/targets', 'src/model', 'src/compile').flatMap((file) =>
      [...readFileSync(file, 'utf8').matchAll(/new StowageError\(\s*'([^']+)'/g)].map(
        ([, code = '']) => code,
      ),
    );
    expect(thrown.length).toBeGreaterThan(60);
    expect([...new Set(thrown)].filter((code) => !said.has(code))).toEqual([]);
  });

  test('what is known of a product from elsewhere says from where', () => {
    const facts = sources('constructs').filter((file) => /\/(facts|others|backup|takeover)\.ts$/.test(file));
    const silent = facts.flatMap((file) =>
      [
        ...readFileSync(file, 'utf8').matchAll(
          /(?:^\/\*\*(?<doc>(?:(?!\*\/)[\s\S])*)\*\/\n)?^export const (?<name>\w+)(?<type>[^=]*)=/gm,
        ),
      ]
        .filter(({ groups }) => !groups?.doc?.includes('@see https://'))
        .map(({ groups }) => `${file.slice(root.length)}: ${groups?.name}`),
    );
    expect(facts.length).toBeGreaterThan(10);
    expect(silent).toEqual([]);
  });
});

function sources(...folders: readonly string[]): readonly string[] {
  return folders.flatMap((one) =>
    readdirSync(root + one, { recursive: true })
      .map((name) => `${root}${one}/${name}`)
      .filter((file) => /(?<!\.test)\.ts$/.test(file)),
  );
}

describe('docs/api', () => {
  const mend = 'docs/api is not what the declarations say: npm run docs:api';

  test('has a page for each name, and no other', () => {
    const there = readdirSync(folder).filter((name) => name.endsWith('.md'));
    expect(there.sort(), mend).toEqual([...pages.keys()].sort());
  });

  test('is what the declarations say', () => {
    const stale = [...pages].filter(
      ([name, text]) => existsSync(folder + name) && readFileSync(folder + name, 'utf8') !== text,
    );
    expect(
      stale.map(([name]) => name),
      mend,
    ).toEqual([]);
  });

  test('every link leads to a heading or a file that is there', () => {
    const anchors = (text: string) =>
      [...text.matchAll(/^#+ (.*)$/gm)].map(([, title = '']) => title.toLowerCase().replace(/ /g, '-'));
    const links = [...pages].flatMap(([page, text]) =>
      [...text.replace(/``.*?``|`[^`\n]*`/g, '').matchAll(/\]\(([^)\s]+)\)/g)].map(([, to = '']) => ({
        page,
        to,
      })),
    );
    expect(links.length).toBeGreaterThan(400);
    const broken = links.filter(({ page, to }) => {
      const [name = '', anchor] = to.split('#');
      const text =
        name === ''
          ? pages.get(page)
          : (pages.get(name) ??
            (existsSync(folder + name) ? readFileSync(folder + name, 'utf8') : undefined));
      return text === undefined || (anchor !== undefined && !anchors(text).includes(anchor));
    });
    expect(broken.map(({ page, to }) => `${page}: ${to}`)).toEqual([]);
  });

  test('every row of a table has the cells of its head', () => {
    const cells = (row: string) => row.replace(/\\\|/g, '').split('|').length;
    const uneven = [...pages].flatMap(([name, text]) =>
      [...text.matchAll(/^(?<head>\|.*)\n\|---.*\n(?<rows>(?:\|.*\n)*)/gm)].flatMap(({ groups }) =>
        (groups?.rows ?? '')
          .split('\n')
          .filter((row) => row !== '' && cells(row) !== cells(groups?.head ?? ''))
          .map((row) => `${name}: ${row}`),
      ),
    );
    expect(uneven).toEqual([]);
  });

  test('says of a prop its type, its default, its limits and its source', () => {
    expect(pages.get('Kafka.md')).toContain(
      '| `retentionHours` | `number` | `24` | Hours that a message is kept: longer than the longest outage of a consumer that you tolerate.<br>A whole number from 1 to 87600.<br>Source: <https://kafka.apache.org/28/documentation.html#brokerconfigs_log.retention.hours> |\n',
    );
    expect(pages.get('Redis.md')).toContain(
      '\nThrows `redis-memory` when Redis may take more than its container;',
    );
  });
});
