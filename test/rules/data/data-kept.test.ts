import { describe, expect, test } from 'vitest';
import { knownImage } from '../../../constructs/images/index.ts';
import type { ImageModel } from '../../../src/model/image.ts';
import type { ServiceModel } from '../../../src/model/service.ts';
import { dataKept } from '../../../src/rules/data/data-kept.ts';
import { service, stack, volume } from '../../support/model.ts';

const known = {
  product: 'PostgreSQL',
  version: '18.1',
  dataPaths: ['/var/lib/postgresql'],
  traits: { dataVariable: 'PGDATA' },
};
const mount = (target: string) => ({ kind: 'volume', volume: 'db_data', target, readOnly: false }) as const;
const found = (over: Partial<ServiceModel>) =>
  dataKept.check(stack({ services: [service({ id: 'db', known, ...over })] }));

type Case = [image: string, target: string, over?: Partial<ServiceModel>];

describe('data-kept', () => {
  test('nothing is mounted where the data are', () => {
    expect(found({})).toEqual([
      {
        path: 'shop-test/app/db',
        message:
          '"db" keeps its data at /var/lib/postgresql (PostgreSQL 18.1), and nothing is mounted there: they are gone with the container',
        fix: "give it a volume: db.mount(new Volume(…), '/var/lib/postgresql')",
        edit: {
          ...{ kind: 'mount', target: '/var/lib/postgresql', volume: 'db-data' },
          holds: 'The data of PostgreSQL',
        },
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

  test('the newest of PostgreSQL has them one folder higher than before', () => {
    expect(found({ known: knownImage('postgres:latest') as ImageModel })).toMatchObject([
      {
        message:
          '"db" keeps its data at /var/lib/postgresql (PostgreSQL), and nothing is mounted there: they are gone with the container',
        fix: "give it a volume: db.mount(new Volume(…), '/var/lib/postgresql')",
      },
    ]);
  });

  test('data that another file may send elsewhere, and a path that is the value of an option', () => {
    const of = (image: string, over: Partial<ServiceModel>) =>
      found({ known: knownImage(image) as ImageModel, ...over });
    expect(of('n8nio/n8n:1.100.1', {})).toHaveLength(1);
    expect(of('n8nio/n8n:1.100.1', { env: [{ name: 'DB_TYPE', value: ['postgresdb'] }] })).toEqual([]);
    expect(of('n8nio/n8n:1.100.1', { compose: { env_file: '.env.n8n' } })).toEqual([]);
    const kept = { command: [['etcd'], ['--data-dir=/kept']] };
    expect(of('quay.io/coreos/etcd:v3.6.4', kept)).toHaveLength(1);
    expect(of('quay.io/coreos/etcd:v3.6.4', { ...kept, mounts: [mount('/kept')] })).toEqual([]);
  });

  test('a volume without a name', () => {
    // A drive of Windows to Compose: paths-absolute says so.
    expect(
      found({ known: { product: 'Shop', dataPaths: [] }, compose: { volumes: ['x:/uploads'] } }),
    ).toEqual([]);
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

  const stored = (image: string, target: string, over: Partial<ServiceModel> = {}) =>
    found({ known: knownImage(image) as ImageModel, mounts: [mount(target)], ...over });
  const pgdata = (path: string) => ({ env: [{ name: 'PGDATA', value: [path] }] });

  test('a volume of the image itself, over what is mounted at its parent', () => {
    expect(stored('postgres:13.2', '/var/lib/postgresql')).toEqual([
      {
        path: 'shop-test/app/db',
        message:
          '"db" keeps its data at /var/lib/postgresql/data (PostgreSQL 13.2), and the mount is at /var/lib/postgresql, under a volume of the image\'s own: they are gone with the container',
        fix: 'mount at /var/lib/postgresql/data instead of /var/lib/postgresql',
      },
    ]);
    expect(stored('postgres:18.1', '/var/lib/postgresql/data')).toMatchObject([
      { fix: 'mount at /var/lib/postgresql instead of /var/lib/postgresql/data' },
    ]);
  });

  test.each<Case>([
    ['mongo:7.0.5', '/data'],
    ['mysql:8.4.6', '/var/lib'],
    ['mariadb:11.8.2', '/var'],
    ['rabbitmq:4.1.4', '/var/lib', { hostname: 'db' }],
    ['clickhouse/clickhouse-server:25.3', '/var/lib'],
    ['postgres:16.4', '/var/lib/postgresql', pgdata('/var/lib/postgresql/data/pgdata')],
    ['postgres:16.4', '/var/lib/postgresql/data', pgdata('/rows')],
    ['postgres:18.1', '/rows', { env: [{ name: 'BACKUPS', value: ['/rows'] }] }],
    ['pgvector/pgvector:0.8.0-pg17', '/var/lib/postgresql'],
    ['postgis/postgis:18-3.6', '/var/lib/postgresql/data'],
    ['postgres:latest', '/var/lib/postgresql/data'],
  ])('%s is not held by a mount at %s', (image, target, over = {}) => {
    expect(stored(image, target, over)).toHaveLength(1);
  });

  test.each<Case>([
    ['postgres:16.4', '/var/lib/postgresql/data', pgdata('/var/lib/postgresql/data/pgdata')],
    ['postgres:16.4', '/var/lib/postgresql', pgdata('/var/lib/postgresql/16')],
    ['postgres:18.1', '/var/lib/postgresql'],
    ['postgres:18.1', '/var/lib/postgresql/18/docker'],
    ['postgres:18.1', '/var/lib/postgresql/data', pgdata('/var/lib/postgresql/data')],
    ['postgres:latest', '/var/lib/postgresql'],
    ['elasticsearch:8.19.1', '/usr/share/elasticsearch'],
    ['mysql:8.4.6', '/rows', { command: [['--datadir=/rows/mysql']] }],
    ['mongo:7.0.5', '/rows', { command: [['mongod'], ['--dbpath'], ['/rows']] }],
    ['grafana/grafana:12.1.0', '/rows', { env: [{ name: 'GF_PATHS_DATA', value: ['/rows'] }] }],
  ])('%s is held by a mount at %s', (image, target, over = {}) => {
    expect(stored(image, target, over)).toEqual([]);
  });

  test('data in memory, or in a volume without a name', () => {
    const raw = (compose: Record<string, unknown>) =>
      found({ known: knownImage('mysql:8.4.6') as ImageModel, compose });
    expect(raw({ tmpfs: '/var/lib/mysql:size=1g' })).toEqual([
      {
        path: 'shop-test/app/db',
        message:
          '"db" keeps its data at /var/lib/mysql (MySQL 8.4.6), and /var/lib/mysql is in memory: they are gone when it stops',
        fix: "give it a volume instead: db.mount(new Volume(…), '/var/lib/mysql')",
      },
    ]);
    expect(raw({ volumes: [{ type: 'tmpfs', target: '/var/lib' }, '/var/lib/mysql'] })).toEqual([
      {
        path: 'shop-test/app/db',
        message:
          '"db" keeps its data at /var/lib/mysql (MySQL 8.4.6), and the volume there has no name: after down the next up makes another one, and that is empty',
        fix: "give it a name: db.mount(new Volume(…), '/var/lib/mysql')",
      },
    ]);
    expect(raw({ tmpfs: ['/var/lib/mysql-files'], volumes: ['./rows:/var/lib/mysql'] })).toEqual([]);
  });

  test('a volume in memory', () => {
    const compose = { driver_opts: { type: 'tmpfs', device: 'tmpfs', o: 'size=1g' } };
    const rows = volume({ id: 'db_data', compose });
    const db = service({
      id: 'db',
      known: knownImage('mysql:8.4.6') as ImageModel,
      mounts: [mount('/var/lib/mysql')],
    });
    expect(dataKept.check(stack({ services: [db], volumes: [rows] }))).toEqual([
      {
        path: 'shop-test/app/web/db_data',
        message:
          '"db_data" holds state, and is in memory (driver_opts: tmpfs): it is empty when its last container has stopped',
        fix: `leave driver_opts out of "db_data", or make it kind: 'cache' when it may be lost`,
      },
    ]);
    expect(dataKept.check(stack({ services: [db], volumes: [{ ...rows, kind: 'cache' as const }] }))).toEqual(
      [],
    );
    expect(
      dataKept.check(stack({ services: [db], compose: { volumes: { db_data: compose } } })),
    ).toMatchObject([{ path: 'shop-test/app/db', fix: 'leave driver_opts out of the volume "db_data"' }]);
  });

  test('a client in the image of its server', () => {
    const db = service({ id: 'db', known, mounts: [mount('/var/lib/postgresql')] });
    const dumps = (over: Partial<ServiceModel>) =>
      dataKept.check(stack({ services: [db, service({ id: 'dumps', known, ...over })] }));
    const line = (host: string) => [['sh'], ['-c'], [`while sleep 1d; do pg_dump -h ${host} shop; done`]];
    expect(dumps({ command: line('db') })).toEqual([]);
    expect(dumps({ command: [['backup']], env: [{ name: 'PGHOST', value: ['db'] }] })).toEqual([]);
    expect(dumps({ command: line('elsewhere') })).toHaveLength(1);
    expect(dumps({ env: [{ name: 'PGHOST', value: ['db'] }] })).toHaveLength(1);
    expect(dumps({ command: [['--follow=x'], ['-h'], ['db']] })).toHaveLength(1);
  });

  test('mounts of another service', () => {
    const db = service({ id: 'db', known, mounts: [mount('/var/lib/postgresql')] });
    const check = (from: string) =>
      dataKept.check(
        stack({ services: [db, service({ id: 'copy', known, compose: { volumes_from: [from] } })] }),
      );
    for (const from of ['db', 'db:ro', 'container:else']) expect(check(from)).toEqual([]);
    expect(check('copy')).toHaveLength(1);
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
