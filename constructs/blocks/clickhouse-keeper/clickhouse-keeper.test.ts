import { expect, test } from 'vitest';
import { filled } from '../../../src/files/filled.ts';
import { authored } from '../../../test/support/author.ts';
import { ClickHouse, ClickHouseKeeper } from '../../index.ts';

const stack = (memory?: '1gb') =>
  authored((core) => {
    const image = 'clickhouse/clickhouse-keeper:25.8';
    const zookeeper = new ClickHouseKeeper(core, 'keeper', { image, ...(memory && { memory }) });
    new ClickHouse(core, 'ch', { image: 'clickhouse/clickhouse-server:25.8', database: 'd', zookeeper });
  });

test('stands in the place of a ZooKeeper: reached, waited for, emptied with the tables', () => {
  const { services, volumes, files } = stack();
  const server = services.find(({ id }) => id === 'ch');
  expect(server?.dependsOn).toEqual([{ service: 'keeper', condition: 'healthy' }]);
  const cluster = files.find(({ file }) => file === 'ch/cluster-config.xml');
  expect(cluster?.content.kind === 'template' && filled(cluster.content, 'Generated.')).toMatch(
    /<node>\s+<host>keeper<\/host>\s+<port>9181<\/port>\s+<\/node>/,
  );
  expect(volumes.map(({ id, emptyWith }) => [id, emptyWith])).toEqual([
    ['keeper_data', ['ch_data']],
    ['ch_data', []],
    ['ch_backups', []],
  ]);
});

test('its configuration keeps everything on its volume, and its memory below the limit', () => {
  const keeper = stack('1gb').files.find(({ file }) => file === 'keeper/keeper_config.xml');
  const content = keeper?.content.kind === 'template' ? filled(keeper.content, 'Generated.') : '';
  expect(content).toContain(
    '<log_storage_path>/var/lib/clickhouse-keeper/coordination/log</log_storage_path>',
  );
  expect(content).toContain('<max_memory_usage_soft_limit>715128832</max_memory_usage_soft_limit>');
});
