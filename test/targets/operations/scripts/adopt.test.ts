import { describe, expect, test } from 'vitest';
import { hostWithVolumes } from '../../../support/docker-with-volumes.ts';
import { adopt, cluster, confirmed, edge, host, model, postgres } from '../../../support/old-shop.ts';

test('copies what is kept, sets the password, starts everything, and says what is left', () => {
  const { run, files, folder } = host();
  const { status, out, err } = run(adopt, confirmed);
  expect({ status, err }).toEqual({ status: 0, err: '' });
  expect(files('shop-test_db_data')).toEqual(cluster);
  expect(files('shop-test_edge_data')).toEqual(edge);
  expect(files('shop-test_queue_data')).toEqual({});
  expect(files('old-shop_pgdata')).toEqual(cluster);
  expect(out).toContain('queue_data               - (begins empty)');
  expect(out).toContain('docker volume rm old-shop_edge_data old-shop_pgdata');
  expect(folder.read('backups/.adoption')).toMatch(
    /^stowage-adoption 1\nfrom old-shop\nvolume db_data shop-test_db_data old-shop_pgdata absent\n/,
  );
  expect(folder.read('backups/.adoption')).toMatch(
    /settled db\nstep core\nstep jobs\nstep application\nfinished \d{8}T\d{6}Z\n$/,
  );
  // In this order: the password before anybody else starts.
  const starts = folder
    .calls()
    .split('\n')
    .filter((call) => / up --detach|psql/.test(call))
    .map((call) => call.replace('compose --project-name shop-test ', ''));
  expect(starts[0]).toBe('up --detach --wait db');
  expect(starts[1]).toContain('FROM pg_roles WHERE oid = 10');
  expect(starts[2]).toContain('exec -T --user postgres db psql --username owner --dbname template1');
  expect(starts[4]).toBe(
    'exec -T --user postgres db psql --username owner --dbname shop --no-password --no-psqlrc --quiet --output /dev/null --file -',
  );
  expect(starts.at(-1)).toBe('up --detach --wait web edge');
  // What is read is mounted for reading.
  expect(folder.calls()).not.toMatch(/--volume old-shop_\w+:\S+(?<!:ro) /);
});

test('a project of that kind under another name, and this stack under another name', () => {
  const { run, put, files } = hostWithVolumes(model(), postgres);
  put('clone_pgdata', cluster);
  put('clone_edge_data', edge);
  put('shop-old_db_data', cluster);
  put('shop-old_edge_data', edge);
  put('shop-old_queue_data', { job: '1' });
  expect(run('scripts/adopt clone', confirmed).out).toContain('clone has the volumes of old-shop.');
  expect(files('shop-test_queue_data')).toEqual({});
  run('scripts/destroy', confirmed);
  run('rm -r ../vols/shop-test_*');
  expect(run('scripts/adopt shop-old', confirmed).status).toBe(0);
  expect(files('shop-test_queue_data')).toEqual({ job: '1' });
});

test('says which versions change, as far as the old containers tell', () => {
  const { run, folder } = host();
  folder.write('../images', 'postgres:12.13\nexample/shop:0.9\nregistry:5000/example/shop:0.9\nother:1\n');
  const { out } = run(adopt, confirmed);
  expect(out.match(/^ {2}.* becomes .*$/gm)).toEqual([
    '  example/shop:0.9 becomes example/shop:1.0. Data of a newer version do not go back to an older one.',
  ]);
});

test('an external volume is nobody’s to touch', () => {
  const { run, put, files } = host();
  put('shared', { theirs: 'x' });
  expect(run(adopt, confirmed).status).toBe(0);
  expect(files('shared')).toEqual({ theirs: 'x' });
});

describe('refuses, and has done nothing,', () => {
  const cases: readonly (readonly [
    string,
    (made: ReturnType<typeof host>) => void,
    string,
    Record<string, string>,
    string,
  ])[] = [
    ['no project', () => {}, 'scripts/adopt', {}, 'say whose data to take over'],
    [
      'a name that is none',
      () => {},
      "scripts/adopt '../x y'",
      {},
      '"../x y" cannot be the name of a project',
    ],
    ['itself', () => {}, 'scripts/adopt shop-test', {}, 'shop-test is this project itself'],
    ['an unknown word', () => {}, 'scripts/adopt --force', {}, 'adopt does not know "--force"'],
    [
      'a project without its volumes',
      () => {},
      'scripts/adopt nobody',
      {},
      'nobody lacks volumes that this stack keeps its data in: nobody_db_data nobody_edge_data nobody_queue_data',
    ],
    [
      'half of a project',
      ({ run }) => run('rm -r ../vols/old-shop_edge_data'),
      adopt,
      {},
      'the volume old-shop_edge_data is missing, and what old-shop keeps belongs together',
    ],
    [
      'a project that runs',
      ({ use }) => use('old-shop_pgdata', 'old-shop-postgres-1'),
      adopt,
      {},
      'old-shop-postgres-1 runs on the volume old-shop_pgdata',
    ],
    [
      'to put it over data',
      ({ put }) => put('shop-test_queue_data', { 'a/.hidden': '' }),
      adopt,
      {},
      'the volume shop-test_queue_data holds data already',
    ],
    [
      'what is no data directory',
      ({ run }) => run('rm ../vols/old-shop_pgdata/PG_VERSION'),
      adopt,
      {},
      'the volume old-shop_pgdata holds no data directory of PostgreSQL, which db needs',
    ],
    [
      'another major version',
      ({ run }) => run('echo 11 >../vols/old-shop_pgdata/PG_VERSION'),
      adopt,
      {},
      'the volume old-shop_pgdata is of PostgreSQL 11, and this stack runs 12',
    ],
    [
      'an image that sorts differently',
      () => {},
      adopt,
      { STANDIN_OWNER: '999' },
      'was written by an image of another kind (user 999; here 70)',
    ],
    [
      'without room',
      ({ folder, run }) => {
        folder.write('../bin/df', '#!/bin/bash\nprintf "x\\nx 0 0 7 0%% /\\n"\n');
        run('chmod +x ../bin/df');
      },
      adopt,
      {},
      'and Docker has 7 KiB for its volumes',
    ],
    ['without a word', () => {}, adopt, { CONFIRM: 'shop' }, 'that was not confirmed; nothing was done'],
  ];
  test.each(cases)('%s', (_, prepare, line, env, message) => {
    const made = host();
    prepare(made);
    const before = made.volumes();
    const { status, err } = made.run(line, { ...confirmed, ...env });
    expect(err).toContain(message);
    expect(status).toBe(1);
    expect(made.volumes()).toEqual(before);
    expect(made.run('ls backups/.adoption').status).not.toBe(0);
  });
});

test('says it when PostgreSQL did not end by itself, and goes on', () => {
  const { status, err } = host().run(adopt, { ...confirmed, STANDIN_CONDITION: 'in production' });
  expect(status).toBe(0);
  expect(err).toContain('PostgreSQL did not end by itself on old-shop_pgdata (in production)');
});

test('a stack that keeps nothing has nothing to take over', () => {
  const made = hostWithVolumes(model({ volumes: [], adoption: { takeovers: [], sources: [] } }));
  const { status, err } = made.run('scripts/adopt old-shop', confirmed);
  expect(status).toBe(1);
  expect(err).toBe('error: no service of shop keeps data: there is nothing to take over\n');
});
