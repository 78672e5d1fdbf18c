import { describe, expect, test } from 'vitest';
import { ago, clickhouseFolder, put } from '../../../test/support/clickhouse-shop.ts';
import { quiet } from '../../../test/support/shop-backup.ts';

const name = ago(0);

/** What is said of these lines of tables.tsv, in a backup that nobody here signed. */
function said(tables: string, signed = 'no', database = 'CREATE DATABASE d\nENGINE = Atomic\n'): string {
  const folder = clickhouseFolder();
  folder.write('tables.tsv', tables);
  folder.write('database.sql', database);
  const { status, out, err } = folder.run(
    `. scripts/common.sh; . scripts/stores.sh; wrong_database database.sql d; wrong_tables tables.tsv d ${signed}`,
  );
  expect({ status, err }).toEqual({ status: 0, err: '' });
  return out;
}
const table = (create: string, engine = 'MergeTree', called = 'a') =>
  `${called}\t${engine}\tdefinition\t${create}\n`;
const good = table('CREATE TABLE d.a (`id` UInt64) ENGINE = MergeTree ORDER BY id');

test('what a server says of its own tables is taken', () => {
  const own = [
    good,
    table(
      String.raw`CREATE TABLE d.a (\n    \`$group_0\` String MATERIALIZED replaceRegexpAll(JSONExtractRaw(properties, \'$group_0\'), \'^"|"$\', \'\') COMMENT \'it\\\'s; -- EXECUTABLE(x) \\\\ /* # \`\',\n    INDEX i \`$group_0\` TYPE minmax GRANULARITY 1) ENGINE = ReplicatedReplacingMergeTree(\'/clickhouse/tables/{shard}/d.a\', \'{replica}\', _timestamp) PARTITION BY toYYYYMM(timestamp) ORDER BY (a - -1, toDate(b)) SETTINGS index_granularity = 8192`,
    ),
    table(
      String.raw`CREATE TABLE d.a (\`id\` UInt64) ENGINE = Kafka SETTINGS kafka_broker_list = \'events:9092\', kafka_format = \'JSONEachRow\'`,
      'Kafka',
    ),
    table(
      String.raw`CREATE MATERIALIZED VIEW d.a TO d.b (\`id\` UInt64) AS SELECT arrayMap(x -> (x = \'\'\'\'), y) AS id FROM d.c WHERE z > 1 ? 2 : 3`,
      'MaterializedView',
    ),
    table(
      String.raw`CREATE DICTIONARY d.a (\`id\` UInt64 DEFAULT \'it\\\'s\') PRIMARY KEY id SOURCE(CLICKHOUSE(TABLE \'t\' DB \'d\')) LIFETIME(MIN 0 MAX 0) LAYOUT(FLAT())`,
      'Dictionary',
    ),
    table(
      String.raw`CREATE VIEW d.\`a \\\` \\\\ \\t \\n \\\' é\` AS SELECT 1`,
      'View',
      String.raw`a ${'`'} \\ \t \n \' é`,
    ),
  ].map((line) => line.replaceAll('\\`', '`'));
  expect(said(own.join(''))).toBe('');
  for (const database of [
    'CREATE DATABASE d\nENGINE = Atomic\n',
    "CREATE DATABASE `d`\nENGINE = Replicated('/clickhouse/databases/d', '{shard}', '{replica}')\nCOMMENT 'ours'\n",
  ])
    expect(said(good, 'no', database)).toBe('');
});

const definitions: readonly (readonly [string, string, string])[] = [
  [
    'a second statement',
    'CREATE TABLE d.a (x UInt8); DROP DATABASE system',
    'its definition is more than one statement',
  ],
  [
    'a second statement behind a comment',
    String.raw`CREATE TABLE d.a (x UInt8) /* \' */; DROP DATABASE d /* \' */`,
    'its definition is more than one statement',
  ],
  [
    'a second statement behind a line of comment',
    String.raw`CREATE TABLE d.a (x UInt8) -- \'\n; DROP DATABASE d -- \'`,
    'its definition is more than one statement',
  ],
  [
    'a second statement behind a heredoc',
    String.raw`CREATE TABLE d.a (x String DEFAULT $x$\'$x$); DROP DATABASE d -- \'`,
    'its definition is more than one statement',
  ],
  [
    'a string that does not end',
    String.raw`CREATE TABLE d.a (x String DEFAULT \'y)`,
    'its definition is more than one statement',
  ],
  [
    'an escape that no server writes',
    String.raw`CREATE TABLE d.a (x UInt8)\x3b DROP DATABASE d`,
    'its definition is not one that a backup writes',
  ],
  [
    'an escape that ends what is printed',
    String.raw`CREATE TABLE d.a (x UInt8)\c`,
    'its definition is not one that a backup writes',
  ],
  [
    'a program as its rows',
    String.raw`CREATE TABLE d.a (x UInt8) ENGINE = Executable(\'run.sh\', \'TSV\')`,
    'its definition starts a program',
  ],
  [
    'a pool of programs as its rows',
    String.raw`CREATE TABLE d.a (x UInt8) ENGINE = ExecutablePool(\'run.sh\', \'TSV\')`,
    'its definition starts a program',
  ],
  [
    'a program as the source of a dictionary',
    String.raw`CREATE DICTIONARY d.a (x UInt64) PRIMARY KEY x SOURCE(executable (COMMAND \'id\' FORMAT \'TSV\'))`,
    'its definition starts a program',
  ],
  [
    'a view of what a program prints',
    String.raw`CREATE VIEW d.a AS SELECT * FROM executable(\'run.sh\', \'TSV\', \'x UInt8\')`,
    'its definition starts a program',
  ],
  [
    'a view that is filled at once',
    String.raw`CREATE MATERIALIZED VIEW d.a ENGINE = Log POPULATE AS SELECT * FROM url(\'http://x\')`,
    'its definition does more than make it',
  ],
  [
    'a file that its result goes into',
    String.raw`CREATE VIEW d.a AS SELECT 1 INTO OUTFILE \'/tmp/x\'`,
    'its definition does more than make it',
  ],
  [
    'a whole cluster',
    'CREATE TABLE d.a ON CLUSTER posthog (x UInt8)',
    'its definition does more than make it',
  ],
  ['a table of another database', 'CREATE TABLE system.a (x UInt8)', 'its definition makes something else'],
  ['another table', 'CREATE TABLE d.b (x UInt8)', 'its definition makes something else'],
  ['a user', 'CREATE USER eve', 'its definition makes something else'],
  ['a function', 'CREATE FUNCTION a AS x -> x', 'its definition makes something else'],
  ['no table at all', String.raw`SELECT * FROM url(\'http://x\')`, 'its definition makes something else'],
  ['a statement in place of one', 'DROP TABLE d.a', 'its definition makes something else'],
  [
    'a statement of a megabyte',
    `CREATE TABLE d.a (${'x'.repeat(1_000_000)})`,
    'it is longer than any definition',
  ],
];

describe('of a backup that nobody here signed is refused', () => {
  test.each(definitions)('%s', (_, create, why) => {
    expect(said(good + table(create))).toBe(`tables.tsv, line 2: ${why}\n`);
  });
});

describe('of any backup is refused', () => {
  test.each([
    ['a name that ends its quotes', "a\\` FROM Disk('x', 'y'), DATABASE system"],
    ['a name that ends with half an escape', 'a\\'],
    ['a name with an escape that no server writes', String.raw`a\x60`],
    ['a name with a raw ESC', 'a\u001b[2J'],
  ])('%s', (_, called) => {
    expect(said(good + table('CREATE TABLE d.a', 'MergeTree', called), 'yes')).toBe(
      'tables.tsv, line 2: that is the name of no table\n',
    );
  });

  test.each([
    ['a column too few', 'a\tMergeTree\trows\n'],
    ['an engine with more to it', 'a\tMergeTree; DROP\trows\tCREATE TABLE d.a\n'],
    ['rows that are kept otherwise', 'a\tMergeTree\tboth\tCREATE TABLE d.a\n'],
    ['no name', '\tMergeTree\trows\tCREATE TABLE d.a\n'],
  ])('%s', (_, line) => {
    expect(said(good + line, 'yes')).toBe('tables.tsv, line 2: it is not one that a backup writes\n');
  });

  test.each([
    ['two statements', 'CREATE DATABASE d\nENGINE = Atomic; DROP DATABASE system'],
    ['another database', 'CREATE DATABASE system\nENGINE = Atomic\n'],
    ['a database that lies elsewhere', "CREATE DATABASE d\nENGINE = MySQL('evil:3306', 'd', 'u', 'p')\n"],
    [
      'a comment that does not end',
      "CREATE DATABASE d\nENGINE = Atomic\nCOMMENT 'x\\'\n; DROP DATABASE d -- '",
    ],
    ['no database', "SELECT 1 INTO OUTFILE '/tmp/x'"],
    ['what is longer than any', `CREATE DATABASE d\nENGINE = Atomic\n${' '.repeat(5000)}; DROP DATABASE d`],
  ])('for a database, %s', (_, database) => {
    expect(said(good, 'yes', database)).toBe('database.sql makes something else than the database d\n');
  });
});

test('a signed backup with such a line is refused by every way in', () => {
  const folder = clickhouseFolder(0, quiet);
  put(folder, name);
  folder.run(
    `. scripts/common.sh; . scripts/stores.sh; printf 'SELECT 1' >backups/${name}/events/database.sql; read_backup_keys; write_sums backups/${name}; sign_backup backups/${name} ${name}`,
  );
  for (const script of ['verify-backup', 'restore', 'restore-drill']) {
    const { status, err } = folder.run(`scripts/${script} ${name}`, { CONFIRM: 'shop-test' });
    expect(status).toBe(1);
    if (script === 'verify-backup')
      expect(err).toContain(`error: backups/${name}/events/database.sql makes something else`);
  }
  expect(folder.calls()).not.toMatch(/ (down|stop|rm|up|create|exec) /);
});
