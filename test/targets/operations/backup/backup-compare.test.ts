import { describe, expect, test } from 'vitest';
import { operationsFolder } from '../../../support/operations-folder.ts';
import { shop } from '../../../support/shop.ts';

const store = { path: 'p', name: 'store', service: 'db', volumes: [] };
const stores = {
  pg_dump: { ...store, method: 'pg_dump', database: 'd', user: 'u' },
  clickhouse: { ...store, method: 'clickhouse', database: 'd', disk: 'backups', folder: '/backups/' },
  bucket: { ...store, method: 'bucket', bucket: 'b', client: 'migrate', alias: 'storage' },
  archive: { ...store, method: 'archive', volume: 'db_data', target: '/data' },
} as const;

/** What the comparison prints for the differing tables, and its verdict. */
function compare(
  method: keyof typeof stores,
  saved: Readonly<Record<string, string>>,
  restored: string,
): string {
  const folder = operationsFolder(shop({ stores: [stores[method]] }));
  for (const [file, content] of Object.entries(saved)) folder.write(`saved/store/${file}`, content);
  folder.write('now/store.tsv', restored);
  const { status, out, err } = folder.run(
    `. scripts/common.sh; . scripts/stores.sh; counted=now different=no; compare_${method} saved store; echo "$different"`,
  );
  expect({ status, err }).toEqual({ status: 0, err: '' });
  return out.replaceAll(/ +/g, ' ').trim();
}

describe('ClickHouse', () => {
  const clickhouse = (before: string, after: string, restored: string) =>
    compare('clickhouse', { 'counts-before.tsv': before, 'counts-after.tsv': after }, restored)
      .split('\n')
      .at(-1);

  test.each([
    ['equal', 'a\tMergeTree\t5\n', 'a\tMergeTree\t5\n', 'a\tMergeTree\t5\n', 'no'],
    ['written to meanwhile', 'a\tMergeTree\t5\n', 'a\tMergeTree\t9\n', 'a\tMergeTree\t7\n', 'no'],
    ['a row lost', 'a\tMergeTree\t5\n', 'a\tMergeTree\t9\n', 'a\tMergeTree\t4\n', 'yes'],
    ['a row too many', 'a\tMergeTree\t5\n', 'a\tMergeTree\t9\n', 'a\tMergeTree\t10\n', 'yes'],
    [
      'folded by a merge',
      'a\tReplacingMergeTree\t5\n',
      'a\tReplacingMergeTree\t5\n',
      'a\tReplacingMergeTree\t2\n',
      'no',
    ],
    [
      'replicated, folded',
      'a\tReplicatedReplacingMergeTree\t5\n',
      'a\tReplicatedReplacingMergeTree\t5\n',
      'a\tReplicatedReplacingMergeTree\t2\n',
      'no',
    ],
    [
      'folded to nothing',
      'a\tReplacingMergeTree\t5\n',
      'a\tReplacingMergeTree\t5\n',
      'a\tReplacingMergeTree\t0\n',
      'yes',
    ],
    [
      'folded to more',
      'a\tReplacingMergeTree\t5\n',
      'a\tReplacingMergeTree\t5\n',
      'a\tReplacingMergeTree\t6\n',
      'yes',
    ],
    [
      'inside a view, lost',
      'a\tMaterializedView\t5\n',
      'a\tMaterializedView\t5\n',
      'a\tMaterializedView\t0\n',
      'yes',
    ],
    ['expired', 'a\tMergeTree TTL\t5\n', 'a\tMergeTree TTL\t5\n', 'a\tMergeTree TTL\t0\n', 'no'],
    ['a table missing', 'a\tKafka\t0\nb\tView\t0\n', 'a\tKafka\t0\nb\tView\t0\n', 'a\tKafka\t0\n', 'yes'],
    ['a table dropped meanwhile', 'a\tView\t0\nb\tView\t0\n', 'a\tView\t0\n', 'a\tView\t0\n', 'no'],
    ['a table made meanwhile', 'a\tView\t0\n', 'a\tView\t0\nb\tMergeTree\t3\n', 'a\tView\t0\n', 'no'],
    ['a table from nowhere', 'a\tView\t0\n', 'a\tView\t0\n', 'a\tView\t0\nb\tView\t0\n', 'yes'],
    ['another engine', 'a\tMergeTree\t1\n', 'a\tMergeTree\t1\n', 'a\tMemory\t1\n', 'yes'],
  ])('%s', (_, before, after, restored, different) => {
    expect(clickhouse(before, after, restored)).toBe(different);
  });
});

describe('PostgreSQL', () => {
  test('every table has every row', () => {
    expect(
      compare('pg_dump', { 'counts.tsv': 'public.a\t3\npublic.b\t0\n' }, 'public.b\t0\npublic.a\t3\n'),
    ).toBe('store rows in 2 tables 3 3 equal\nno');
  });

  test('names each table that differs', () => {
    expect(
      compare('pg_dump', { 'counts.tsv': 'public.a\t3\npublic.b\t1\n' }, 'public.a\t2\npublic.c\t4\n'),
    ).toBe(
      'store public.a 3 2 DIFFERENT\nstore public.c - 4 DIFFERENT\nstore public.b 1 - DIFFERENT\nstore rows in 2 tables 4 6 DIFFERENT\nyes',
    );
  });

  test('a database without a table', () => {
    expect(compare('pg_dump', { 'counts.tsv': '' }, '')).toBe('store rows in 0 tables 0 0 equal\nno');
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

test('objects and files: all of them, and all their bytes', () => {
  const saved = { 'counts.tsv': 'objects\t3\nbytes\t17\n' };
  expect(compare('bucket', saved, 'objects\t3\nbytes\t17\n')).toBe(
    'store objects 3 3 equal\nstore bytes 17 17 equal\nno',
  );
  expect(compare('bucket', saved, 'objects\t3\nbytes\t16\n')).toContain('store bytes 17 16 DIFFERENT\nyes');
  expect(compare('archive', saved, '')).toContain('store objects 3 - DIFFERENT');
});
