import { describe, expect, test } from 'vitest';
import { operationsFolder } from '../../../support/operations-folder.ts';
import { shop } from '../../../support/shop.ts';

interface Host {
  /** Names of the volumes that Compose would have here. @default - those of the shop */
  readonly described?: readonly string[];
  /** Name and id of each volume of this project. */
  readonly volumes: readonly string[];
  /** Services that have a container. */
  readonly services?: readonly string[];
}

/** Docker on a host: every volume was made at the same second, what is asked of a helper is answered with nothing. */
function host({
  described = ['shop-test_db_data db_data', 'shop-test_edge_data edge_data'],
  volumes,
  services = ['db'],
}: Host) {
  const printed = (lines: readonly string[]) =>
    `printf '%s\\n' ${lines.map((line) => `'${line}'`).join(' ')}`;
  const config = JSON.stringify({
    services: {
      db: { volumes: [{ type: 'volume', source: 'db_data' }] },
      migrate: {},
      '123': { image: 'a' },
    },
    networks: { default: { name: 'shop-test_default' } },
    volumes: {
      ...Object.fromEntries(described.map((line) => [line.split(' ')[1], { name: line.split(' ')[0] }])),
      far: { name: 'far', external: true },
    },
  });
  return operationsFolder(
    shop(),
    `*' config' | *' config '*) printf '%s' '${config}' ;;
'volume ls --quiet') ${printed(volumes.map((line) => line.split(' ')[0] ?? ''))} ;;
'volume ls '*) ${printed(volumes)} ;;
'volume inspect '*) echo 2026-11-23T03:00:00Z ;;
'network ls '*) printf '%s\\n' shop-test_default shop-test_old ;;
'ps --all --filter label='*) ${printed(services.map((service) => `id-${service} ${service} shop-test-${service}-1`))} ;;
'ps '*) ;;
'image inspect '*) ;;
'run '*' df -Pk '*) printf '%s\\n' head 'a 1 1 900000 1 /' ;;
'run '*) ;;
'compose version '*) echo 2.40.3 ;;
'version '*) echo 28.5.2 ;;
'info '*) echo '8000000000 4 /' ;;
'stop '* | 'rm '* | 'network rm '* | 'compose '*) ;;`,
  );
}

const here = ['shop-test_db_data db_data', 'shop-test_edge_data edge_data'];
const old = 'shop-test_orders_data orders_data';

describe('start', () => {
  test('touches nothing where all is described', () => {
    const folder = host({ volumes: here, services: ['db', '123'] });
    expect(folder.run('scripts/start db')).toEqual({ status: 0, out: '', err: '' });
    expect(folder.calls()).not.toMatch(/^(stop|rm) /m);
  });

  test('removes the container of a service that is gone before others start, and a network that is empty', () => {
    const folder = host({ volumes: here, services: ['db', 'orders'] });
    expect(folder.run('scripts/start db').out).toBe(
      'Removing shop-test-orders-1: the service orders is not described any more.\n',
    );
    expect(folder.calls()).toMatch(
      /\nstop id-orders\nrm id-orders\ncompose .* up --detach --wait db\n(?:.*\n)*network rm shop-test_old\n/,
    );
  });

  test('stops where an empty volume would be made beside one that nobody uses', () => {
    const folder = host({ volumes: [here[1] ?? '', old], services: ['db', 'orders'] });
    expect(folder.run('scripts/start db')).toEqual({
      status: 1,
      out: '',
      err: `error: the volume shop-test_orders_data is not described any more, and nobody said what becomes of its data
       the volume shop-test_db_data is described and not there: it would be made, empty
error: nothing was changed
       make start ADOPT=shop-test_orders_data:NEW copies it to the volume NEW, make start FORGET=shop-test_orders_data leaves it aside; several have a comma between them
`,
    });
    expect(folder.calls()).not.toMatch(/^(stop|rm|.* up) /m);
  });

  test('warns where nothing would be made, until it is told to forget', () => {
    const folder = host({ volumes: [...here, old] });
    expect(folder.run('scripts/start db')).toMatchObject({
      status: 0,
      err: 'warning: no service uses these volumes any more: shop-test_orders_data; make start FORGET=shop-test_orders_data leaves one aside\n',
    });
    expect(folder.run('scripts/start db', { FORGET: 'orders_data' })).toMatchObject({ status: 0, err: '' });
    expect(folder.read('backups/.known-volumes')).toBe(
      'shop-test_orders_data 2026-11-23T03:00:00Z forgotten\n',
    );
    expect(folder.run('scripts/start db')).toMatchObject({ status: 0, err: '' });
    // A volume of the same name that was made later is another one.
    folder.write('backups/.known-volumes', 'shop-test_orders_data 2025-01-01T00:00:00Z forgotten\n');
    expect(folder.run('scripts/start db').err).toContain('warning: no service uses these volumes');
  });

  test('asks again about a volume that was in use in between', () => {
    const folder = host({ volumes: here });
    folder.write(
      'backups/.known-volumes',
      'shop-test_db_data 2026-11-23T03:00:00Z shop-test_new\nshop-test_x 1 forgotten\n',
    );
    folder.run('scripts/start db');
    expect(folder.read('backups/.known-volumes')).toBe('shop-test_x 1 forgotten\n');
  });

  test('takes what a plan was accepted with for the same word, and refuses a name that it does not know', () => {
    const folder = host({ volumes: [...here, old] });
    expect(folder.run('scripts/start db', { ACCEPT: 'data:orders_data,data:db_data' })).toEqual({
      status: 0,
      err: '',
      out: 'The volume shop-test_orders_data stays as it is, and is not asked about again.\n',
    });
    const again = host({ volumes: [here[1] ?? '', old] });
    for (const env of [
      { ACCEPT: 'data:shop-test_orders_data,data:/etc' },
      { ACCEPT: 'data:orders_data', FORGET: 'orders_data' },
    ])
      expect(again.run('scripts/start db', env)).toMatchObject({ status: 0, err: '' });
  });

  test.each([
    ['orders_data', 'ACCEPT says "orders_data", which is not data:NAME'],
    ['job:migrate', 'ACCEPT says "job:migrate", which is not data:NAME'],
    ['data:order.*', 'ACCEPT names "order.*", and shop-test has no such data'],
    ['data:/no/such/folder', 'ACCEPT names "/no/such/folder", and shop-test has no such data'],
  ])('refuses ACCEPT=%s', (accept, message) => {
    const folder = host({ volumes: [...here, old] });
    expect(folder.run('scripts/start db', { ACCEPT: accept })).toMatchObject({
      status: 1,
      err: expect.stringContaining(`error: ${message}\n`),
    });
    expect(folder.calls()).not.toMatch(/^(stop|rm|.* up) /m);
  });

  test('copies a volume, and says that the old one stays', () => {
    const folder = host({ volumes: [here[1] ?? '', old] });
    expect(folder.run('scripts/start db', { ADOPT: 'orders_data:db_data' })).toEqual({
      status: 0,
      err: '',
      out: `Copying the volume shop-test_orders_data to shop-test_db_data.
The volume shop-test_orders_data stays as it was. When you have seen that nothing is missing: docker volume rm shop-test_orders_data
`,
    });
    expect(folder.read('backups/.known-volumes')).toBe(
      'shop-test_orders_data 2026-11-23T03:00:00Z shop-test_db_data\n',
    );
    expect(folder.run('ls backups/.unfinished-copies').status).not.toBe(0);
    expect(folder.calls()).toMatch(
      /up --no-start --no-deps db\nrun .*shop-test_db_data:\/volume.*\n(?:.*\n)*.*shop-test_orders_data:\/from:ro --volume shop-test_db_data:\/to/,
    );
  });

  test('does not begin with a volume that is half copied', () => {
    const folder = host({ volumes: [...here, old] });
    folder.write('backups/.unfinished-copies', 'shop-test_orders_data shop-test_db_data\n');
    expect(
      folder.run('scripts/start db').err,
    ).toBe(`error: copying the volume shop-test_orders_data to shop-test_db_data did not finish
       run the same command with ADOPT=shop-test_orders_data:shop-test_db_data
`);
    expect(folder.run('scripts/start db', { FORGET: 'orders_data' }).err).toContain('did not finish');
    expect(folder.run('scripts/start db', { ADOPT: 'orders_data:db_data' }).status).toBe(0);
  });

  test.each([
    ['orders_data', '', 'ADOPT says "orders_data", which is not old:new'],
    [
      'order_data:db_data',
      '',
      '"order_data" is not a volume of shop-test that is no longer described\n       these are: shop-test_orders_data',
    ],
    [
      'orders_data:db',
      '',
      '"db" is not a volume that docker-compose.yml describes and a service uses\n       these are: db_data edge_data far',
    ],
    ['orders_data:far', '', 'the volume far is external: Compose does not make it'],
    ['orders_data:db_data', 'orders_data', 'FORGET names shop-test_orders_data, which was named before'],
    ['', "$(touch x)'", `"$(touch x)'" is not a volume of shop-test`],
    [
      'orders_data:db_data',
      '',
      'the volume shop-test_db_data is not empty, so shop-test_orders_data cannot be copied to it',
    ],
  ])('refuses ADOPT=%s FORGET=%s', (adopt, forget, message) => {
    const folder = host({ volumes: [...here, old] });
    const fake = folder.read('../bin/docker').replace("'run '*)", "'run '*'ls -A'*) echo base ;;\n'run '*)");
    folder.write('../bin/docker', fake);
    const { status, err } = folder.run('scripts/start db', { ADOPT: adopt, FORGET: forget });
    expect([status, err]).toEqual([1, expect.stringContaining(message)]);
    expect(folder.calls()).not.toMatch(/^(stop|rm|.* up) /m);
  });
});

test('a job does not begin with an empty volume either', () => {
  const folder = host({ volumes: [here[1] ?? '', old] });
  expect(folder.run('scripts/run-job migrate')).toMatchObject({
    status: 1,
    err: expect.stringContaining('it would be made, empty'),
  });
});

describe('upgrade', () => {
  test('stops at a volume that nobody said anything about, before it changes anything', () => {
    const folder = host({ volumes: [...here, old] });
    const runs = "'ps --quiet '*) echo 1 ;;\n'inspect '*) echo 'db postgres:12.13' ;;\n'ps '*)";
    folder.write('../bin/docker', folder.read('../bin/docker').replace("'ps '*)", runs));
    const { status, err } = folder.run('scripts/upgrade');
    expect([status, err]).toEqual([
      1,
      expect.stringContaining('make upgrade ADOPT=shop-test_orders_data:NEW'),
    ]);
    expect(folder.calls()).not.toMatch(/ (up|stop|pull|build) /);
  });
});

test('doctor names what is left', () => {
  const { out } = host({ volumes: [...here, old], services: ['db', 'orders'] }).run('scripts/doctor');
  expect(out).toContain(
    'warning  the container shop-test-orders-1 is of orders, which is not described any more\n',
  );
  expect(out).toContain('warning  the volume shop-test_orders_data is not described any more\n');
});
