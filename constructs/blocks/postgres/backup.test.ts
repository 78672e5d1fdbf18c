import { describe, expect, test } from 'vitest';
import { compared } from '../../../test/support/compared.ts';
import { operationsFolder } from '../../../test/support/operations-folder.ts';
import { shop } from '../../../test/support/shop.ts';
import { pgDump } from './backup.ts';

describe('what came back', () => {
  test('every table has every row', () => {
    expect(
      compared(pgDump, { 'counts.tsv': 'public.a\t3\npublic.b\t0\n' }, 'public.b\t0\npublic.a\t3\n'),
    ).toBe('store rows in 2 tables 3 3 equal\nno');
  });

  test('names each table that differs', () => {
    expect(
      compared(pgDump, { 'counts.tsv': 'public.a\t3\npublic.b\t1\n' }, 'public.a\t2\npublic.c\t4\n'),
    ).toBe(
      'store public.a 3 2 DIFFERENT\nstore public.c - 4 DIFFERENT\nstore public.b 1 - DIFFERENT\nstore rows in 2 tables 4 6 DIFFERENT\nyes',
    );
  });

  test('a database without a table', () => {
    expect(compared(pgDump, { 'counts.tsv': '' }, '')).toBe('store rows in 0 tables 0 0 equal\nno');
  });

  test('rows are counted by the lines between COPY and its end', () => {
    const dump = [
      'COPY public.orders (id, note) FROM stdin;',
      '1\ta line\\nbreak',
      '2\tCOPY public.x (a) FROM stdin;',
      '3\t\\\\.',
      '\\.',
      'SELECT 1;',
      'COPY "odd one"."with (a) ""name""" (a) FROM stdin;',
      '\\.',
      'COPY public.none  FROM stdin;',
      '',
      '\\.',
    ].join('\n');
    const folder = operationsFolder(shop());
    folder.write('dump', `${dump}\n`);
    const count = '. scripts/common.sh; . scripts/stores.sh; awk "$rows"';
    expect(folder.run(`${count} dump`).out).toBe(
      'public.orders\t3\n"odd one"."with (a) ""name"""\t0\npublic.none\t1\n',
    );
    // A dump that breaks off, and a program that fails after it.
    expect(folder.run(`${count} <(head -n 3 dump)`).status).not.toBe(0);
    expect(folder.run(`${count} <(cat dump; echo "\\\\!failed")`).status).not.toBe(0);
  });
});
