import { describe, expect, test } from 'vitest';
import type { StackModel } from '../../../../src/model/stack.ts';
import type { VolumeModel } from '../../../../src/model/volume.ts';
import { service, volume } from '../../../support/model.ts';
import { operationsFolder } from '../../../support/operations-folder.ts';
import { shop } from '../../../support/shop.ts';

const mounted = (...volumes: readonly VolumeModel[]): Partial<StackModel> => ({
  services: [
    ...shop().services,
    service({
      id: 'queue',
      image: 'queue:3',
      mounts: volumes.map(({ id }) => ({ kind: 'volume', volume: id, target: `/${id}`, readOnly: false })),
    }),
  ],
  volumes: [...shop().volumes, ...volumes],
});

/** Every volume is there, but for `missing`, and its size in KiB is the length of its name. */
function planned(over: Partial<StackModel>, held: readonly string[], missing = 'none') {
  const model = shop(over);
  const names = model.volumes.map(({ id, compose }) => String(compose.name ?? `shop-test_${id}`));
  const there = names.filter((name) => name !== missing);
  const answers = `'volume ls --quiet') printf '%s\\n' ${there.join(' ')} ;;
'run --rm '*) for name in ${there.join(' ')}; do echo "$name \${#name}"; done ;;`;
  const folder = operationsFolder(model, answers);
  const manifest = `manifest_created=x manifest_stores=$'${held.map((store) => `${store} 1\\n`).join('')}'`;
  const ending = folder.run(`. scripts/common.sh; . scripts/stores.sh; ${manifest}; make_plan; show_plan`);
  return { ...ending, lines: ending.out.split('\n').slice(0, -1), calls: folder.calls() };
}

describe('the plan of a restore', () => {
  test('replaces what the backup holds, and leaves what it does not', () => {
    const cache = volume({ id: 'pages', kind: 'cache' });
    const staging = volume({ id: 'on_its_way', kind: 'staging' });
    const state = volume({ id: 'logs' });
    const far = volume({ id: 'far', compose: { name: 'of-the-host', external: true } });
    const { lines, err } = planned(mounted(cache, staging, state, far), ['db', 'edge']);
    expect(err).toBe('');
    expect(lines).toEqual([
      '  replaced  shop-test_db_data                            17 KiB  the backup holds db',
      '  replaced  shop-test_edge_data                          19 KiB  the backup holds edge',
      '  left      of-the-host                                  11 KiB  no backup holds it (external)',
      '  left      shop-test_logs                               14 KiB  no backup holds it',
      '  left      shop-test_on_its_way                         20 KiB  a place for backups on their way',
      '  left      shop-test_pages                              15 KiB  a cache: it fits whatever comes back',
    ]);
  });

  const keeper = volume({ id: 'keeper', emptyWith: ['db_data'] });
  const queue = volume({ id: 'a_queue', emptyWith: ['keeper'] });

  test('empties what must start empty with it, and what must with that', () => {
    expect(planned(mounted(keeper, queue), ['db', 'edge']).lines.slice(2)).toEqual([
      '  emptied   shop-test_a_queue                            17 KiB  must start empty together with keeper',
      '  emptied   shop-test_keeper                             16 KiB  must start empty together with db_data',
    ]);
  });

  test('empties nothing for a store that the backup lacks', () => {
    expect(planned(mounted(keeper, queue), ['edge']).lines).toEqual([
      '  replaced  shop-test_edge_data                          19 KiB  the backup holds edge',
      '  left      shop-test_a_queue                            17 KiB  no backup holds it',
      '  left      shop-test_db_data                            17 KiB  the backup has nothing of db',
      '  left      shop-test_keeper                             16 KiB  no backup holds it',
    ]);
  });

  test('never empties what a backup could have brought back', () => {
    const volumes = [volume({ id: 'db_data' }), volume({ id: 'edge_data', emptyWith: ['db_data'] })];
    expect(planned({ volumes }, ['db']).lines[1]).toMatch(
      /^ {2}left +shop-test_edge_data .* nothing of edge$/,
    );
  });

  test('says what is not there yet', () => {
    expect(planned({}, ['db', 'edge'], 'shop-test_db_data').lines[0]).toBe(
      '  replaced  shop-test_db_data                         not there  the backup holds db',
    );
  });

  test('asks for no size where there is no volume', () => {
    const folder = operationsFolder(shop(), "'volume ls --quiet') ;;");
    const { status, out } = folder.run(
      ". scripts/common.sh; . scripts/stores.sh; manifest_created=x manifest_stores='db 1'; make_plan; touched",
    );
    expect([status, out]).toEqual([
      0,
      'replace db_data shop-test_db_data postgres:12.13 - the backup holds db\n',
    ]);
    expect(folder.calls()).not.toContain('run ');
  });

  test('a store whose volume an override took away is named', () => {
    const folder = operationsFolder(
      shop(),
      `*' config --format json') echo '{"services": {"db": {"image": "a"}}, "volumes": {"edge_data": {"name": "e"}}}' ;;`,
    );
    const { status, err } = folder.run(
      ". scripts/common.sh; . scripts/stores.sh; manifest_created=x manifest_stores='db 1'; make_plan",
    );
    expect(status).toBe(1);
    expect(err).toContain('error: the backup holds db, and docker compose config mounts no volume db_data\n');
  });
});
