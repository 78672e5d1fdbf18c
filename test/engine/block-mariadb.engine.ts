import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { blockImages } from './support/block-images.ts';
import { sign } from './support/restoring.ts';
import { System, sourceOf } from './support/system.ts';
import { must } from './support/tool.ts';

const system = new System('ledger');
const source = (image: string = blockImages.mariadb) =>
  sourceOf(
    'ledger',
    ['MariaDb'],
    `const db = new MariaDb(core, 'mariadb', { image: '${image}', database: 'my_shop', user: 'shop', memory: '512mb', bufferPool: '64mb' });
  db.database('stock-2');`,
  );
const utf8 = '--default-character-set=utf8mb4';
const asShop = (...more: readonly string[]) => [
  'sh',
  '-c',
  `MYSQL_PWD="$MARIADB_PASSWORD" exec mariadb ${utf8} --user=shop --database=my_shop --batch --skip-column-names "$@"`,
  'sh',
  ...more,
];
const asStock = (...more: readonly string[]) => [
  'sh',
  '-c',
  'MYSQL_PWD="$MARIADB_PASSWORD_2" exec mariadb --user=stock-2 --batch --skip-column-names "$@"',
  'sh',
  ...more,
];
const sql = (text: string) => system.mustExec('mariadb', asShop(), text);
const root = (text: string) =>
  system.mustExec('mariadb', ['mariadb', utf8, '--batch', '--skip-column-names'], text);

/** What a dump must bring back to the byte. */
const rows = `
CREATE TABLE notes (id INT PRIMARY KEY AUTO_INCREMENT, name VARCHAR(100), file LONGBLOB, twice INT AS (id * 2) VIRTUAL);
INSERT INTO notes (name, file) VALUES ('it''s (a), (b)\\n; "x" \\\\', 0x00ff270a), ('😀', NULL), ('-- y', REPEAT('z', 3000000));
CREATE TABLE nothing (a INT);
CREATE TABLE \`odd \`\`t\`\` (x)\` (a TEXT);
INSERT INTO \`odd \`\`t\`\` (x)\` VALUES ('a'), ('b');
CREATE VIEW names AS SELECT name FROM notes;
DELIMITER ;;
CREATE FUNCTION more(x INT) RETURNS INT DETERMINISTIC
-- it's a comment with a quote
RETURN x + 1 ;;
CREATE PROCEDURE fill() BEGIN
INSERT INTO \`nothing\` VALUES (1);
END ;;
CREATE TRIGGER marked BEFORE INSERT ON notes FOR EACH ROW SET NEW.name = CONCAT(NEW.name, '!') ;;
CREATE EVENT late ON SCHEDULE EVERY 1 DAY DO DELETE FROM notes WHERE id < 0 ;;
DELIMITER ;
`;
const all = () =>
  sql(
    'SELECT id, HEX(name), SHA1(file), twice FROM notes; SELECT COUNT(*) FROM nothing; SELECT a FROM `odd ``t`` (x)`; SELECT COUNT(*) FROM names; SELECT more(1); SELECT trigger_name, event_object_table, action_statement, definer FROM information_schema.triggers; SHOW EVENTS; SHOW CREATE PROCEDURE fill; SELECT @@collation_database',
  );
const backups = () => readdirSync(join(system.folder, 'backups')).filter((name) => name.endsWith('Z'));

beforeAll(() => {
  system.becomes(source());
  system.mustMake('start');
});
afterAll(() => system.dispose());

it('makes its database and its user at the first start, and nobody comes in as root from outside', () => {
  expect(sql('SELECT CURRENT_USER(), @@character_set_database, DATABASE()')).toBe('shop@%\tutf8mb4\tmy_shop');
  expect(root('SELECT user, host, plugin FROM mysql.user ORDER BY user')).toBe(
    'mariadb.sys\tlocalhost\tmysql_native_password\nroot\tlocalhost\tunix_socket\nshop\t%\tmysql_native_password\nstock-2\t%\tmysql_native_password',
  );
  const wrong = system.exec('mariadb', [
    'env',
    'MYSQL_PWD=wrong',
    'mariadb',
    '--host=mariadb',
    '--user=shop',
    '-e',
    'SELECT 1',
  ]);
  expect([wrong.code, wrong.err]).toEqual([1, expect.stringContaining('Access denied')]);
  const drawn = /GENERATED ROOT PASSWORD: (.*)/.exec(system.compose('logs', '--no-log-prefix'))?.[1] ?? '';
  for (const host of ['127.0.0.1', 'localhost']) {
    const said = system.exec('mariadb', [
      'setpriv',
      '--reuid=nobody',
      '--clear-groups',
      'env',
      `MYSQL_PWD=${drawn}`,
      'mariadb',
      `--host=${host}`,
      '--user=root',
      '-e',
      'SELECT 1',
    ]);
    expect([said.code, said.err]).toEqual([1, expect.stringContaining('Access denied')]);
  }
  // Nor does a user leave what is his: neither by a name that would fit "_" as a pattern, nor into the other's.
  for (const text of ['CREATE DATABASE other', 'CREATE DATABASE myxshop', 'SHOW TABLES IN `stock-2`'])
    expect(system.exec('mariadb', asShop('-e', text)).err).toContain('Access denied');
  expect(system.exec('mariadb', asStock('-e', 'SHOW TABLES IN my_shop')).err).toContain('Access denied');
});

it('brings back every byte, after everything was destroyed', () => {
  sql(rows);
  system.mustExec(
    'mariadb',
    asStock('stock-2'),
    'CREATE TABLE bins (a INT); INSERT INTO bins VALUES (1), (2), (3);',
  );
  root('ALTER DATABASE my_shop COLLATE utf8mb4_unicode_ci');
  const before = all();
  system.mustMake('backup');
  system.mustMake('destroy');
  expect(system.has('volume')).toEqual([]);
  const said = system.mustMake('restore', 'BACKUP=latest');
  expect(said).toMatch(/mariadb +rows in 4 tables +8 +8 +equal/);
  expect(all()).toBe(before);
  expect(system.mustExec('mariadb', asStock('stock-2', '-e', 'SELECT SUM(a) FROM bins'))).toBe('6');
  expect(root('SELECT @@max_allowed_packet')).toBe('16777216');
  system.mustMake('stop');
  system.mustMake('start');
  expect(all()).toBe(before);
});

it('refuses a dump that would do more than a dump, before it touches anything', () => {
  const [name = ''] = backups();
  const path = join(system.folder, 'backups', name, 'mariadb', 'my_shop.sql.gz');
  const whole = gunzipSync(readFileSync(path)).toString('latin1');
  const tampered = (from: string, to: string) => {
    writeFileSync(path, gzipSync(Buffer.from(whole.replace(from, to), 'latin1')));
    sign(system.folder, name);
    return system.make('verify-backup', `BACKUP=${name}`);
  };
  const anchor = '\nLOCK TABLES `nothing` WRITE;\n';
  for (const [from, to, why] of [
    [anchor, `\n\\! touch /tmp/ran${anchor}`, 'no dump has such a statement'],
    [anchor, `\nSET PASSWORD = PASSWORD('x');${anchor}`, 'it would set more than its own session'],
    [anchor, `\nCREATE USER a@'%';${anchor}`, 'no dump has such a statement'],
    [
      'DEFINER=`shop`@`%` PROCEDURE',
      'DEFINER=`root`@`localhost` PROCEDURE',
      "say ALLOW='DEFINER root@localhost'",
    ],
    ['\n-- Dump completed', '', 'it breaks off'],
  ] as const) {
    const { code, err } = tampered(from, to);
    expect([code, err]).toEqual([2, expect.stringContaining(why)]);
  }
  // What the reader would not see, the application's own user may not do, and the client has no commands.
  for (const text of [
    '\\! touch /tmp/ran',
    'system touch /tmp/ran',
    "LOAD DATA LOCAL INFILE '/etc/passwd' INTO TABLE nothing;",
    "SELECT 1 INTO OUTFILE '/tmp/ran';",
  ])
    expect(system.exec('mariadb', asShop('--binary-mode', '--local-infile=0'), `${text}\n`).code).toBe(1);
  expect(system.mustExec('mariadb', ['ls', '/tmp'])).toBe('');
  tampered('DEFINER=`shop`@`%` PROCEDURE', 'DEFINER=`root`@`localhost` PROCEDURE');
  system.mustMake('restore', `BACKUP=${name}`, 'ALLOW=DEFINER root@localhost');
  expect(sql("SELECT definer FROM information_schema.routines WHERE routine_name = 'fill'")).toBe('shop@%');
});

it('takes a new password by the lines of the runbook', () => {
  const file = join(system.folder, '.env');
  const drawn = readFileSync(file, 'utf8');
  writeFileSync(file, drawn.replace(/^MARIADB_PASSWORD=.*$/m, `MARIADB_PASSWORD="it's \\\\ new"`));
  const lines = [
    'docker compose up --detach --no-deps mariadb',
    'until docker compose exec -T mariadb mariadb-admin --host=127.0.0.1 ping --silent; do sleep 2; done',
    'docker compose exec -T mariadb sh /docker-entrypoint-initdb.d/zz-users.sh',
    'make start',
  ];
  must('bash', ['-euc', lines.join('\n')], { cwd: system.folder, timeout: 120_000, env: system.env });
  expect(system.mustExec('mariadb', ['printenv', 'MARIADB_PASSWORD'])).toBe("it's \\ new");
  expect(sql('SELECT CURRENT_USER()')).toBe('shop@%');
});

it('gives a user another password by make rotate, and takes it back where the server does not come up with it', () => {
  const held = (name: string) =>
    new RegExp(`^${name}=(.*)$`, 'm').exec(readFileSync(join(system.folder, '.env'), 'utf8'))?.[1] ?? '';
  const comesIn = (user: string, word: string) => {
    const client = ['env', `MYSQL_PWD=${word}`, 'mariadb', '--host=mariadb', `--user=${user}`];
    return system.exec('mariadb', [...client, '-e', 'SELECT 1']).code === 0;
  };
  const before = held('MARIADB_STOCK_2_PASSWORD');
  system.mustMake('rotate', 'SECRET=MARIADB_STOCK_2_PASSWORD');
  const after = held('MARIADB_STOCK_2_PASSWORD');
  expect([comesIn('stock-2', before), comesIn('stock-2', after)]).toEqual([false, true]);
  expect(comesIn('shop', "it's \\ new")).toBe(true);
  const override = join(system.folder, 'docker-compose.override.yml');
  const check = '[ "$${#MARIADB_PASSWORD}" -lt 64 ] && mariadb-admin --host=127.0.0.1 ping --silent';
  const healthcheck = { test: ['CMD-SHELL', check], interval: '1s', retries: 4, start_period: '1s' };
  writeFileSync(override, JSON.stringify({ services: { mariadb: { healthcheck } } }));
  const { code, err } = system.make('rotate', 'SECRET=MARIADB_PASSWORD');
  expect([code, err]).toEqual([2, expect.stringContaining('What was before runs again.')]);
  expect(comesIn('shop', "it's \\ new")).toBe(true);
  rmSync(override);
});

it('goes to a newer major version by a dump, when it is asked to, and never back', () => {
  const before = all();
  const image = () => root('SELECT VERSION()').replace(/^(\d+\.\d+).*/, '$1');
  system.becomes(source(blockImages.mariadb11));
  for (const target of ['start', 'upgrade'])
    expect(system.make(target).err).toContain(
      `the data of mariadb are of MariaDB 10.11, and ${blockImages.mariadb11} is MariaDB 11.8`,
    );
  root("CREATE USER guest@'%'; CREATE DATABASE forgotten");
  expect(system.make('upgrade', 'MAJOR=mariadb').err).toContain('the database forgotten, the user guest');
  root("DROP USER guest@'%'; DROP DATABASE forgotten");
  expect([image(), all()]).toEqual(['10.11', before]);
  system.mustMake('upgrade', 'MAJOR=mariadb');
  expect([image(), all()]).toEqual(['11.8', before]);
  system.becomes(source());
  expect(system.make('start').err).toContain('take the files with MariaDB 11.8 again');
});
