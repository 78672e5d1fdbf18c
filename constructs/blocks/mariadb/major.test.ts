import { expect, test } from 'vitest';
import { startOn } from '../../../test/support/starts.ts';
import { MariaDb } from '../../index.ts';

const image = 'mariadb:11.8.9';
const starts = (files: Readonly<Record<string, string>>, server = '11.8.9') =>
  startOn({
    author: (core) => void new MariaDb(core, 'db', { image, database: 'shop' }),
    service: 'db',
    volume: 'shop-test_db_data',
    files,
    tools: { mariadbd: `echo "mariadbd  Ver ${server}-MariaDB-0+deb13u1 for debian-linux-gnu on x86_64"` },
    beside: ['db/users.sh'],
  });

test.each([
  ['of the same version', { mysql_upgrade_info: '10.11.4-MariaDB' }, '10.11.18'],
  [
    'whose newer name counts',
    { mysql_upgrade_info: '10.6.1-MariaDB', mariadb_upgrade_info: '11.8.2-MariaDB\n' },
  ],
  ['that are none', {}],
])('a server starts on data %s', (_, files: Readonly<Record<string, string>>, server?: string) => {
  expect(starts(files, server)).toBe('');
});

test('one on older data hears how they come along, one on newer data that they never go back', () => {
  expect(starts({ mysql_upgrade_info: '10.11.18-MariaDB' })).toContain(
    `error: the data of db are of MariaDB 10.11, and ${image} is MariaDB 11.8\n       make upgrade MAJOR=db goes there.`,
  );
  const newer = starts({ mariadb_upgrade_info: '12.1.2-MariaDB' });
  expect(newer).toContain('take the files with MariaDB 12.1 again');
  expect(newer).not.toContain('MAJOR=db');
});

test('one on the data of MySQL is refused, with what to do', () => {
  expect(starts({ 'mysql.ibd': 'tables' })).toContain(
    '       they are of MySQL, whose tables no MariaDB reads\n       dump them with MySQL, and load the dump into an empty volume\n',
  );
});
