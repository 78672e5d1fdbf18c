import { expect, test } from 'vitest';
import { Match, Output } from '../../../src/testing.ts';
import { appOf, authored } from '../../../test/support/author.ts';
import { MariaDb, Secret, Service } from '../../index.ts';
import { mariadbDump } from './backup.ts';

const props = { image: 'mariadb:11.4.8', database: 'shop' } as const;

test('a database, its user and its volume; the container is nobody else than the image says', () => {
  const model = authored((core) => new MariaDb(core, 'mariadb', { ...props, user: 'owner' }));
  const output = Output.of(model);
  output.hasService('mariadb', {
    environment: Match.objectEquals({
      MARIADB_DATABASE: 'shop',
      MARIADB_USER: 'owner',
      MARIADB_PASSWORD: Match.variable('MARIADB_PASSWORD'),
      MARIADB_ROOT_HOST: 'localhost',
      MARIADB_RANDOM_ROOT_PASSWORD: '1',
      MARIADB_AUTO_UPGRADE: '1',
    }),
    command: ['--character-set-server=utf8mb4', '--innodb-buffer-pool-size=512M'],
    user: Match.absent(),
    volumes: [
      'mariadb_data:/var/lib/mysql',
      { type: 'tmpfs', target: '/run/mysqld', tmpfs: { size: 1024 * 1024 } },
    ],
    configs: [{ source: 'mariadb_users.sh', target: '/docker-entrypoint-initdb.d/zz-users.sh' }],
    stop_grace_period: '120s',
  });
  expect(model.variables).toMatchObject([{ kind: 'secret', name: 'MARIADB_PASSWORD', required: true }]);
});

test('its URL names it, its user and a password that is not there', () => {
  const app = appOf((core, site) => {
    const mariadb = new MariaDb(core, 'mariadb', { ...props, user: 'owner' });
    new Service(site, 'web', { image: 'example:1', env: { DATABASE_URL: mariadb.url } });
  });
  Output.of(app).hasService('web', {
    environment: { DATABASE_URL: 'mysql://owner:${MARIADB_PASSWORD:?run make init}@mariadb:3306/shop' },
  });
});

test('it is well when its user comes in by TCP: the server of the first start does not listen there', () => {
  const app = appOf((core) => new MariaDb(core, 'db', { ...props, user: 'owner' }));
  Output.of(app).hasService('db', {
    healthcheck: {
      test: [
        'CMD-SHELL',
        'MYSQL_PWD="$$MARIADB_PASSWORD" exec mariadb --host=127.0.0.1 --user=owner --database=shop --execute=\'SELECT 1\' >/dev/null',
      ],
    },
  });
});

test('its settings stand on its command line, and InnoDB has half of the memory', () => {
  const app = appOf(
    (core) =>
      new MariaDb(core, 'db', {
        ...props,
        memory: '3gb',
        maxConnections: 1000,
        maxPacket: '1gb',
        sqlMode: [],
        collation: 'utf8mb4_unicode_ci',
        options: { 'transaction-isolation': 'READ-COMMITTED' },
      }),
  );
  Output.of(app).hasService('db', {
    command: [
      '--character-set-server=utf8mb4',
      '--collation-server=utf8mb4_unicode_ci',
      '--innodb-buffer-pool-size=1536M',
      '--max-connections=1000',
      '--max-allowed-packet=1024M',
      '--sql-mode=',
      '--transaction-isolation=READ-COMMITTED',
    ],
    deploy: { resources: { limits: { pids: 1128 } } },
  });
});

test('pages that do not fit into its container are refused', () => {
  expect(() =>
    authored((core) => new MariaDb(core, 'db', { ...props, memory: '512mb', bufferPool: '1gb' })),
  ).toThrow(
    expect.objectContaining({
      code: 'buffer-pool',
      message: 'bufferPool of "db" is 1024 MiB, and its container is killed beyond 512 MiB',
      fix: 'leave bufferPool out, or give the container about twice as much memory',
    }),
  );
});

test('two of them share nothing, and each is saved by its own user', () => {
  const model = authored((core) => {
    new MariaDb(core, 'mariadb', { ...props, user: 'owner' });
    new MariaDb(core, 'stock-db', {
      ...props,
      database: 'stock',
      password: new Secret('STOCK', { description: 'Of it.' }),
    });
  });
  expect(model.services.map(({ console }) => console?.target)).toEqual(['mariadb', 'stock-db-mariadb']);
  expect(model.volumes.map(({ id }) => id)).toEqual(['mariadb_data', 'stock-db_data']);
  expect(model.variables.map(({ name }) => name)).toEqual(['MARIADB_PASSWORD', 'STOCK']);
  expect(model.stores.map(({ method, volumes, words }) => ({ method, volumes, words }))).toEqual([
    { method: mariadbDump, volumes: ['mariadb_data'], words: ['shop', 'owner', 'MARIADB_PASSWORD'] },
    { method: mariadbDump, volumes: ['stock-db_data'], words: ['stock', 'stock', 'MARIADB_PASSWORD'] },
  ]);
});

test('each database more has a user of its own, or one who is there', () => {
  const model = authored((core, site) => {
    const db = new MariaDb(core, 'db', { ...props, user: 'owner' });
    const stock = db.database('stock-2');
    const files = db.database('files', { user: 'owner' });
    expect([stock.user, stock.password.name, files.user]).toEqual([
      'stock-2',
      'DB_STOCK_2_PASSWORD',
      'owner',
    ]);
    expect(files.password).toBe(db.password);
    new Service(site, 'web', { image: 'example:1', env: { STOCK: stock.url, FILES: files.url } });
  });
  const output = Output.of(model);
  output.hasService('db', {
    environment: Match.objectLike({
      MARIADB_DATABASE: 'shop',
      MARIADB_PASSWORD: Match.variable('DB_PASSWORD'),
      MARIADB_PASSWORD_2: Match.variable('DB_STOCK_2_PASSWORD'),
    }),
  });
  output.hasService('web', {
    environment: {
      STOCK: 'mysql://stock-2:${DB_STOCK_2_PASSWORD:?run make init}@db:3306/stock-2',
      FILES: 'mysql://owner:${DB_PASSWORD:?run make init}@db:3306/files',
    },
  });
  expect(model.stores[0]?.words).toEqual([
    ...['shop', 'owner', 'MARIADB_PASSWORD'],
    ...['stock-2', 'stock-2', 'MARIADB_PASSWORD_2'],
    ...['files', 'owner', 'MARIADB_PASSWORD'],
  ]);
});

test.each([
  ['shop', {}, '"db" has the database shop already'],
  [
    's'.repeat(33),
    {},
    `the user of the database ${'s'.repeat(33)} of "db" has a name of 33 characters, and MySQL takes 32`,
  ],
  [
    'stock',
    { user: 'shop', password: new Secret('OTHER', { description: 'Another.' }) },
    'the user shop of "db" has a password already, and the database stock says another one',
  ],
])('a database %s that cannot be is refused', (name, options, message) => {
  authored((core) => {
    const db = new MariaDb(core, 'db', props);
    expect(() => db.database(name, options)).toThrow(
      expect.objectContaining({ code: 'sql-database', message }),
    );
  });
});

test.each(['mysql', 'root', 'healthcheck', '-x', 'a`b', "a'b", 'a;b', '', 'a b', '$(x)', 'x'.repeat(65)])(
  'nothing is called %j',
  (name) => {
    for (const over of [{ database: name }, { user: name }])
      expect(() => authored((core) => new MariaDb(core, 'db', { ...props, ...over }))).toThrow(
        expect.objectContaining({ code: 'bad-prop' }),
      );
  },
);

test('the runbook says how a new password reaches it, and how a crashed table is repaired', () => {
  const model = authored((core) => new MariaDb(core, 'db', props));
  expect(model.runbook.troubleshooting.map(({ commands }) => commands)).toEqual([
    [
      'docker compose up --detach --no-deps db',
      'until docker compose exec -T db mariadb-admin --host=127.0.0.1 ping --silent; do sleep 2; done',
      'docker compose exec -T db sh /docker-entrypoint-initdb.d/zz-users.sh',
      'make start',
    ],
    ["docker compose exec -T db sh -c 'exec mariadb-check --user=root --all-databases --auto-repair'"],
    [],
  ]);
});
