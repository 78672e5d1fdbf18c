import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, describe, expect, test } from 'vitest';

const folder = mkdtempSync(join(tmpdir(), 'stowage-sql-'));
afterAll(() => rmSync(folder, { recursive: true }));
const functions = readFileSync(new URL('./sql-reader.sh', import.meta.url), 'utf8');
const bash = (script: string, input: string | Buffer = '') =>
  execFileSync('bash', ['-euo', 'pipefail', '-c', `${functions}\n${script}`], { input, encoding: 'utf8' });

/** As mariadb-dump of 10.11 writes it, shortened. */
const whole = `/*M!999999\\- enable the sandbox mode */ 
-- MariaDB dump 10.19  Distrib 10.11.18-MariaDB, for debian-linux-gnu (x86_64)
/*!40101 SET NAMES utf8mb4 */;
/*!40103 SET TIME_ZONE='+00:00' */;
DROP SEQUENCE IF EXISTS \`s\`;
CREATE SEQUENCE \`s\` start with 1 minvalue 1 maxvalue 9 increment by 1 cache 1000 nocycle ENGINE=InnoDB;
DO SETVAL(\`s\`, 1, 0);
DROP TABLE IF EXISTS \`notes\`;
CREATE TABLE \`notes\` (
  \`id\` int(11) NOT NULL COMMENT 'a; b -- c',
  \`name\` varchar(9) DEFAULT '/*'
) ENGINE=InnoDB;
LOCK TABLES \`notes\` WRITE;
/*!40000 ALTER TABLE \`notes\` DISABLE KEYS */;
INSERT INTO \`notes\` VALUES
(1,'it\\'s (a), (b)\\n; \\"x\\" \\\\'),
(2,0x00FF),
(-3.5e-30,NULL);
/*!40000 ALTER TABLE \`notes\` ENABLE KEYS */;
UNLOCK TABLES;
LOCK TABLES \`odd \`\`t\`\` (x)\` WRITE;
INSERT INTO \`odd \`\`t\`\` (x)\` (\`a (\`, \`b\`) VALUES ('(',_binary 'x'),('(','y');
UNLOCK TABLES;
LOCK TABLES \`nothing\` WRITE;
UNLOCK TABLES;
DELIMITER ;;
/*!50003 CREATE*/ /*!50017 DEFINER=\`shop\`@\`%\`*/ /*!50003 TRIGGER t BEFORE INSERT ON notes FOR EACH ROW BEGIN
  -- don't count; this
  # nor 'this
  /* nor
  "this; */
  INSERT INTO log VALUES ('a;;b');
END */;;
ALTER DATABASE \`shop\` CHARACTER SET utf8mb4 COLLATE utf8mb4_general_ci ;;
DELIMITER ;
/*!50001 CREATE ALGORITHM=UNDEFINED */
/*!50013 DEFINER=\`shop\`@\`%\` SQL SECURITY DEFINER */
/*!50001 VIEW \`v\` AS select 1 AS \`a\` */;
-- Dump completed
`;

const read = (dump: string) => {
  writeFileSync(join(folder, 'dump.gz'), gzipSync(dump));
  return bash(`sql_read '${folder}/dump.gz' shop`).trim().split('\n');
};
const at = (dump: string, text: string) => dump.slice(0, dump.indexOf(text)).split('\n').length;
const anchor = 'DROP TABLE IF EXISTS';
const before = (line: string) => whole.replace(anchor, () => `${line}\n${anchor}`);

test('a dump is whole, and its rows are counted', () => {
  expect(read(whole)).toEqual(['end']);
  expect(bash('sql_rows shop', whole)).toBe('shop.notes\t3\nshop.nothing\t0\nshop.odd ``t`` (x)\t2\n');
  expect(() => bash('sql_rows shop >/dev/null', whole.replace('-- Dump completed\n', ''))).toThrow();
});

describe('what no dump holds is refused, with its line', () => {
  test.each([
    ['\\! touch /tmp/ran', 'no dump has such a statement'],
    ['system touch /tmp/ran', 'no dump has such a statement'],
    ['source /etc/passwd', 'no dump has such a statement'],
    ['USE mysql;', 'no dump has such a statement'],
    ['CREATE DATABASE other;', 'no dump has such a statement'],
    ["CREATE USER a@'%';", 'no dump has such a statement'],
    ['/*!50001 GRANT ALL ON *.* TO a */;', 'no dump has such a statement'],
    ["LOAD DATA LOCAL INFILE '/etc/passwd' INTO TABLE notes;", 'no dump has such a statement'],
    ['CALL fill();', 'no dump has such a statement'],
    ['ALTER USER shop IDENTIFIED BY 1;', 'no dump has such a statement'],
    ['ALTER TABLE `notes` ADD x INT;', 'no dump has such a statement'],
    ["SET PASSWORD = 'x';", 'it would set more than its own session'],
    ['set @@global.max_connections = 1;', 'it would set more than its own session'],
    ['SET NAMES utf8mb4; DROP USER shop;', 'two statements stand in one line'],
    ["INSERT INTO `notes` VALUES (1,'a'); DROP TABLE x;", 'an INSERT holds more than rows'],
    ['INSERT INTO `notes` VALUES ((SELECT 1));', 'an INSERT holds more than rows'],
    ['INSERT INTO `notes` SELECT 1;', 'an INSERT holds no rows'],
    ['INSERT INTO `other`.`notes` VALUES (1);', 'an INSERT holds no rows'],
    ['DELIMITER //', 'no dump has such a statement'],
  ])('%s', (line, why) => {
    expect(read(before(line))).toEqual([`refused\t${at(whole, anchor)}\t${why}`, 'end']);
  });

  test('among programs, too', () => {
    const hidden = whole.replace('ALTER DATABASE', "DROP USER 'a';;\nALTER DATABASE");
    expect(read(hidden)).toEqual([
      `refused\t${at(whole, 'ALTER DATABASE')}\tno dump has such a statement`,
      'end',
    ]);
  });

  test('one that breaks off', () => {
    expect(read(whole.slice(0, -20)).at(-2)).toMatch(/^refused\t\d+\tit breaks off$/);
  });
});

test('what runs in the name of somebody else is named, and can be made the own', () => {
  const other = whole.replaceAll('`shop`@`%`', '`root`@`localhost`');
  expect(read(other)).toEqual([
    `named\t${at(whole, '/*!50003 CREATE')}\tDEFINER root@localhost`,
    `named\t${at(whole, '/*!50013')}\tDEFINER root@localhost`,
    'end',
  ]);
  expect(bash('sql_own shop', other)).toBe(whole);
});

test('a backup from before there was a database is refused with its name', () => {
  mkdirSync(join(folder, 'scripts'));
  mkdirSync(join(folder, 'backup/db'), { recursive: true });
  for (const part of ['sql-reader.sh', 'sql-root.sh', 'sql-dump.sh'])
    cpSync(new URL(part, import.meta.url), join(folder, 'scripts', part));
  writeFileSync(join(folder, 'backup/db/shop.sql.gz'), gzipSync(whole));
  writeFileSync(join(folder, 'backup/db/databases.tsv'), 'shop\tutf8mb4\tutf8mb4_general_ci\n');
  const said = bash(
    `cd '${folder}'; problem() { echo "$1"; }; not_empty() { [ -s "$1" ]; }; . scripts/sql-dump.sh; sql_check backup db shop shop A stock stock B`,
  );
  expect(said).toContain('backup/db holds nothing of the database stock: it is from before there was one,');
  expect(said).not.toContain('shop.sql.gz');
});
