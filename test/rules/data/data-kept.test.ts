import { describe, expect, test } from 'vitest';
import type { ServiceModel } from '../../../src/model/service.ts';
import { dataKept } from '../../../src/rules/data/data-kept.ts';
import { service, stack } from '../../support/model.ts';

const known = {
  product: 'PostgreSQL',
  version: '18.1',
  dataPaths: ['/var/lib/postgresql'],
  traits: { dataVariable: 'PGDATA' },
};
const mount = (target: string) => ({ kind: 'volume', volume: 'db_data', target, readOnly: false }) as const;
const found = (over: Partial<ServiceModel>) =>
  dataKept.check(stack({ services: [service({ id: 'db', known, ...over })] }));

describe('data-kept', () => {
  test('nothing is mounted where the data are', () => {
    expect(found({})).toEqual([
      {
        path: 'shop-test/app/db',
        message:
          '"db" keeps its data at /var/lib/postgresql (PostgreSQL 18.1), and nothing is mounted there: they are gone with the container',
        fix: "give it a volume: db.mount(new Volume(…), '/var/lib/postgresql')",
      },
    ]);
  });

  test('a mount where an older version had them', () => {
    expect(found({ mounts: [mount('/var/lib/postgresql/data')] })).toEqual([
      {
        path: 'shop-test/app/db',
        message:
          '"db" keeps its data at /var/lib/postgresql (PostgreSQL 18.1), and the mount is at /var/lib/postgresql/data: they are gone with the container',
        fix: 'mount at /var/lib/postgresql instead of /var/lib/postgresql/data',
      },
    ]);
  });

  test('a volume without a name', () => {
    expect(found({ known: { product: 'Shop', dataPaths: [] }, compose: { volumes: ['/uploads'] } })).toEqual([
      {
        path: 'shop-test/app/db',
        severity: 'warn',
        message:
          '"db" mounts a volume without a name at /uploads: a new container does not find it again, and it stays on the disk for ever',
        fix: "give it a name: db.mount(new Volume(…), '/uploads'), or make it scratch: { '/uploads': '64mb' }",
      },
    ]);
    expect(
      found({ mounts: [], compose: { volumes: [{ type: 'volume', target: '/var/lib/postgresql' }] } }),
    ).toHaveLength(1);
  });

  test('a folder that is called like the host', () => {
    const rabbit = {
      known: { product: 'RabbitMQ', dataPaths: ['/data'], nodeVariable: 'RABBITMQ_NODENAME' },
      mounts: [mount('/data')],
    };
    expect(found(rabbit)).toEqual([
      {
        path: 'shop-test/app/db',
        message:
          '"db" keeps its data in a folder that is called like its host (RabbitMQ), and that is another one in each new container: it starts empty, and the data lie beside it',
        fix: `say hostname: 'db' of "db"`,
      },
    ]);
    const node = [{ name: 'RABBITMQ_NODENAME', value: ['rabbit@db'] }];
    for (const over of [
      { kind: 'job' as const },
      { hostname: 'db' },
      { compose: { hostname: 'db' } },
      { env: node },
    ])
      expect(found({ ...rabbit, ...over })).toEqual([]);
  });

  test('data at or below a mount, or somewhere else by wish', () => {
    expect(found({ mounts: [mount('/var/lib/postgresql/')] })).toEqual([]);
    expect(found({ mounts: [mount('/var/lib')] })).toEqual([]);
    expect(found({ env: [{ name: 'PGDATA', value: ['/rows/17'] }], mounts: [mount('/rows')] })).toEqual([]);
    expect(found({ env: [{ name: 'PGDATA', value: ['/rows'] }], mounts: [mount('/else')] })).toHaveLength(1);
    expect(found({ kind: 'job' })).toEqual([]);
    expect(dataKept.check(stack())).toEqual([]);
  });
});
