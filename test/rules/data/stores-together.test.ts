import { describe, expect, test } from 'vitest';
import { nativeBackup } from '../../../constructs/blocks/clickhouse/backup.ts';
import { archive } from '../../../constructs/core/archive.ts';
import type { StoreModel } from '../../../src/model/backup.ts';
import type { MountModel, ServiceModel } from '../../../src/model/service.ts';
import type { StackModel } from '../../../src/model/stack.ts';
import { storesTogether } from '../../../src/rules/data/stores-together.ts';
import { service, stack, volume } from '../../support/model.ts';

const mount = (id: string): MountModel => ({ kind: 'volume', volume: id, target: '/data', readOnly: false });
const known = { product: 'Apache ZooKeeper', dataPaths: [], traits: { coordinates: true } };
const keeper = (mounts: ServiceModel['mounts']) =>
  service({
    id: 'keeper',
    known,
    listens: [{ port: 2181, purpose: 'client' }],
    mounts,
  });
const broker = (mounts: ServiceModel['mounts']) =>
  service({
    id: 'broker',
    env: [{ name: 'CONNECT', value: [{ kind: 'address', service: 'keeper', port: 2181 }] }],
    mounts,
  });
const [events, nodes] = [volume({ id: 'events' }), volume({ id: 'nodes' })];
const world = (over: Partial<StackModel> = {}) =>
  storesTogether.check(
    stack({
      services: [keeper([mount('nodes')]), broker([mount('events')])],
      volumes: [events, nodes],
      ...over,
    }),
  );
const archived = (id: string): StoreModel => ({
  method: archive,
  path: `shop-test/app/${id}`,
  name: id,
  service: id,
  volumes: [id],
  words: [id],
});

describe('stores-together', () => {
  test('one is emptied with a third, the other is not', () => {
    const known = { ...nodes, emptyWith: ['tables'] };
    expect(world({ volumes: [events, known] })).toEqual([
      {
        path: 'shop-test/app/broker',
        also: ['shop-test/app/keeper'],
        message:
          'a restore empties "nodes" of "keeper" and leaves "events": after it "broker" does not fit "keeper" any more',
        fix: 'let both start empty: events.emptyWith(nodes)',
      },
    ]);
    expect(world({ volumes: [{ ...events, emptyWith: ['nodes'] }, known] })).toEqual([]);
    // It is the one that comes back, or nothing empties the keeper.
    expect(world({ volumes: [events, { ...nodes, emptyWith: ['events'] }] })).toEqual([]);
    expect(world({ volumes: [events, { ...nodes, emptyWith: ['nodes'] }] })).toEqual([]);
  });

  test('one is kept, the other is not', () => {
    expect(
      world({
        services: [keeper([{ kind: 'memory', target: '/data', size: '64mb' }]), broker([mount('events')])],
      }),
    ).toEqual([
      {
        path: 'shop-test/app/broker',
        also: ['shop-test/app/keeper'],
        message:
          '"events" of "broker" is kept, and nothing that "keeper" knows of it: the first time that "keeper" is made anew, "broker" does not fit it any more',
        fix: `give "keeper" a volume of kind: 'state', or make what "broker" holds a cache too`,
      },
    ]);
    expect(world({ volumes: [events, { ...nodes, kind: 'cache' }] })).toHaveLength(1);
  });

  test('one has a name for the whole host', () => {
    expect(world({ volumes: [{ ...events, compose: { name: 'events' } }, nodes] })).toEqual([
      {
        path: 'shop-test/app/broker',
        also: ['shop-test/app/keeper'],
        severity: 'warn',
        message:
          '"events" of "broker" has a name for the whole host, and "nodes" of "keeper" one of this project: when the project is destroyed or renamed, only one of them comes back',
        fix: 'give both a name or neither: compose: { name: … }, and external likewise',
      },
    ]);
    const raw = { volumes: { nodes: { external: true } } };
    expect(world({ compose: raw })[0]?.message).toMatch(/^"nodes" of "keeper" has a name for the whole host/);
    expect(world({ compose: raw, volumes: [{ ...events, compose: { name: 'events' } }, nodes] })).toEqual([]);
  });

  test('one is saved', () => {
    expect(world({ stores: [archived('events')] })).toEqual([
      {
        path: 'shop-test/app/broker',
        also: ['shop-test/app/keeper'],
        message:
          '"events" of "broker" is saved, and "nodes" of "keeper" is not: after a restore "broker" does not fit "keeper" any more',
        fix: 'save both in the same backup, or neither',
      },
    ]);
    expect(world({ stores: [archived('nodes')] })[0]?.message).toMatch(/^"nodes" of "keeper" is saved/);
  });

  test('both alike', () => {
    expect(world()).toEqual([]);
    expect(world({ stores: [archived('events'), archived('nodes')] })).toEqual([]);
    expect(world({ volumes: [{ ...events, kind: 'cache' }, nodes] })).toEqual([]);
    expect(world({ services: [keeper([]), broker([])] })).toEqual([]);
  });

  test('a backup that makes its nodes anew, and an ensemble', () => {
    const clickhouse: StoreModel = {
      method: nativeBackup,
      path: 'shop-test/app/broker',
      name: 'broker',
      service: 'broker',
      volumes: ['events'],
      words: ['shop', 'backups', '/backups', '0'],
    };
    expect(world({ stores: [clickhouse] })).toEqual([]);
    const other = { ...broker([mount('events')]), known };
    expect(world({ services: [keeper([]), other] })).toEqual([]);
  });
});
