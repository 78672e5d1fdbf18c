import { describe, expect, test } from 'vitest';
import type { TakeoverModel } from '../../../../src/model/adoption.ts';
import { hostWithVolumes } from '../../../support/docker-with-volumes.ts';
import { service, volume } from '../../../support/model.ts';
import { confirmed, model } from './adopt-host.ts';

describe('what other stores are looked at for', () => {
  const takeovers: readonly TakeoverModel[] = [
    { kind: 'zookeeper', path: '', service: 'zk', volumes: ['zk_data', 'zk_log'] },
    {
      kind: 'clickhouse',
      path: '',
      service: 'events',
      volumes: ['events_data'],
      needs: ['zk'],
      database: 'shop-events',
      cluster: 'shop',
      shard: '01',
      replica: 'ch1',
    },
    { kind: 'minio', path: '', service: 'files', volumes: ['files_data'], bucket: "bucket's" },
  ];
  const ids = ['zk_data', 'zk_log', 'events_data', 'files_data'];
  const stores = model({
    services: [service()],
    volumes: ids.map((id) => volume({ id })),
    adoption: { takeovers, sources: [] },
  });
  const config = (shard: string) =>
    `<!-- <macros><shard>wrong</shard></macros> --><clickhouse><remote_servers><shop>x</shop></remote_servers>\n<macros>\n  <shard>${shard}</shard>\n  <replica>ch1</replica></macros></clickhouse>`;
  const right = {
    zk_data: { 'version-2/snapshot.0': '' },
    zk_log: { 'version-2/log.1': '' },
    events_data: {
      'metadata/shop%2Devents.sql': 'ATTACH',
      'preprocessed_configs/config.xml': config('01'),
    },
    files_data: { '.minio.sys/format.json': '{"version":"1","format":"xl-single"}', "bucket's/a": '' },
  };
  const look = (over: Partial<Record<keyof typeof right, Record<string, string>>> = {}) => {
    const made = hostWithVolumes(stores);
    for (const [id, files] of Object.entries({ ...right, ...over })) made.put(`before_${id}`, files);
    return made.run('scripts/adopt before', confirmed);
  };

  test('nothing is wrong', () => {
    expect(look()).toMatchObject({ status: 0, err: '' });
  });

  test.each([
    ['zk_log', {}, 'before_zk_log holds no data of ZooKeeper, which zk needs'],
    ['events_data', {}, 'before_events_data holds no data of ClickHouse, which events needs'],
    ['events_data', { 'metadata/other.sql': '' }, 'ClickHouse has no database shop-events on the volume'],
    [
      'events_data',
      { ...right.events_data, 'preprocessed_configs/config.xml': config('02') },
      'the macro shard of ClickHouse was "02" on before_events_data, and is "01" here',
    ],
    ['files_data', {}, 'before_files_data holds no drive of MinIO, which files needs'],
    ['files_data', { '.minio.sys/format.json': '{"format":"fs"}' }, 'in the format of before June 2022'],
    ['files_data', { '.minio.sys/format.json': '{"format":"xl"}' }, 'one of several of a MinIO'],
  ] as const)('%s', (id, files, message) => {
    const { status, err } = look({ [id]: files });
    expect([status, err]).toEqual([1, expect.stringContaining(message)]);
  });

  test('tables that stay read-only end it, by name; once they are active it goes on', () => {
    const made = hostWithVolumes(stores);
    for (const [id, files] of Object.entries(right)) made.put(`before_${id}`, files);
    made.folder.write('../replicas', 'shop.orders\nshop.people\n');
    const { status, err } = made.run('scripts/adopt before', { ...confirmed, ADOPT_SECONDS: '0' });
    expect([status, err]).toEqual([
      1,
      expect.stringContaining('tables of ClickHouse stay read-only: shop.orders shop.people'),
    ]);
    made.folder.write('../replicas', '');
    expect(made.run('scripts/adopt', confirmed)).toMatchObject({ status: 0, err: '' });
  });

  test('what cannot be seen is said', () => {
    const { status, err } = look({
      events_data: { 'metadata/shop%2Devents.sql': '' },
      files_data: { '.minio.sys/format.json': '{"format":"xl-single"}' },
    });
    expect(status).toBe(0);
    expect(err).toContain('which macros ClickHouse had on before_events_data cannot be seen');
    expect(err).toContain("there is no bucket bucket's on before_files_data");
  });
});
