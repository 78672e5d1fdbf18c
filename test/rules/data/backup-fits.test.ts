import { describe, expect, test } from 'vitest';
import { pgDump } from '../../../constructs/blocks/postgres/backup.ts';
import { archive } from '../../../constructs/core/archive.ts';
import { knownImages as images, knownImage } from '../../../constructs/images/index.ts';
import type { StoreModel } from '../../../src/model/backup.ts';
import type { ImageModel } from '../../../src/model/image.ts';
import type { ServiceModel } from '../../../src/model/service.ts';
import { backupFits } from '../../../src/rules/data/backup-fits.ts';
import { service, stack } from '../../support/model.ts';

const store = { path: 'shop-test/app/db', name: 'db', service: 'db', volumes: ['db_data'] };
const dump: StoreModel = { ...store, method: pgDump, words: ['shop', 'shop'] };
const archived: StoreModel = { ...store, method: archive, words: ['db_data'] };
const found = (product: string | undefined, saved: StoreModel, dataPaths: readonly string[] = []) =>
  backupFits.check(
    stack({
      services: [
        service({
          id: 'db',
          image: 'mysql:8.4',
          mounts: [{ kind: 'volume', volume: 'db_data', target: '/data', readOnly: false }],
          ...(product !== undefined && {
            known: { product, dataPaths, traits: images.traits?.(product) ?? {} },
          }),
        }),
      ],
      stores: [saved],
    }),
  );

describe('backup-fits', () => {
  test('a dump of another engine', () => {
    expect(found('MySQL', dump)).toEqual([
      {
        path: 'shop-test/app/db',
        message: '"db" is saved as PostgreSQL is, and its image "mysql:8.4" holds MySQL: every backup fails',
        fix: 'give "db" an image of PostgreSQL, or save what it holds otherwise: backup: { stop: true }',
      },
    ]);
  });

  test('an archive of files that a database writes', () => {
    expect(found('MySQL', archived)).toEqual([
      {
        path: 'shop-test/app/db',
        message:
          'the files of "db" are archived while MySQL writes them: what comes back is neither old nor new',
        fix: 'let it stand still meanwhile, backup: { stop: true }, or save what it writes itself, backup: { dump: […], load: […] }',
      },
    ]);
  });

  test('no database that stands still meanwhile', () => {
    expect(found('MySQL', { ...archived, meanwhile: 'stop' })).toEqual([]);
    expect(found('MySQL', { ...archived, meanwhile: 'pause' })).toEqual([]);
  });

  test('a dump of another store, which is known by its data', () => {
    expect(found('RabbitMQ', dump, ['/var/lib/rabbitmq'])).toMatchObject([
      {
        message:
          '"db" is saved as PostgreSQL is, and its image "mysql:8.4" holds RabbitMQ: every backup fails',
      },
    ]);
    expect(found('RabbitMQ', archived, ['/var/lib/rabbitmq'])).toEqual([]);
  });

  /** A service with a volume, and what archives that while it runs. */
  const torn = (over: Partial<ServiceModel>, target: string, saved: Partial<StoreModel> = {}) =>
    backupFits.check(
      stack({
        services: [
          service({
            id: 'db',
            mounts: [{ kind: 'volume', volume: 'db_data', target, readOnly: false }],
            ...over,
          }),
        ],
        stores: [{ ...archived, ...saved }],
      }),
    );
  const known = (image: string) => ({ known: knownImage(image) as ImageModel });

  test('a database of SQLite that is archived', () => {
    expect(torn(known('vaultwarden/server:1.34.3'), '/data')).toEqual([
      {
        path: 'shop-test/app/db',
        message:
          'the files of "db" are archived while SQLite (/data/db.sqlite3) writes them: what comes back is neither old nor new',
        fix: "let SQLite copy it, backup: sqlite('/data/db.sqlite3'), or let it stand still meanwhile, backup: { stop: true }",
      },
    ]);
    for (const [image, target] of [
      ['ghcr.io/paperless-ngx/paperless-ngx:2.17.1', '/usr/src/paperless/data'],
      ['codeberg.org/forgejo/forgejo:12.0.1', '/data'],
      ['jellyfin/jellyfin:10.10.7', '/config'],
      ['sissbruecker/linkding:1.41.0', '/etc/linkding/data'],
    ] as const)
      expect(torn(known(image), target), image).toHaveLength(1);
    const other = { env: [{ name: 'PAPERLESS_DBHOST', value: ['db'] }] };
    const papers = known('ghcr.io/paperless-ngx/paperless-ngx:2.17.1');
    expect(torn({ ...papers, ...other }, '/usr/src/paperless/data')).toEqual([]);
    const url = { env: [{ name: 'DATABASE_URL', value: ['sqlite:////srv/app.sqlite3'] }] };
    expect(torn(url, '/srv')).toHaveLength(1);
    expect(torn({ command: [['serve'], ['--db=/srv/app.db']] }, '/srv')).toHaveLength(1);
    expect(torn(url, '/uploads')).toEqual([]);
    expect(torn(url, '/srv', { words: ['db_data', 'app.sqlite3'] })).toEqual([]);
    expect(torn(url, '/srv', { meanwhile: 'stop' })).toEqual([]);
    const elsewhere = { env: [{ name: 'DATABASE_URL', value: ['postgres://db/vault'] }] };
    expect(torn({ ...known('vaultwarden/server:1.34.3'), ...elsewhere }, '/data')).toEqual([]);
  });

  test('what writes always, where its data are', () => {
    expect(torn(known('elasticsearch:8.19.1'), '/usr/share/elasticsearch/data')).toHaveLength(1);
    expect(torn(known('redis:8.2.1'), '/data')).toHaveLength(1);
    expect(torn(known('prom/prometheus:v3.5.0'), '/prometheus')).toHaveLength(1);
    expect(torn(known('qdrant/qdrant:v1.15.1'), '/qdrant/storage')).toHaveLength(1);
    expect(torn(known('postgres:16.4'), '/dumps')).toEqual([]);
    const job = { kind: 'job', ...known('postgres:16.4') } as const;
    expect(torn(job, '/var/lib/postgresql/data')).toEqual([]);
    expect(torn(job, '/dumps', { method: { ...archive, product: 'MinIO' } })).toEqual([]);
  });

  test('the method of the engine, and an image that nobody knows', () => {
    expect(found('PostgreSQL', dump)).toEqual([]);
    expect(found('Caddy', archived)).toEqual([]);
    expect(found('example/fork', dump)).toEqual([]);
    expect(found(undefined, dump)).toEqual([]);
    expect(backupFits.check(stack({ stores: [dump] }))).toEqual([]);
  });
});
