import { expect, test } from 'vitest';
import { startOn } from '../../../test/support/starts.ts';
import { MySql } from '../../index.ts';

const image = 'mysql:8.4.6';
const starts = (files: Readonly<Record<string, string | Uint8Array>>, server = '8.4.6') =>
  startOn({
    author: (core) => void new MySql(core, 'db', { image, database: 'shop' }),
    service: 'db',
    volume: 'shop-test_db_data',
    files,
    tools: {
      mysqld: `echo "/usr/sbin/mysqld  Ver ${server} for Linux on x86_64 (MySQL Community Server - GPL)"`,
    },
    beside: ['db/users.sh'],
  });

/** The head of the first page of mysql.ibd: a checksum, the page's number, the server's version, that of the space. */
const tables = (version: number) => {
  const page = Buffer.alloc(64);
  page.writeUInt32BE(0xb3_0a_91_7c, 0);
  page.writeUInt32BE(version, 8);
  page.writeUInt32BE(1, 12);
  return { 'mysql.ibd': page };
};

test.each([
  ['of the same version', tables(80_403), '8.4.6'],
  ['of another patch of 8.0', tables(80_036), '8.0.43'],
  ['that are none', {}],
])('a server starts on data %s', (_, files, server?: string) => {
  expect(starts(files, server)).toBe('');
});

test.each([
  ['8.0', tables(80_036), '8.4.6', '8.4'],
  ['8.4', tables(80_411), '9.2.0', '9.2'],
  ['5.7', { 'mysql/user.frm': 'x', ibdata1: 'x' }, '8.4.6', '8.4'],
])('one on data of %s hears how they come along', (from, files, server, to) => {
  expect(starts(files, server)).toContain(
    `error: the data of db are of MySQL ${from}, and ${image} is MySQL ${to}\n       make upgrade MAJOR=db goes there.`,
  );
});

test('one on what a newer one wrote, and one on data of MariaDB, is refused', () => {
  const newer = starts(tables(90_200));
  expect(newer).toContain('take the files with MySQL 9.2 again');
  expect(newer).not.toContain('MAJOR=db');
  expect(starts({ aria_log_control: 'x', 'mysql/user.frm': 'x' })).toContain(
    '       they are of MariaDB, whose tables no MySQL reads\n       dump them with MariaDB, and load the dump into an empty volume\n',
  );
});
