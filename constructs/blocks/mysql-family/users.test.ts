import { execFileSync } from 'node:child_process';
import { expect, test } from 'vitest';
import { usersScript } from './users.ts';

const script = usersScript({
  client: 'client',
  last: ['LAST;'],
  all: [
    { database: 'my_shop', user: 'shop', variable: 'SHOP_PASSWORD' },
    { database: 'stock', user: 'keeper', variable: 'STOCK_PASSWORD' },
  ],
});

test('each user has its database alone, and a password with whatever is in it', () => {
  const env = { ...process.env, SHOP_PASSWORD: `it's \\ new`, STOCK_PASSWORD: '%s"$(x)`' };
  const said = execFileSync('sh', ['-c', `client() { echo "$@" "$MYSQL_PWD"; cat; }\n${script}`], {
    env: { ...env, MYSQL_ROOT_PASSWORD: 'root' },
    encoding: 'utf8',
  });
  expect(said.split('\n')).toEqual([
    '--user=root --database=mysql root',
    "SET SESSION sql_mode = '';",
    'CREATE DATABASE IF NOT EXISTS `my_shop`;',
    "CREATE USER IF NOT EXISTS 'shop'@'%' IDENTIFIED BY 'it''s \\\\ new';",
    "ALTER USER 'shop'@'%' IDENTIFIED BY 'it''s \\\\ new';",
    "GRANT ALL ON `my\\_shop`.* TO 'shop'@'%';",
    'CREATE DATABASE IF NOT EXISTS `stock`;',
    `CREATE USER IF NOT EXISTS 'keeper'@'%' IDENTIFIED BY '%s"$(x)\`';`,
    `ALTER USER 'keeper'@'%' IDENTIFIED BY '%s"$(x)\`';`,
    "GRANT ALL ON `stock`.* TO 'keeper'@'%';",
    'LAST;',
    '',
  ]);
});
