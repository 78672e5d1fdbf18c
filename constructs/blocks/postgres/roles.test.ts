import { describe, expect, test } from 'vitest';
import { operationsFolder } from '../../../test/support/operations-folder.ts';
import { shop } from '../../../test/support/shop.ts';

/** What pg_dumpall wrote of PostgreSQL 15, and of 16 in the membership. */
const written = String.raw`--
-- PostgreSQL database cluster dump
--

\restrict naR0HNByZL5v6ag

SET default_transaction_read_only = off;

SET client_encoding = 'UTF8';
SET standard_conforming_strings = on;

CREATE ROLE "Odd ""one; --";
ALTER ROLE "Odd ""one; --" WITH NOSUPERUSER INHERIT NOCREATEROLE CREATEDB LOGIN NOREPLICATION NOBYPASSRLS CONNECTION LIMIT 5 VALID UNTIL 'infinity';
COMMENT ON ROLE "Odd ""one; --" IS E'it''s
\\! id';
CREATE ROLE owner;
ALTER ROLE owner WITH SUPERUSER INHERIT CREATEROLE CREATEDB LOGIN REPLICATION BYPASSRLS;

--
-- User Config "owner"
--

ALTER ROLE owner SET search_path TO '$user', 'public';
ALTER ROLE owner SET "TimeZone" TO 'UTC';

GRANT pg_monitor TO "Odd ""one; --" WITH ADMIN OPTION, INHERIT FALSE, SET FALSE GRANTED BY owner;

\unrestrict naR0HNByZL5v6ag
`;

/** What the reader says of a file. */
function read(text: string, reader = 'read_roles roles shop owner'): string {
  const folder = operationsFolder(shop());
  folder.write('roles', text);
  const { status, out, err } = folder.run(`. scripts/common.sh; . scripts/stores.sh; ${reader}`);
  expect({ status, err }).toEqual({ status: 0, err: '' });
  return out.replace(/^end\n$/m, '');
}

test('each statement is written anew; those of the owner itself are left out', () => {
  expect(read(written)).toBe(
    String.raw`encoding	9	UTF8
create	12	"Odd ""one; --"
early	13	ALTER ROLE "Odd ""one; --" WITH NOSUPERUSER INHERIT NOCREATEROLE CREATEDB LOGIN NOREPLICATION NOBYPASSRLS CONNECTION LIMIT 5 VALID UNTIL 'infinity'
early	14	COMMENT ON ROLE "Odd ""one; --" IS E'it''s\n\\! id'
create	16	"owner"
early	23	ALTER ROLE "owner" SET "search_path" TO '$user', 'public'
early	24	ALTER ROLE "owner" SET "timezone" TO 'UTC'
late	26	GRANT "pg_monitor" TO "Odd ""one; --" WITH ADMIN OPTION, INHERIT FALSE, SET FALSE
`,
  );
});

const none = 'pg_dumpall writes no such statement';
describe('refused, with its line:', () => {
  test.each([
    ['a command of psql', String.raw`\! id`, none],
    ['one that ends a statement', String.raw`CREATE ROLE eve \g |id`, none],
    ['one after what is taken for a bracket', String.raw`\restrict x; \! id`, none],
    ['a program', "COPY (SELECT 1) TO PROGRAM 'id';", none],
    ['a block', 'DO $$ BEGIN END $$;', none],
    ['a text in dollars', 'COMMENT ON ROLE eve IS $$x$$;', none],
    ['a comment of C', '/* */ CREATE ROLE eve;', none],
    ['another statement', 'ALTER SYSTEM SET x TO y;', none],
    ['a role with attributes', 'CREATE ROLE eve SUPERUSER;', none],
    ['other texts', 'SET standard_conforming_strings = off;', none],
    ['another user', 'SET ROLE postgres;', none],
    ['half a statement', 'CREATE ROLE eve', 'it does not end'],
    ['half a text', "COMMENT ON ROLE eve IS 'x", 'it does not end'],
    [
      'an encoding that hides a backslash',
      "SET client_encoding = 'SJIS';",
      'it is of the encoding SJIS, which no database has',
    ],
    [
      'a password',
      "ALTER ROLE owner WITH PASSWORD 'x';",
      'it says of a role what pg_dumpall never writes: PASSWORD',
    ],
    [
      'a backslash in a text',
      "COMMENT ON ROLE eve IS 'a\n\\! id\n';",
      'a backslash stands in a text of it as pg_dumpall never writes one',
    ],
    [
      'a name of two lines',
      'CREATE ROLE "a\n\\! id";',
      'a name in it is empty, too long, or holds a control character',
    ],
    [
      'a name of the server',
      'ALTER ROLE pg_monitor WITH LOGIN;',
      'names that begin with pg_ belong to PostgreSQL',
    ],
    [
      'another database',
      "ALTER ROLE owner IN DATABASE template1 SET work_mem TO '1MB';",
      'it speaks of another database than shop',
    ],
  ])('%s', (_, line, why) => {
    expect(read(`CREATE ROLE reader;\n${line}\n`)).toBe(`create\t1\t"reader"\nrefused\t2\t${why}\n`);
  });

  test('what is no text, and what is too much of it', () => {
    expect(read('CREATE ROLE a\0;\n')).toBe('refused\t1\tit is no text\n');
    expect(read('-'.repeat(1048577))).toBe('refused\t1\tit is larger than 1 MiB\n');
  });
});

test.each([
  ['ALTER ROLE eve WITH SUPERUSER;', 'ROLE eve SUPERUSER'],
  ['ALTER ROLE eve WITH CREATEROLE;', 'ROLE eve CREATEROLE'],
  ["ALTER ROLE eve SET session_preload_libraries TO 'x';", 'SETTING session_preload_libraries OF ROLE eve'],
  ["ALTER ROLE postgres SET search_path TO 'x';", 'SETTING search_path OF ROLE postgres'],
  ['GRANT pg_execute_server_program TO eve;', 'MEMBER eve OF pg_execute_server_program'],
  ['GRANT postgres TO eve;', 'MEMBER eve OF postgres'],
  [
    'GRANT SET ON PARAMETER session_preload_libraries TO eve;',
    'PARAMETER session_preload_libraries OF ROLE eve',
  ],
])('%s is let in by its name only', (line, name) => {
  expect(read(line)).toContain(`named\t1\t${name}\n`);
  const judge = 'judge_pg_dump db roles < <(read_roles roles shop owner) 2>/dev/null; echo ${problems:-0}';
  expect(read(line, judge)).toBe('1\n');
  expect(read(line, `ALLOW='ROLE other SUPERUSER; ${name}'; ${judge}`)).toBe('0\n');
  expect(read(line, `ALLOW='${name}x'; ${judge}`)).toBe('1\n');
});

test('what a dump lists is known, or named, or refused', () => {
  const list = `;
; Archive created at 2026-11-28 22:45:07 UTC
9; 1262 16384 DATABASE - shop owner
2; 3079 16406 EXTENSION - pg_trgm 
3; 0 0 COMMENT - EXTENSION pg_trgm 
4; 3079 16407 EXTENSION - plpython3u 
5; 2615 1 SCHEMA - odd name owner
6; 1259 2 TABLE public orders owner
7; 1259 3 TABLE public of another eve
8; 3466 4 EVENT TRIGGER - t owner
10; 0 0 ACL - DATABASE shop owner
11; 9 9 NEW KIND - x owner
`;
  const reader =
    'KINDS=$dump_kinds NAMED=$dump_kinds_named EXTENSIONS=$dump_extensions OF_DATABASE=shop OF_OWNER=owner awk "$list_reader" roles';
  expect(read(list, reader)).toBe(`database\t9
extension\tpg_trgm
named\tEXTENSION plpython3u
extension\tplpython3u
entry\t5\todd name
entry\t6\t
named\tTABLE public of another OWNER eve
entry\t7\t
named\tEVENT TRIGGER t
entry\t8\t
database\t10
named\tNEW KIND - x owner
entry\t11
`);
  expect(read(list.replace('DATABASE - shop', 'DATABASE - template1'), reader)).toContain(
    'refused\tit is of the database template1, not of shop\n',
  );
  expect(read('', reader)).toBe('refused\tit says nothing of the database itself\n');
  expect(read('9; 1262 x\u001b[31m\n', reader)).toContain(
    'refused\tit lists what nobody can read: 9; 1262 x?[31m\n',
  );
});
