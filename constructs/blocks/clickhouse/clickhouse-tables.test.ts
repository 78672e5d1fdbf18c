import { describe, expect, test } from 'vitest';
import { clickhouseFolder } from '../../../test/support/clickhouse-shop.ts';

/** A line of tables.tsv. */
const line = (name: string, engine: string, keeps: string, create = `CREATE ${name}`) =>
  `${name}\t${engine}\t${keeps}\t${create}\n`;

/** Loads these lines into a server that answers as `server` says, a function of bash with the statement in $1. */
function load(lines: readonly string[], server: string) {
  const folder = clickhouseFolder();
  folder.write('tables.tsv', lines.join(''));
  const ending = folder.run(`. scripts/common.sh; . scripts/stores.sh
    query() { printf '%s\\n' "$2" >>said; server "$2"; }
    statement() { local given; given=$(cat); printf 'STDIN %s\\n' "$given" >>said; server "$given"; }
    server() { ${server}; }
    load_tables events events d "Disk('backups', 'x.zip')" tables.tsv`);
  return { ...ending, said: folder.read('said').trimEnd().split('\n') };
}
const brought = (said: readonly string[]) =>
  said.flatMap(
    (statement) => /^RESTORE TABLE (.*) FROM Disk\('backups', 'x\.zip'\)$/.exec(statement)?.[1] ?? [],
  );

test('tables first, then what points at them, then views, and what reads from outside last', () => {
  const { status, err, said } = load(
    [
      line('a', 'Kafka', 'definition'),
      line('b', 'MaterializedView', 'definition'),
      line('c', 'View', 'definition'),
      line('d', 'Distributed', 'definition'),
      line('e', 'Dictionary', 'definition'),
      line('f', 'ReplicatedReplacingMergeTree', 'rows'),
      line('g', 'MergeTree', 'rows'),
    ],
    'true',
  );
  expect({ status, err }).toEqual({ status: 0, err: '' });
  expect(brought(said)).toEqual(['f', 'g', 'd', 'e', 'b', 'c', 'a'].map((name) => `\`d\`.\`${name}\``));
});

test('what needs another one waits for the next round, and leaves nothing meanwhile', () => {
  const { status, out, said } = load(
    [line('a', 'View', 'definition'), line('b', 'View', 'definition'), line('c', 'View', 'definition')],
    // a selects from b, and b from c.
    'case "$1" in *"RESTORE TABLE \\`d\\`.\\`a\\`"*) grep -q "^done b" said ;; *"RESTORE TABLE \\`d\\`.\\`b\\`"*) grep -q "^done c" said && echo "done b" >>said ;; *"RESTORE TABLE \\`d\\`.\\`c\\`"*) echo "done c" >>said ;; esac',
  );
  expect({ status, out }).toEqual({ status: 0, out: '' });
  expect(brought(said).map((table) => table[5])).toEqual(['a', 'b', 'c', 'a', 'b', 'a']);
  expect(said.filter((statement) => statement.startsWith('DROP'))).toEqual([
    'DROP TABLE IF EXISTS `d`.`a` SYNC',
    'DROP TABLE IF EXISTS `d`.`b` SYNC',
    'DROP TABLE IF EXISTS `d`.`a` SYNC',
  ]);
});

test('what RESTORE never takes is made by its definition, to the letter and not in an argument', () => {
  const { status, out, said } = load(
    [
      line(
        'v',
        'View',
        'definition',
        String.raw`CREATE VIEW d.v AS SELECT \'it\\\'s \\\\n 100% $x "y"\' AS a,\n\tb`,
      ),
    ],
    'case "$1" in RESTORE*) echo "Code: 60. DB::Exception: no table. (UNKNOWN_TABLE)"; echo more; return 1 ;; esac',
  );
  expect(status).toBe(0);
  expect(out).toBe(
    '  v of events is made by its definition; RESTORE said: Code: 60. DB::Exception: no table. (UNKNOWN_TABLE)\n',
  );
  expect(said.join('\n')).toContain(
    `STDIN ${String.raw`CREATE VIEW d.v AS SELECT 'it\'s \\n 100% $x "y"' AS a,`}\n\tb`,
  );
});

test('what a definition brought is there for the next round', () => {
  const { status, said } = load(
    [line('a', 'View', 'definition'), line('b', 'View', 'definition', 'CREATE b')],
    'case "$1" in *"TABLE \\`d\\`.\\`b\\`"* | "CREATE a") return 1 ;; *"TABLE \\`d\\`.\\`a\\`"*) grep -q "^STDIN CREATE b" said ;; esac',
  );
  expect(status).toBe(0);
  expect(said.at(-1)).toBe("RESTORE TABLE `d`.`a` FROM Disk('backups', 'x.zip')");
});

test('a dictionary is dropped as one', () => {
  const { said } = load([line('x', 'Dictionary', 'definition', 'CREATE DICTIONARY d.x')], 'false');
  expect(said).toContain('DROP DICTIONARY IF EXISTS `d`.`x` SYNC');
});

test('any name is one name', () => {
  const { said } = load(
    [line(String.raw`a\`b\\c\'d\te $(touch ran) ]`.replace('\\`', '`'), 'MergeTree', 'rows')],
    'true',
  );
  expect(brought(said)).toEqual([String.raw`§d§.§a\§b\\c\'d\te $(touch ran) ]§`.replaceAll('§', '`')]);
});

describe('what cannot come back', () => {
  const refuse = (message: string) =>
    `case "$1" in RESTORE*"\\\`good\\\`"*) ;; RESTORE*) echo "${message}"; return 1 ;; DROP*) ;; *) echo "Code: 1. made"; return 1 ;; esac`;

  test('is named, each with what the server said last', () => {
    const { status, err, said } = load(
      [
        line('good', 'MergeTree', 'rows'),
        line('t', 'MergeTree', 'rows'),
        line('v', 'View', 'definition'),
        line('k', 'Kafka', 'definition', "CREATE k PASSWORD '[HIDDEN]'"),
      ],
      refuse('Code: 76. DB::Exception: broken'),
    );
    expect(status).toBe(1);
    expect(err).toBe(`error: t (MergeTree) of events was not restored: Code: 76. DB::Exception: broken
error: v (View) of events was not restored: Code: 1. made
error: k (Kafka) of events was not restored: Code: 76. DB::Exception: broken
error: 3 of 4 tables and views of events were not restored
       mend what ClickHouse says above, then begin again; see: make backups
`);
    // Neither rows nor a password would be in what these definitions make.
    expect(said.filter((statement) => statement.startsWith('STDIN'))).toEqual(['STDIN CREATE v']);
  });

  test('has a first line when the server gave no code', () => {
    const { err } = load([line('t', 'MergeTree', 'rows')], 'echo "no such container"; echo more; return 1');
    expect(err).toContain('error: t (MergeTree) of events was not restored: no such container\n');
    expect(load([line('t', 'Log', 'rows')], 'false').err).toContain('not restored: nothing was said\n');
  });
});
