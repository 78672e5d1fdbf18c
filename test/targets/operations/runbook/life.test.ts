import { expect, test } from 'vitest';
import { said, service } from '../../../support/model.ts';
import { shop } from '../../../support/shop.ts';
import { one, page } from './pages.ts';

test('what its makers have left is named, with the reason that was signed', () => {
  const known = { product: 'PostgreSQL', version: '12.13', dataPaths: [], endOfLife: '2024-11' };
  const old = { ...service({ id: 'db', image: 'postgres:12.13' }), known };
  const model = shop({
    services: [old, { ...old, id: 'other' }, service()],
    acknowledgements: [
      { rule: 'image-pinned', paths: [old.path], reason: said('It is built here.') },
      { rule: 'image-alive', paths: [old.path], reason: said('The *shop* wants it.') },
    ],
  });
  expect(page(one(model))).toContain('| PostgreSQL 12.13 | 2024-11 | The \\*shop\\* wants it. |\n');
  expect(page(one(shop()))).not.toContain('Past their end');
});

test('each version that its makers have left has a line', () => {
  const ended = (id: string, product: string, version: string, endOfLife: string) =>
    service({ id, image: `${id}:${version}`, known: { product, version, dataPaths: [], endOfLife } });
  const services = [
    ended('postgres', 'PostgreSQL', '12.13', '2024-11'),
    ended('mongo', 'MongoDB', '5.0', '2024-10'),
  ];
  const content = page(one(shop({ services })));
  expect(content).toContain('| PostgreSQL 12.13 | 2024-11 |');
  expect(content).toContain('| MongoDB 5.0 | 2024-10 |');
});
