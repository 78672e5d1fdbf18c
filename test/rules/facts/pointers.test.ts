import { describe, expect, test } from 'vitest';
import type { Text } from '../../../src/model/text.ts';
import { pointers } from '../../../src/rules/facts/pointers.ts';
import { service, stack } from '../../support/model.ts';

const web = service({ id: 'web', listens: [{ port: 8000, purpose: 'main' }] });
const hits = (name: string, ...value: Text) =>
  pointers(stack({ services: [web, service({ id: 'cron', env: [{ name, value }] })] })).map(({ to, port }) =>
    port === undefined ? to : `${to}:${port}`,
  );
const password = { kind: 'variable', name: 'PASSWORD' } as const;

describe('what a literal points at', () => {
  test.each<[string, string, ...Text]>([
    ['web', 'URL', 'http://web'],
    ['web', 'URL', 'http://web/path?x=1'],
    ['web:9999', 'URL', 'http://web:9999/'],
    ['web:8000', 'URL', 'amqp://user:', password, '@web:8000/'],
    ['web', 'URL', 'redis://:', password, '@web/0'],
    ['web', 'URL', 'http://web:', { kind: 'variable', name: 'PORT' }],
    ['web:8000', 'ADDRESS', 'web:8000'],
    ['web:8000', 'ADDRESSES', 'other:1,web:8000'],
    ['web:8000', 'FLAGS', '--upstream=web:8000 --fast'],
    ['web:8000', 'DSN', 'user@(web:8000)/x'],
    ['web', 'WEB_HOST', 'web'],
    ['web', 'PGHOST', 'web'],
    ['web', 'KAFKA_HOSTS', 'web'],
  ])('%s: %s', (expected, name, ...value) => {
    expect(hits(name, ...value)).toEqual([expected]);
  });

  test.each<[string, ...Text]>([
    ['DATABASE', 'web'],
    ['ALLOWED_HOSTS', 'web'],
    ['ALLOWED_HOSTS', 'example.com,localhost,web'],
    ['RABBITMQ_DEFAULT_VHOST', 'web'],
    ['HOST', 'web'],
    ['WEB_HOST', 'web.example.com'],
    ['URL', 'https://web.example.com/'],
    ['URL', 'https://my-web/'],
    ['URL', 'https://example.com/web:8000x'],
    ['URL', 'http://web', password],
    ['URL', 'http://', password, 'web'],
    ['BUCKET', 's3://web/backups'],
    ['FILE', 'file:///web/x'],
    ['SOCKET', 'unix://web'],
    ['PATHS', '/data//web/x'],
    ['IMAGE', 'example/web:8000'],
    ['ADDRESS', 'web:80'],
    ['ADDRESS', 'web:80001'],
    ['ADDRESS', 'web:8000', password],
    ['TEXT', 'the web: 8000 pages'],
    ['JDBC', 'jdbc:web:8000'],
  ])('no service in %s=%s', (name, ...value) => {
    expect(hits(name, ...value)).toEqual([]);
  });

  test('raw keys', () => {
    const raw = (compose: Record<string, unknown>) =>
      pointers(stack({ services: [web, service({ id: 'cron', compose })] })).map(({ where }) => where);
    expect(raw({ environment: { WEB_URL: 'http://web', OTHER: 'web' } })).toEqual(['WEB_URL']);
    expect(raw({ environment: ['WEB_URL=http://web'] })).toEqual(['WEB_URL']);
    expect(raw({ command: 'curl http://web' })).toEqual(['its command']);
    expect(raw({ healthcheck: { test: ['CMD', 'curl', 'http://web'] } })).toEqual(['its health check']);
    expect(raw({ labels: { link: 'http://web' } })).toEqual([]);
  });

  test('a text file, without its comments', () => {
    const nginx = service({
      id: 'nginx',
      build: { folder: 'nginx', copies: [{ file: 'nginx/site', target: '/x' }] },
    });
    const file = (text: string) => ({
      path: 'shop-test/nginx/site',
      file: 'nginx/site',
      content: { kind: 'text' as const, text, comment: '#' },
    });
    const at = (text: string) => pointers(stack({ services: [web, nginx], files: [file(text)] }));
    expect(at('proxy_pass http://web:8000;')).toMatchObject([{ to: 'web', port: 8000, where: 'nginx/site' }]);
    expect(at('  # was http://web:8000')).toEqual([]);
  });

  test('the ZooKeeper of ClickHouse and the upstreams of Caddy', () => {
    const clickhouse = service({
      id: 'clickhouse',
      build: { folder: 'c', copies: [{ file: 'c/cluster.xml', target: '/x' }] },
    });
    const found = pointers(
      stack({
        services: [clickhouse],
        files: [
          {
            path: 'shop-test/c',
            file: 'c/cluster.xml',
            content: {
              kind: 'clickhouse-cluster',
              cluster: 'c',
              zookeeper: { kind: 'address', service: 'zookeeper', port: 2181 },
              shard: '01',
              replica: 'r',
              passwordVariable: 'P',
            },
          },
        ],
      }),
    );
    expect(found).toMatchObject([{ to: 'zookeeper', port: 2181, where: 'c/cluster.xml' }]);
  });
});
