import { describe, expect, test } from 'vitest';
import {
  base,
  database,
  definition,
  fileOf,
  list,
  rows,
  saidOf,
  table,
  whole,
} from '../../../test/support/clickhouse-zip.ts';
import type { Member } from '../../../test/support/zip.ts';
import { zipOf } from '../../../test/support/zip.ts';

describe('what a server writes is taken', () => {
  const all = whole(definition(table), database, rows);
  test('packed, not packed, and of more than four gigabytes', () => {
    expect(saidOf(all)).toBe('');
    expect(saidOf(all.map((one) => ({ ...one, stored: true })))).toBe('');
    expect(saidOf(zipOf(all, { large: true }))).toBe('');
  });

  test('by a version that breaks lines and writes entities', () => {
    const [first, ...others] = all;
    const content = (first?.content ?? '')
      .replaceAll('<file>', '\n\t\t<file>\n\t\t\t')
      .replaceAll('</config>', '\n</config>\n');
    expect(saidOf([{ name: '.backup', content }, ...others])).toBe('');
  });

  test('on a base', () => {
    const head = `<base_backup>Disk(&apos;backups&apos;, 'stowage-${base}.zip')</base_backup><base_backup_uuid>1</base_backup_uuid>`;
    const based = list(fileOf(definition(table), '<use_base>true</use_base>') + fileOf(rows), head);
    expect(saidOf([based, rows], all)).toBe('');
  });

  test('with a name of every kind', () => {
    const odd =
      "CREATE TABLE d.`z \\` \\\\ \\t <&> ' é` UUID '1' (`id` UInt64 COMMENT 'it\\'s \\\\') ENGINE = Log";
    expect(saidOf(whole(definition(odd, 'z%20%60%20%5C%20%09%20%3C%26%3E%20%27%20%C3%A9')))).toBe('');
  });
});

describe('a zip of which a server could read something else is refused', () => {
  const evil = definition("CREATE TABLE d.a (x UInt8) ENGINE = URL('http://evil/x', 'CSV')");
  const good = whole(definition(table), rows);
  const [described, ...others] = good;
  const first = { name: '.backup', content: described?.content ?? '' };
  const xml = (from: string, to: string): readonly Member[] => [
    { name: '.backup', content: first.content.replace(from, to) },
    ...others,
  ];

  test.each<[string, readonly Member[] | Buffer, string]>([
    ['a member twice', [...good, evil], ': metadata/d/a.sql is there twice'],
    ['its list twice', [first, ...good], ': .backup is there twice'],
    ['no list', others, ': it does not say what it holds'],
    [
      'a name with the other slash',
      [...good, { ...evil, name: 'metadata\\d\\a.sql' }],
      ': a member has a name that no server gives it',
    ],
    [
      'a name that goes on after its end',
      [{ ...evil, name: 'metadata/d/a.sql\0' }, ...good],
      ': a member has a name that no server gives it',
    ],
    [
      'another name behind',
      [first, { ...evil, own: 'metadata/d/x.sql' }],
      ': metadata/d/a.sql says two things of itself',
    ],
    [
      'a name in other letters',
      [...good, { ...evil, name: 'METADATA/d/a.sql' }],
      ': a member has a name that no server gives it',
    ],
    [
      'another way of packing',
      [first, { ...evil, says: { method: 0 } }],
      ': metadata/d/a.sql says two things of itself',
    ],
    [
      'a member that is encrypted',
      [first, { ...evil, says: { flags: 1 } }],
      ': metadata/d/a.sql is encrypted',
    ],
    [
      'a size that is not true',
      [first, { ...definition(table), says: { size: 20 } }],
      ', metadata/d/a.sql: it cannot be read',
    ],
    [
      'a list with another size',
      xml(`<size>${table.length}</size>`, '<size>30</size>'),
      ', metadata/d/a.sql: its list says another size',
    ],
    [
      'a definition of a gigabyte',
      [first, { ...evil, says: { size: 1e9 } }],
      ': metadata/d/a.sql is longer than any definition',
    ],
    ['a comment', zipOf(good, { comment: 'PK\u0005\u0006' }), ': it does not end as a zip does'],
    ['something before it', Buffer.concat([zipOf([evil]), zipOf(good)]), ': its directory is not at its end'],
    ['half of it', zipOf(good).subarray(100), ': its directory is not at its end'],
    ['nothing', Buffer.from('PK'), ': it is no zip'],
    [
      'a text elsewhere',
      xml('</checksum></file>', '</checksum><data_file>data/d/a/all_1_1_0/data.bin</data_file></file>'),
      ', .backup: it has a file that no server writes there',
    ],
    [
      'a shard of its own',
      xml('metadata/d/a.sql', 'shards/1/metadata/d/a.sql'),
      ', .backup: it has a file that no server writes there',
    ],
    ['a way out', xml('data/d/a/', 'data/../'), ', .backup: it has a file that no server writes there'],
    [
      'a property that is filled in',
      xml('data/d/a/', 'data/${x}/'),
      ', .backup: it has a file that no server writes there',
    ],
    [
      'a name twice',
      xml('<size>', '<name>metadata/d/b.sql</name><size>'),
      ', .backup: it says something twice',
    ],
    [
      'a file twice',
      xml('</contents>', `${fileOf(definition(table))}</contents>`),
      ', .backup: it says something twice',
    ],
    [
      'a comment in its list',
      xml('<contents>', '<!-- x --><contents>'),
      ', .backup: it has what no server writes',
    ],
    ['an attribute', xml('<contents>', '<contents a="b">'), ', .backup: it has what no server writes'],
    [
      'two lists of files',
      xml('</contents>', '</contents><contents></contents>'),
      ', .backup: it says something twice',
    ],
    ['what is not there', [first, rows], ', metadata/d/a.sql: it is not there'],
    [
      'a base elsewhere',
      xml('<contents>', "<base_backup>S3('http://evil/x')</base_backup><contents>"),
      " stands on something else than a backup of ours: S3('http://evil/x')",
    ],
    [
      'a base that is not said',
      xml('<contents>', `<base_backup>Disk('backups', 'stowage-${base}.zip')</base_backup><contents>`),
      ` stands on something else than a backup of ours: Disk('backups', 'stowage-${base}.zip')`,
    ],
  ])('%s', (_, zip, why) => {
    expect(saidOf(zip)).toBe(`it.zip${why}\n`);
  });

  const head = `<base_backup>Disk('backups', 'stowage-${base}.zip')</base_backup>`;
  const based = list(fileOf(definition(table), '<use_base>true</use_base>') + fileOf(rows), head);
  const at = `backups/${base}/events/database.zip`;
  test.each<[string, readonly Member[], string]>([
    [
      'a base with such a definition',
      whole(definition(table), definition(evil.content.replace('d.a', 'd.b'), 'b')),
      `${at}, metadata/d/b.sql: it would reach beyond this server: TABLE b ENGINE URL; if you know it, say ALLOW='TABLE b ENGINE URL'`,
    ],
    [
      'a base that has no such text',
      whole(rows),
      'it.zip, metadata/d/a.sql: its definition is not in the base',
    ],
    [
      'a base whose rows have the sum of the text',
      [list(fileOf(definition(table)) + fileOf({ ...rows, content: table })), definition(table)],
      'it.zip, metadata/d/a.sql: its definition is not in the base',
    ],
    [
      'a base with a base',
      [list(fileOf(definition(table)), "<base_backup>S3('http://evil/x')</base_backup>"), definition(table)],
      `${at} is no full backup`,
    ],
  ])('%s', (_, on, why) => {
    expect(saidOf([based, rows], on)).toBe(`${why}\n`);
  });
});
