import { gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { announce } from './support/announce.ts';
import { caddies } from './support/caddies.ts';
import type { Answer } from './support/edge.ts';
import { domain, Edge } from './support/edge.ts';
import { environments } from './support/operations.ts';

interface Asked {
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly size: number;
}

/** What the application behind the edge was asked. */
const asked = ({ body }: Answer): Asked => JSON.parse(body.toString());
const told = ({ status, headers }: Answer, name: string) => ({ status, [name]: headers[name] });

/** What a visitor may say, and an application of Django or PHP would read as the word of a proxy. */
const claims = [
  ...[
    'For: 6.6.6.6',
    'Proto: gopher',
    'Host: evil.example',
    'Port: 1',
    'Ssl: on',
    'Server: x',
    'Prefix: /x',
    'User: root',
  ].flatMap((claim) => [`X-Forwarded-${claim}`, `X_Forwarded_${claim}`, `X-Forwarded_${claim}`]),
  ...['X-Real-IP: 6.6.6.6', 'X_Real_IP: 6.6.6.6', 'Forwarded: for=6.6.6.6', 'CF-Connecting-IP: 6.6.6.6'],
  ...['CF-Connecting-IPv6: ::6', 'True-Client-IP: 6.6.6.6', 'X-Client-IP: 6.6.6.6', 'Client-IP: 6.6.6.6'],
  ...[
    'X-Original-URL: /admin',
    'X-Rewrite-URL: /admin',
    'X-Original-Forwarded-For: 6.6.6.6',
    'Front-End-Https: on',
  ],
  ...[
    'Remote_User: root',
    'Remote-User: root',
    'X-Remote-User: root',
    'Proxy: http://evil.example',
    'PROXY: x',
  ],
];

/** The headers that the application gets of a request without claims. */
const usual = [
  ...['host', 'user-agent', 'accept', 'accept-encoding', 'connection'],
  ...['x-forwarded-for', 'x-forwarded-host', 'x-forwarded-proto', 'via'],
];

describe.each(caddies)('Caddy %s', (_, program) => {
  beforeAll(() => announce('Caddy', program, ['version']));

  describe.each(environments)('with the Caddyfile of %s', (environment) => {
    const secure = environment !== 'local';
    let edge: Edge;
    beforeAll(async () => {
      edge = await Edge.start(environment, program);
    });
    afterAll(() => edge.close());

    it('sends its headers with a page', async () => {
      const page = await edge.ask('/api/page');
      expect(told(page, 'x-content-type-options')).toEqual({
        status: 200,
        'x-content-type-options': ['nosniff'],
      });
      const hsts = environment === 'production' ? ['max-age=31536000'] : undefined;
      expect(page.headers['strict-transport-security']).toEqual(hsts);
      expect(page.headers.server).toBeUndefined();
    });

    it.runIf(secure)('sends HTTP to HTTPS, and promises nothing there', async () => {
      const there = await edge.ask(`http://${domain}/a/b?c=d`);
      expect(told(there, 'location')).toEqual({ status: 308, location: [`https://${domain}/a/b?c=d`] });
      expect(there.headers['strict-transport-security']).toBeUndefined();
    });

    it.runIf(secure)('speaks HTTP/2', async () => {
      expect((await edge.ask('/api/page', '--http2', '--write-out', '%{http_version} 0\n{}')).status).toBe(2);
    });

    it('compresses what is static, and only what shrinks', async () => {
      const encoded = async (path: string, accept: string) => {
        const { headers } = await edge.ask(path, '--header', `Accept-Encoding: ${accept}`);
        return headers['content-encoding'];
      };
      expect(await encoded('/static/app.js', 'gzip')).toEqual(['gzip']);
      expect(await encoded('/static/app.js', 'gzip, zstd')).toEqual(['zstd']);
      expect(await encoded('/static/app.js', 'identity')).toBeUndefined();
      expect(await encoded('/static/picture.png', 'gzip, zstd')).toBeUndefined();
      // A secret beside a visitor's input must not be compressed.
      expect(await encoded('/api/page', 'gzip, zstd')).toBeUndefined();
      const packed = await edge.ask('/static/packed.js', '--header', 'Accept-Encoding: gzip, zstd');
      expect(packed.headers['content-encoding']).toEqual(['gzip']);
      expect(gunzipSync(packed.body).toString()).toMatch(/^The quick brown fox/);
    });

    it('hands a compressed event on as it came', async () => {
      const event = edge.file('event.gz', Buffer.from([0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 3]));
      const words = ['--header', 'Content-Encoding: gzip', '--data-binary', `@${event}`];
      const { method, url, headers, size } = asked(await edge.ask('/e/?compression=gzip-js&ver=1', ...words));
      expect({ method, url, size }).toEqual({
        method: 'POST',
        url: '/e/?compression=gzip-js&ver=1',
        size: 10,
      });
      expect(headers['content-encoding']).toBe('gzip');
    });

    it('takes a body of 25 MB and refuses one byte more', async () => {
      const full = edge.file('full', Buffer.alloc(25_000_000, 1));
      const over = edge.file('over', Buffer.alloc(25_000_001, 1));
      expect(asked(await edge.ask('/e/', '--data-binary', `@${full}`)).size).toBe(25_000_000);
      expect(await edge.status('/e/', '--data-binary', `@${over}`)).toBe(413);
      const chunked = ['--header', 'Transfer-Encoding: chunked', '--http1.1', '--data-binary', `@${over}`];
      expect(await edge.status('/e/', ...chunked)).toBe(413);
    });

    it('hands a stream on piece by piece', async () => {
      let released = false;
      const all = await edge.stream('/stream', async (soFar) => {
        if (released || !soFar.includes('first')) return;
        expect(soFar).not.toContain('last');
        released = true;
        await edge.ask('/release');
      });
      expect({ released, all }).toEqual({ released: true, all: 'data: first\n\ndata: last\n\n' });
    });

    it('tells the application who really asked', async () => {
      const { headers } = asked(await edge.ask('/who', ...claims.flatMap((claim) => ['--header', claim])));
      expect(headers['x-forwarded-for']).toBe('192.0.2.7');
      const elsewhere = [...claims.flatMap((claim) => ['--header', claim]), '--interface', '192.0.2.8'];
      expect(asked(await edge.ask('/who', ...elsewhere)).headers['x-forwarded-for']).toBe('192.0.2.8');
      expect(headers['x-forwarded-proto']).toBe(secure ? 'https' : 'http');
      expect(headers['x-forwarded-host']).toBe(secure ? domain : 'localhost');
      expect(headers.host).toBe(secure ? domain : 'localhost');
      // And nothing beside that of what a visitor has said of himself.
      expect(Object.keys(headers).filter((name) => !usual.includes(name))).toEqual([]);
    });

    it.runIf(!secure)('is not talked into more by what curl does not send', async () => {
      const says = async (...lines: readonly string[]) =>
        edge.raw(['GET /who HTTP/1.1', 'Host: localhost', ...lines, '', ''].join('\r\n'));
      const headersOf = (answer: string): Asked['headers'] =>
        JSON.parse(answer.slice(answer.indexOf('{'), answer.lastIndexOf('}') + 1)).headers;
      const listed = headersOf(
        await says('X-Forwarded-For: 6.6.6.6', 'Connection: close, X-Forwarded-For, X-Forwarded-Proto'),
      );
      expect(listed).toMatchObject({ 'x-forwarded-for': '127.0.0.1', 'x-forwarded-proto': 'http' });
      const folded = headersOf(
        await says(
          'X-Anything: 1',
          ' X_Forwarded_For: 6.6.6.6',
          'x_FORWARDED-for: 6.6.6.6',
          'Connection: close',
        ),
      );
      expect(Object.keys(folded).filter((name) => !usual.includes(name))).toEqual(['x-anything']);
      expect(await says('X-Forwarded-For : 6.6.6.6', 'Connection: close')).toMatch(/^HTTP\/1\.1 400 /);
    });

    it('lets nobody see what is for the inside, however it is spelt', async () => {
      const before = (await edge.ask('/seen')).body.toString();
      const spellings = [
        '/_stats',
        '/_readyz',
        '/_livez',
        '/_readyz?role=web',
        '/_stats/',
        '//_stats',
        '/_STATS',
        '/%5Fstats',
      ];
      const dots = ['/./_stats', '/x/../_stats', '/_stats%3Fx', '/_stats%23x', '/_stats%2F'];
      for (const path of [...spellings, ...dots])
        expect({ path, status: (await edge.ask(path)).status }).toEqual({ path, status: 404 });
      expect(Number((await edge.ask('/seen')).body) - Number(before)).toBe(1);
    });

    it('takes events in a query as long as PostHog does, beside cookies', async () => {
      const query = `/e/?data=${'A'.repeat(16_300)}`;
      const cookies = ['--header', `Cookie: ${'c'.repeat(8000)}`];
      const { url, headers } = asked(await edge.ask(query, ...cookies));
      expect({ url: url.length, cookies: headers.cookie?.length }).toEqual({
        url: query.length,
        cookies: 8000,
      });
      const many = Array.from({ length: 10 }, (_, i) => [
        '--header',
        `X-Many-${i}: ${'m'.repeat(8000)}`,
      ]).flat();
      expect((await edge.ask('/e/', '--http1.1', ...many)).status).toBe(431);
    });

    it('brings no other host to the application', async () => {
      const before = (await edge.ask('/seen')).body.toString();
      const evil = ['--header', 'Host: evil.example'];
      for (const url of ['/', 'http://192.0.2.7/']) await edge.ask(url, ...evil);
      expect(Number((await edge.ask('/seen')).body) - Number(before)).toBe(1);
    });

    it('answers its own health check', async () => {
      expect((await edge.ask('http://127.0.0.1:8080/')).status).toBe(200);
    });

    it('says in its log who asked for what', async () => {
      await edge.ask('/logged');
      await expect.poll(() => edge.log).toMatch(/"remote_ip":"192\.0\.2\.7".*"uri":"\/logged"/);
    });
  });
});
