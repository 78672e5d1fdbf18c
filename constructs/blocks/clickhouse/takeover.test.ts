import { expect, test } from 'vitest';
import { hostBefore } from '../../../test/support/taken-over.ts';
import { nameOnDisk, tables } from './backup.ts';

const config = (shard: string) =>
  `<!-- <macros><shard>wrong</shard></macros> --><clickhouse><remote_servers><shop>x</shop></remote_servers>\n<macros>\n  <shard>${shard}</shard>\n  <replica>ch1</replica></macros></clickhouse>`;
const right = {
  'metadata/shop%2Devents.sql': 'ATTACH',
  'preprocessed_configs/config.xml': config('01'),
};
const words = ['shop-events', nameOnDisk('shop-events'), 'shop', '01', 'ch1'];
const before = (files: Readonly<Record<string, string>>) =>
  hostBefore({ method: tables, service: 'events', words }, { events_data: files });

test('a name on the disk is that of the server', () => {
  expect(['shop', 'shop-events', 'é'].map(nameOnDisk)).toEqual(['shop', 'shop%2Devents', '%C3%A9']);
});

test('nothing is wrong', () => {
  expect(before(right).adopt()).toMatchObject({ status: 0, err: '' });
});

test.each([
  ['nothing', {}, 'before_events_data holds no data of ClickHouse, which events needs'],
  ['another database', { 'metadata/other.sql': '' }, 'ClickHouse has no database shop-events on the volume'],
  [
    'another shard',
    { ...right, 'preprocessed_configs/config.xml': config('02') },
    'the macro shard of ClickHouse was "02" on before_events_data, and is "01" here',
  ],
] as const)('%s', (_, files, message) => {
  const { status, err } = before(files).adopt();
  expect([status, err]).toEqual([1, expect.stringContaining(message)]);
});

test('tables that stay read-only end it, by name; once they are active it goes on', () => {
  const { folder, adopt } = before(right);
  folder.write('../replicas', 'shop.orders\nshop.people\n');
  const { status, err } = adopt('scripts/adopt before', { ADOPT_SECONDS: '0' });
  expect([status, err]).toEqual([
    1,
    expect.stringContaining('tables of ClickHouse stay read-only: shop.orders shop.people'),
  ]);
  folder.write('../replicas', '');
  expect(adopt('scripts/adopt')).toMatchObject({ status: 0, err: '' });
});

test('macros that cannot be seen are said', () => {
  const { status, err } = before({ 'metadata/shop%2Devents.sql': '' }).adopt();
  expect(status).toBe(0);
  expect(err).toContain('which macros ClickHouse had on before_events_data cannot be seen');
});
