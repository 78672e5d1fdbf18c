import { expect, test } from 'vitest';
import { filled } from '../../../src/files/filled.ts';
import { authored, authoredService } from '../../../test/support/author.ts';
import { ClickHouse, Zookeeper } from '../../index.ts';

const server = (ownNodes: boolean) =>
  authored((core) => {
    const zookeeper = new Zookeeper(core, 'zookeeper', { image: 'zookeeper:3.7.0' });
    new ClickHouse(core, 'rows', { image: 'example/clickhouse:22.8', database: 'shop', zookeeper, ownNodes });
  });
/** What its configuration says of ZooKeeper. */
function section(model: ReturnType<typeof server>) {
  const content = model.files.find(({ file }) => file === 'rows/cluster-config.xml')?.content;
  const text = content?.kind === 'template' ? filled(content, 'Generated.') : '';
  return /^ *<zookeeper>.*<\/zookeeper>\n/ms.exec(text)?.[0];
}

test('its nodes are bound to a name and a password that the environment has', () => {
  const model = server(true);
  expect(section(model)).toBe(`    <zookeeper>
        <node>
            <host>zookeeper</host>
            <port>2181</port>
        </node>
        <!-- Who may read and change the nodes that it makes. A node keeps it for good: it must not change. -->
        <identity from_env="ZOOKEEPER_IDENTITY"/>
    </zookeeper>
`);
  expect(authoredService(model, 'rows').env.ZOOKEEPER_IDENTITY).toBe('clickhouse:${ROWS_ZOOKEEPER_PASSWORD}');
  expect(model.variables.find(({ name }) => name === 'ROWS_ZOOKEEPER_PASSWORD')).toMatchObject({
    kind: 'secret',
  });
});

test('where nobody asks for it they are as ever', () => {
  const model = server(false);
  expect(section(model)).toBe(`    <zookeeper>
        <node>
            <host>zookeeper</host>
            <port>2181</port>
        </node>
    </zookeeper>
`);
  expect(authoredService(model, 'rows').env).not.toHaveProperty('ZOOKEEPER_IDENTITY');
});

test('a server that is alone has none', () => {
  const make = () =>
    authored(
      (core) =>
        new ClickHouse(core, 'rows', { image: 'example/clickhouse:22.8', database: 'shop', ownNodes: true }),
    );
  expect(make).toThrow(
    expect.objectContaining({
      code: 'clickhouse-alone',
      message:
        'ownNodes of "rows" says nothing: the server has no ZooKeeper, so it has no cluster and no replicated tables',
    }),
  );
});
