import { expect, test } from 'vitest';
import { Service } from '../../../../constructs/index.ts';
import type { SystemModel } from '../../../../src/model/stack.ts';
import { ourLanguages } from '../../../../src/model/words.ts';
import { authored } from '../../../support/author.ts';
import { clickhouseShop } from '../../../support/clickhouse-shop.ts';
import { said, volume } from '../../../support/model.ts';
import { shop } from '../../../support/shop.ts';
import { one, page, pageOf, tables } from './pages.ts';

test('backups that stand on each other are spoken of where there are some', () => {
  const said = (system: SystemModel) => ourLanguages.map((language) => pageOf(system, language));
  for (const text of said(one(clickhouseShop(9)))) {
    expect(text).toContain('`make backup FULL=yes`');
    expect(text).toMatch(/`events`.*\n?.* 9 (days|hari)/);
    expect(text).toContain('`tables.tsv`');
  }
  for (const text of said(one(clickhouseShop()))) {
    expect(text).not.toContain('FULL=yes');
    expect(text).toContain('`tables.tsv`');
  }
  for (const text of said(one(shop()))) expect(text).not.toContain('tables.tsv');
});

test('what is not saved says why', () => {
  const [db, edge] = shop().stores;
  const model = shop({
    stores: edge === undefined || db === undefined ? [] : [edge],
    acknowledgements: [
      {
        rule: 'state-backed-up',
        paths: ['shop-test/app/web/db_data'],
        reason: said('It is filled anew | each night.'),
      },
    ],
  });
  const emptied = model.volumes.map((volume) => ({ ...volume, emptyWith: ['edge_data'] }));
  const other = page(one({ ...model, volumes: emptied }));
  expect(other).toContain('none: starts empty after a restore, see below |');
  expect(other).toContain('Not saved, and empty after a restore of what they depend on: `db_data`.');
  const content = page(one(model));
  expect(content).toContain(
    '| `db_data` | `shop-test_db_data` | db_data | none: a restore leaves it alone, see below |',
  );
  expect(content).toContain('Not saved, and left alone by a restore: `db_data`.');
  expect(content).toContain('`stacks/shop.ts` signs it: "It is filled anew \\| each night."');
});

test('what is signed for a construct is signed for the volumes in it, and for that rule alone', () => {
  const signing = (rule: string, path: string) =>
    page(
      one(
        shop({
          stores: [],
          acknowledgements: [{ rule, paths: ['shop-test/other', path], reason: said('Nobody misses it.') }],
        }),
      ),
    );
  expect(signing('state-backed-up', 'shop-test/app/web')).toContain('"Nobody misses it."');
  expect(signing('state-backed-up', 'shop-test/app/we')).not.toContain('Nobody misses it.');
  expect(signing('data-kept', 'shop-test/app/web')).not.toContain('Nobody misses it.');
});

test('a volume stands under the name that it has on the host', () => {
  const content = page(
    one(
      shop({
        volumes: [
          volume({ id: 'db_data', compose: { name: 'orders' } }),
          volume({ id: 'edge_data', compose: { external: true } }),
        ],
      }),
    ),
  );
  expect(content).toContain('| `db_data` | `orders` |');
  expect(content).toContain('| `edge_data` | `edge_data` |');
});

test('no table is empty: a system without volumes and variables says that it has none', () => {
  const plain = authored(
    (core) => void new Service(core, 'web', { image: 'example/web:1', health: { exec: ['true'] } }),
  );
  const system = one({ ...plain, languages: shop().languages });
  for (const language of ourLanguages) {
    const content = pageOf(system, language);
    expect(tables(content).filter(({ rows }) => rows.length === 0)).toEqual([]);
    expect(content).toMatch(
      /\n(No service keeps data in a volume of this project|Tidak ada layanan yang menyimpan data)/,
    );
    expect(content).toMatch(/\n(None: nothing of it is said|Tidak ada: tidak satu pun diatur)/);
  }
});
