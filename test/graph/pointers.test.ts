import { describe, expect, test } from 'vitest';
import { caddyfile } from '../../constructs/blocks/caddy/syntax.ts';
import type { Text } from '../../src/compose/text.ts';
import { pointers } from '../../src/graph/pointers.ts';
import type { FilledTemplate } from '../../src/model/config-file.ts';
import { service, stack } from '../support/model.ts';

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
    ['web:80', 'ADDRESS', 'web:80'],
    ['web:1', 'BROKERS', 'one:1, web:1'],
    ['web:27017', 'URL', 'mongodb://u:', password, '@web:27017,db:27017/x'],
    ['web:8000', 'URL', 'mongodb://u:', password, '@one:27017,web:8000/x'],
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
    ['TAG', 'web:80'],
    ['LISTEN_ADDRESS', 'web:80'],
    ['ADDRESS', 'web:80001'],
    ['ADDRESS', 'web:8000', password],
    ['TEXT', 'the web: 8000 pages'],
    ['JDBC', 'jdbc:web:8000'],
  ])('no service in %s=%s', (name, ...value) => {
    expect(hits(name, ...value)).toEqual([]);
  });

  test('localhost is whoever asks, be a service called so or not', () => {
    const cron = service({ id: 'cron', env: [{ name: 'URL', value: ['http://localhost:8000/'] }] });
    expect(pointers(stack({ services: [{ ...web, id: 'localhost' }, cron] }))).toEqual([]);
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

  test.each([
    ['web', ['psql', '-U', 'shop', '-h', 'web']],
    ['web:99', ['pg_isready -q -h web -p 99']],
    ['web:99', ['./wait-for-it.sh', 'web:99', '--', 'serve']],
    ['web:99', ['sh', '-c', 'until nc -z -w 2 web 99; do sleep 1; done']],
    ['web:99', ['--bootstrap-server', 'web:99']],
    ['web:99', ['--db.host=web', '--port', '99']],
    ['web:8000', ['curl -fsS web:8000/health']],
  ])('%s in the command %j', (expected, command) => {
    const cron = service({ id: 'cron', command: command.map((word) => [word]) });
    expect(
      pointers(stack({ services: [web, cron] })).map(({ to, port }) =>
        port === undefined ? to : `${to}:${port}`,
      ),
    ).toEqual([expected]);
  });

  test.each([['docker run web:99'], ['chown web:99 /data'], ['serve -h web'], ['grep -h web']])(
    'no service in the command %s',
    (command) => {
      const cron = service({ id: 'cron', command: [[command]] });
      expect(pointers(stack({ services: [web, cron] }))).toEqual([]);
    },
  );

  test.each(['WEB_ENDPOINT', 'WEB_URL', 'UPSTREAM', 'WEB_HOST', 'ANYTHING'])(
    'an address without a port, in %s',
    (name) => {
      expect(hits(name, { kind: 'address', service: 'web' })).toEqual(['web']);
    },
  );

  test('a host and its port in two variables', () => {
    const env = [
      { name: 'WEB_HOST', value: ['web'] },
      { name: 'WEB_PORT', value: ['81'] },
    ];
    expect(pointers(stack({ services: [web, service({ id: 'cron', env })] }))).toMatchObject([
      { to: 'web', port: 81, where: 'WEB_HOST and WEB_PORT' },
    ]);
  });

  test('other names of a service: alias, container name, host name, link', () => {
    const url = (host: string) => ({ env: [{ name: 'URL', value: [`http://${host}:8000`] }] });
    const at = (host: string, target: Partial<typeof web>, compose = {}) =>
      pointers(stack({ services: [{ ...web, ...target }, service({ id: 'cron', ...url(host), compose })] }));
    const aliases = { networks: { backend: { aliases: ['www'] } } };
    expect(at('www', { compose: aliases })).toMatchObject([{ to: 'web', network: 'backend' }]);
    expect(at('shop-web', { compose: { container_name: 'shop-web' } })).toMatchObject([{ to: 'web' }]);
    expect(at('front', { hostname: 'front' })).toMatchObject([{ to: 'web' }]);
    expect(at('shop-test-web-1', {})).toMatchObject([{ to: 'web' }]);
    expect(at('site', {}, { links: ['web:site'] })).toMatchObject([{ to: 'web' }]);
    expect(at('WEB', {})).toMatchObject([{ to: 'web' }]);
  });

  test('an overlay in XML, without its comments', () => {
    const clickhouse = service({
      id: 'clickhouse',
      mounts: [{ kind: 'file', file: 'c.xml', target: '/x', readOnly: true }],
    });
    const text =
      '<clickhouse>\n<!-- <host>web</host><port>1</port> -->\n<node><host>web</host>\n<port>2181</port></node></clickhouse>';
    const file = { path: 'shop-test/c', file: 'c.xml', content: { kind: 'text' as const, text } };
    expect(pointers(stack({ services: [web, clickhouse], files: [file] }))).toMatchObject([
      { to: 'web', port: 2181, where: 'c.xml' },
    ]);
  });

  describe('of a template', () => {
    const filled = (content: Omit<FilledTemplate, 'kind'>) => {
      const reader = service({
        id: 'reader',
        build: { folder: 'c', copies: [{ file: 'c/x', target: '/x' }] },
      });
      const web = service({ listens: [{ port: 8000, purpose: 'main' }] });
      const file = { path: 'shop-test/c', file: 'c/x', content: { kind: 'template' as const, ...content } };
      return pointers(stack({ services: [reader, web], files: [file] })).map(
        ({ to, port, where }) => `${where} → ${to}:${port}`,
      );
    };

    test('an address, however deep in its facts, alone or in a text', () => {
      const address = (service: string, port: number) => ({ kind: 'address' as const, service, port });
      const facts = {
        upstream: address('web', 8000),
        routes: [{ to: address('api', 3000) }, { to: ['http://', address('shop', 80), '/'] }],
        most: { kind: 'memory' as const, bytes: 1 },
      };
      expect(filled({ format: caddyfile, template: '', facts })).toEqual([
        'c/x → web:8000',
        'c/x → api:3000',
        'c/x → shop:80',
      ]);
    });

    test('a literal in its facts, and one between them', () => {
      expect(filled({ format: caddyfile, template: '', facts: { to: 'http://web:8000/' } })).toEqual([
        'c/x → web:8000',
      ]);
      expect(
        filled({ format: caddyfile, template: 'a {{caddy x}}\nreverse_proxy web:8000', facts: {} }),
      ).toEqual(['c/x → web:8000']);
      expect(
        filled({ format: 'xml', template: '{{#if x}}<a><host>web</host></a>{{/if}}', facts: {} }),
      ).toEqual(['c/x → web:undefined']);
    });

    test('no comment, and no name that a fact completes', () => {
      const facts = { x: 'b' };
      expect(filled({ format: caddyfile, template: '# reverse_proxy web:8000', facts })).toEqual([]);
      expect(filled({ format: 'xml', template: '<a><!-- <host>web</host> --></a>', facts })).toEqual([]);
      expect(filled({ format: 'xml', template: '<a><host>web{{xml x}}</host></a>', facts })).toEqual([]);
    });
  });
});
