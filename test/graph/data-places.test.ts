import { describe, expect, test } from 'vitest';
import { knownImage } from '../../constructs/images/index.ts';
import type { ServiceModel } from '../../src/model/service.ts';
import type { StackModel } from '../../src/model/stack.ts';
import { dataKept } from '../../src/rules/data/data-kept.ts';
import { service, stack } from '../support/model.ts';

type Raw = ServiceModel['compose'];
/** What is said of a service with raw keys, in a stack with raw volumes. */
const found = (image: string, compose: Raw, volumes: StackModel['compose'] = {}) => {
  const known = knownImage(image);
  const one = service({ id: 'db', image, ...(known && { known }), compose });
  return dataKept
    .check(stack({ services: [one], compose: volumes }))
    .map(({ message, fix }) => [message, fix]);
};
const kept = (target: string): Raw => ({ volumes: [`db_data:${target}`] });

describe('what is told by variables alone', () => {
  const kafka = (compose: Raw) => found('apache/kafka:3.9.0', compose);
  const told = { environment: { KAFKA_NODE_ID: '1' } };
  const gone = (path: string, where: string) =>
    `"db" keeps its data at ${path} (Apache Kafka 3.9.0), and ${where}: they are gone with the container`;

  test.each<[what: string, compose: Raw, path: string]>([
    ['nothing', {}, '/tmp/kraft-combined-logs'],
    ['options of Java', { environment: { KAFKA_HEAP_OPTS: '-Xmx1g' } }, '/tmp/kraft-combined-logs'],
    ['anything', told, '/tmp/kafka-logs'],
  ])('%s', (_, compose, path) => {
    expect(kafka(compose)).toEqual([
      [gone(path, 'nothing is mounted there'), expect.stringContaining(`'${path}'`)],
    ]);
  });

  test('a mount at a volume of the image, where nothing is written', () => {
    expect(kafka({ ...told, ...kept('/var/lib/kafka/data') })).toEqual([
      [
        gone('/tmp/kafka-logs', 'the mount is at /var/lib/kafka/data'),
        `say KAFKA_LOG_DIRS: '/var/lib/kafka/data' of "db"`,
      ],
    ]);
  });

  test.each<Raw>([
    { environment: { KAFKA_LOG_DIRS: '/var/lib/kafka/data' }, ...kept('/var/lib/kafka/data') },
    { ...told, ...kept('/tmp/kafka-logs') },
    { ...told, volumes: ['./conf:/mnt/shared/config:ro'] },
    { configs: [{ source: 'server', target: '/mnt/shared/config/server.properties' }] },
    { environment: { KAFKA_LOG_DIR: '/a' } },
    { env_file: ['.kafka'] },
  ])('innocent: %j', (compose) => {
    expect(found('apache/kafka:3.9.0', compose, { configs: { server: { content: 'a=b' } } })).toEqual([]);
  });
});

describe('where the data lie', () => {
  test.each<[image: string, command: string[] | string, path: string, old: string]>([
    ['mysql:8.4.6', ['--datadir=/srv/rows'], '/srv/rows', '/var/lib/mysql'],
    ['mariadb:11.8.3', 'mariadbd --datadir /srv/rows', '/srv/rows', '/var/lib/mysql'],
    ['percona:8.0.42', ['mysqld', '--datadir', '/srv/rows'], '/srv/rows', '/var/lib/mysql'],
    ['mongo:8.0.11', ['mongod', '--dbpath', '/srv/docs'], '/srv/docs', '/data/db'],
    ['prom/prometheus:v3.5.0', ['--storage.tsdb.path=/srv/metrics'], '/srv/metrics', '/prometheus'],
    ['postgres:16.4', ['postgres', '-D', '/srv/rows'], '/srv/rows', '/var/lib/postgresql/data'],
  ])('%s, told %j', (image, command, path, old) => {
    const [[message] = []] = found(image, { command, ...kept(old) });
    expect(message).toMatch(
      new RegExp(`^"db" keeps its data at ${path} \\(.+ .+\\), and nothing is mounted there: `),
    );
    expect(found(image, { command, ...kept(path) })).toEqual([]);
  });

  test('a path that nobody knows, or one of a variable', () => {
    expect(found('mysql:8.4.6', { command: ['--datadir=${ROWS}'], ...kept('/rows') })).toEqual([]);
    expect(found('mysql:8.4.6', { command: ['--datadir'], ...kept('/rows') })).toEqual([]);
  });

  test('a cache that is told to keep what it has', () => {
    const command = ['redis-server', '--appendonly', 'yes'];
    expect(found('redis:7.4.2', { command })).toEqual([
      [
        '"db" keeps its data at /data (Redis 7.4.2), and nothing is mounted there: they are gone with the container',
        "give it a volume: db.mount(new Volume(…), '/data')",
      ],
    ]);
    expect(found('redis:7.4.2', { command: 'redis-server --save 60 1 --loglevel warning' })).toHaveLength(1);
    expect(found('valkey/valkey:8.1.3', { command: ['valkey-server', '--save', '60 1'] })).toHaveLength(1);
    const [[hidden] = []] = found('valkey/valkey:8.1.3', { command, ...kept('/var/lib/valkey') });
    expect(hidden).toContain('the mount is at /var/lib/valkey');
    expect(found('redis:7.4.2', { command, ...kept('/data') })).toEqual([]);
    const moved = { command: [...command, '--dir', '/srv/keys'], ...kept('/srv/keys') };
    expect(found('redis:7.4.2', moved)).toEqual([]);
    expect(found('redis:7.4.2', { command: ['redis-server', '--save', '', '--appendonly', 'no'] })).toEqual(
      [],
    );
    expect(found('redis:7.4.2', {})).toEqual([]);
  });

  test('a folder of the host that is empty after a reboot', () => {
    const on = (source: string) =>
      found('postgres:16.4', { volumes: [`${source}:/var/lib/postgresql/data`] });
    expect(on('/dev/shm/rows')).toEqual([
      [
        '"db" keeps its data at /var/lib/postgresql/data (PostgreSQL 16.4), and /dev/shm/rows of the host is empty after each reboot: they are gone then',
        "mount a volume there, or a folder of a disk: db.mount(new Volume(…), '/var/lib/postgresql/data')",
      ],
    ]);
    expect(['/tmp/rows', '/run/rows', '/var/run/rows'].map((one) => on(one).length)).toEqual([1, 1, 1]);
    expect(['/srv/rows', '/tmpfs/rows', '/var/tmp/rows', '/srv/run/rows'].flatMap(on)).toEqual([]);
  });

  test('a volume that is memory, however its driver is told', () => {
    const of = (driver_opts: object) =>
      found('mysql:8.4.6', kept('/var/lib/mysql'), { volumes: { db_data: { driver_opts } } });
    expect(of({ type: 'ramfs', device: 'ramfs' })).toEqual([
      [
        '"db" keeps its data at /var/lib/mysql (MySQL 8.4.6), and the volume "db_data" is in memory (driver_opts: ramfs): they are gone when it stops',
        'leave driver_opts out of the volume "db_data"',
      ],
    ]);
    expect(of({ type: 'none', o: 'bind', device: '/dev/shm/rows' })).toHaveLength(1);
    expect(of({ type: 'none', o: 'bind', device: '/srv/rows' })).toEqual([]);
    expect(of({ type: 'nfs', o: 'addr=10.0.0.7,rw', device: ':/tmp/rows' })).toEqual([]);
  });

  test('a second place, where the mount holds another one', () => {
    const [[, fix] = []] = found(
      'ghcr.io/paperless-ngx/paperless-ngx:2.17.1',
      kept('/usr/src/paperless/data'),
    );
    expect(fix).toBe("give it a volume: db.mount(new Volume(…), '/usr/src/paperless/media')");
  });

  test('a mount of one file in it', () => {
    const board = {
      volumes: [
        '/srv/board.json:/var/lib/grafana/dashboards/board.json:ro',
        '/srv/x.json:/var/lib/grafana/x.json',
      ],
    };
    const [[, fix] = []] = found('grafana/grafana:12.1.0', board);
    expect(fix).toBe("give it a volume: db.mount(new Volume(…), '/var/lib/grafana')");
  });

  test('what one program of several keeps', () => {
    const seaweed = (command: string, at?: string) =>
      found('chrislusf/seaweedfs:3.97', { command, ...(at && kept(at)) });
    expect(seaweed('master -mdir=/data/master', '/data/master')).toEqual([]);
    expect(seaweed('volume -dir=/data/volume -max=0', '/data/volume')).toEqual([]);
    expect(seaweed('volume -dir=/srv/volume', '/data')).toHaveLength(1);
    expect(seaweed('server -s3')).toHaveLength(1);
    expect(seaweed('s3 -filer=filer:8888')).toEqual([]);
  });

  test('a mount over a volume of the image, whose path is a variable of its Dockerfile', () => {
    for (const [image, target] of [
      ['ghost:5.130.0', '/var/lib'],
      ['couchdb:3.5.0', '/opt'],
      ['percona/percona-server:8.4.5', '/var/lib'],
      ['ghcr.io/immich-app/postgres:14-vectorchord0.4.3', '/var/lib/postgresql'],
      ['public.ecr.aws/docker/library/mysql:8.4.6', '/var/lib'],
    ] as const) {
      const [[message] = []] = found(image, kept(target));
      expect(message, image).toContain(`the mount is at ${target}, under a volume of the image's own`);
    }
    expect(found('ghost:5.130.0', kept('/var/lib/ghost/content'))).toEqual([]);
    expect(found('timescale/timescaledb-ha:pg17', kept('/home/postgres/pgdata/data'))).toEqual([]);
  });
});
