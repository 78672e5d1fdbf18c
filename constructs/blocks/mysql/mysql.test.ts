import { expect, test } from 'vitest';
import { Match, Output } from '../../../src/testing.ts';
import { appOf, authored } from '../../../test/support/author.ts';
import { MySql, Service } from '../../index.ts';
import { mysqlDump } from './backup.ts';

const props = { image: 'mysql:8.4.6', database: 'shop', user: 'owner' } as const;

test('a database, its user, and a root whom nobody reaches from outside', () => {
  const app = appOf((core, site) => {
    const mysql = new MySql(core, 'mysql', props);
    new Service(site, 'web', { image: 'example:1', env: { DATABASE_URL: mysql.url } });
  });
  const output = Output.of(app);
  output.hasService('mysql', {
    environment: Match.objectEquals({
      MYSQL_DATABASE: 'shop',
      MYSQL_USER: 'owner',
      MYSQL_PASSWORD: Match.variable('MYSQL_PASSWORD'),
      MYSQL_ROOT_PASSWORD: Match.variable('MYSQL_ROOT_PASSWORD'),
      MYSQL_ROOT_HOST: 'localhost',
    }),
    command: ['--character-set-server=utf8mb4', '--innodb-buffer-pool-size=512M', '--skip-log-bin'],
    healthcheck: {
      test: [
        'CMD-SHELL',
        'MYSQL_PWD="$$MYSQL_PASSWORD" exec mysql --host=127.0.0.1 --user=owner --database=shop --execute=\'SELECT 1\' >/dev/null',
      ],
    },
    volumes: Match.arrayWith(['mysql_data:/var/lib/mysql']),
  });
  output.hasService('web', {
    environment: { DATABASE_URL: 'mysql://owner:${MYSQL_PASSWORD:?run make init}@mysql:3306/shop' },
  });
});

test('it is saved by mysqldump, and keeps a binary log where that is asked for', () => {
  const model = authored((core) => new MySql(core, 'mysql', { ...props, options: { 'log-bin': 'binlog' } }));
  expect(model.stores).toMatchObject([{ method: mysqlDump, words: ['shop', 'owner', 'MYSQL_PASSWORD'] }]);
  // Of two such words the last one counts.
  Output.of(model).hasService('mysql', {
    command: Match.arrayWith(['--skip-log-bin', '--log-bin=binlog']),
  });
});

test('its programs log in as root with what the container has', () => {
  const model = authored((core) => new MySql(core, 'db', props));
  expect(model.runbook.troubleshooting[1]?.commands).toEqual([
    'docker compose exec -T db sh -c \'MYSQL_PWD="$MYSQL_ROOT_PASSWORD" exec mysqlcheck --user=root --all-databases --auto-repair\'',
  ]);
});
