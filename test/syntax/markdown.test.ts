import fc from 'fast-check';
import { marked } from 'marked';
import { describe, expect, test } from 'vitest';
import {
  markdownAnchor,
  markdownCode,
  markdownComment,
  markdownFenced,
  markdownProse,
  markdownText,
} from '../../src/syntax/markdown.ts';

const named: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"' };
const oneLine = (text: string) => text.replace(/[\s\0]+/g, ' ').trim();

/** What a reader sees of a page, and which elements made it. */
function seen(markdown: string): { readonly text: string; readonly elements: readonly string[] } {
  const html = marked.parse(markdown, { async: false });
  const text = html
    .replace(/<(?!\/?code)[^>]*>/g, ' ')
    .replace(/<\/?code>/g, '')
    .replace(/&(?:#(\d+)|(\w+));/g, (all, code?: string, name?: string) =>
      code === undefined ? (named[name ?? ''] ?? all) : String.fromCodePoint(Number(code)),
    );
  const elements = [...html.matchAll(/<(\w+)/g)].map(([, name]) => name ?? '');
  return { text: oneLine(text), elements: [...new Set(elements)] };
}

/** Everything that means something to Markdown, and what surrounds it. */
const hostile = fc
  .array(
    fc.oneof(
      fc.constantFrom(...'`\\|*_[]<>#+-=~$&!:;()."\'{}@/ \n\t1aZé'),
      fc.constantFrom('&amp;', '&#35;', '**', '~~', '``', '\\|', '](x)', '<b>', '<!--', '1. ', '- ', '  \n'),
      fc.constantFrom('http://a.b', 'www.a.de', 'a@b.de', 'https://u:p@h:1/'),
    ),
    { maxLength: 12 },
  )
  .map((parts) => parts.join(''));

describe('whatever it is, a reader sees it as it is', () => {
  test('as text of a paragraph', () => {
    fc.assert(
      fc.property(hostile, (value) => {
        const { text, elements } = seen(`${markdownText(value)}\n`);
        expect(text).toBe(oneLine(value));
        expect(elements.filter((name) => name !== 'p')).toEqual([]);
      }),
    );
  });

  test('as text and code in the cells of a table', () => {
    fc.assert(
      fc.property(hostile, (value) => {
        const { text, elements } = seen(
          `| a | b |\n|---|---|\n| ${markdownText(value)} | ${markdownCode(value)} |\n`,
        );
        expect(text).toBe(oneLine(`a b ${value} ${value}`));
        const table = ['table', 'thead', 'tbody', 'tr', 'th', 'td', 'code'];
        expect(elements.filter((name) => !table.includes(name))).toEqual([]);
      }),
    );
  });

  test('as code in a sentence', () => {
    fc.assert(
      fc.property(hostile, (value) => {
        expect(seen(`x ${markdownCode(value)} y\n`).text).toBe(oneLine(`x ${value} y`));
      }),
    );
  });

  test('between two fences', () => {
    fc.assert(
      fc.property(hostile, (value) => {
        fc.pre(!/^ {0,3}```/m.test(value));
        const { elements } = seen(`\`\`\`text\n${markdownFenced(value)}\n\`\`\`\n\n**after**\n`);
        expect(elements).toEqual(['pre', 'code', 'p', 'strong']);
      }),
    );
  });
});

test('ordinary text stays ordinary', () => {
  expect(markdownText("PostgreSQL's user, 10 MB × 3: object_storage (24 h)")).toBe(
    "PostgreSQL's user, 10 MB × 3: object_storage (24 h)",
  );
  expect(markdownText('1. *first*\n# second')).toBe('1\\. \\*first\\* # second');
  expect(markdownCode('make start-core')).toBe('`make start-core`');
  expect(markdownCode('a`b')).toBe('``a`b``');
  expect(markdownCode('a|b')).toBe('<code>a&#124;b</code>');
  expect(markdownCode('')).toBe('');
});

test('what stands between backticks is code, and nothing else is markup', () => {
  expect(markdownProse('Run `make a_b` and *wait* for `x|y`.')).toBe(
    'Run `make a_b` and \\*wait\\* for <code>x&#124;y</code>.',
  );
  expect(markdownProse('one ` alone')).toBe('one \\` alone');
});

test('a comment ends where it is meant to', () => {
  expect(markdownComment('a --> b <!-- c -')).toBe('a - - > b <!- - c - ');
});

test('a fence inside a block is refused', () => {
  expect(() => markdownFenced('a\n```\nb')).toThrowError(/"```" cannot stand in a block of code/);
});

test('a heading is linked to as GitHub names it', () => {
  expect(
    ['Backup and restore', 'CI (GitHub Actions)', 'Já? snake_case – 2.0', 'A `code` span'].map(
      markdownAnchor,
    ),
  ).toEqual(['backup-and-restore', 'ci-github-actions', 'já-snake_case--20', 'a-code-span']);
});
