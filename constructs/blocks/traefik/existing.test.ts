import { expect, test } from 'vitest';
import { showText } from '../../../src/compose/text.ts';
import { authored, authoredService } from '../../../test/support/author.ts';
import type { ExistingTraefikProps, Phase } from '../../index.ts';
import { ExistingTraefik, Service, text, Variable } from '../../index.ts';

const domain = new Variable('DOMAIN', { description: 'What users type.' });

function labels(id: string, make: (core: Phase, web: Service) => void): Readonly<Record<string, string>> {
  const stack = authored((core) => make(core, new Service(core, 'web', { image: 'example:1', port: 8000 })));
  const { model } = authoredService(stack, id);
  return Object.fromEntries((model.labels ?? []).map(({ name, value }) => [name, showText(value)]));
}

test('one service at one name', () => {
  expect(
    labels('web', (core, web) => {
      new ExistingTraefik(core, 'proxy', {
        network: 'traefik',
        domain,
        routes: { '/*': web },
        resolver: 'letsencrypt',
      });
    }),
  ).toEqual({
    'traefik.enable': 'true',
    'traefik.docker.network': 'traefik',
    'traefik.http.routers.shop-test-1.rule': 'Host(`${DOMAIN}`)',
    'traefik.http.routers.shop-test-1.priority': '1000',
    'traefik.http.routers.shop-test-1.entrypoints': 'websecure',
    'traefik.http.routers.shop-test-1.tls': 'true',
    'traefik.http.routers.shop-test-1.tls.certresolver': 'letsencrypt',
    'traefik.http.routers.shop-test-1.service': 'shop-test-web-8000',
    'traefik.http.services.shop-test-web-8000.loadbalancer.server.port': '8000',
  });
});

/** What of the labels says these things, without what begins all names. */
const said = (
  props: Omit<ExistingTraefikProps, 'network' | 'domain' | 'sites' | 'routes'>,
  route: object = {},
) =>
  Object.entries(
    labels('web', (core, web) => {
      new ExistingTraefik(core, 'proxy', {
        network: 'traefik',
        domain: 'a.example.com',
        routes: { '/app/*': { to: web, ...route } },
        ...props,
      });
    }),
  )
    .filter(([name]) => /rule$|middlewares|flush/.test(name))
    .map(
      ([name, value]) => `${name.replace(/^traefik\.http\.(routers|middlewares|services)\./, '')}=${value}`,
    );

const rule = 'shop-test-1.rule=Host(`a.example.com`) && PathPrefix(`/app/`)';

test.each([
  [
    'hsts, and headers of a route',
    { hsts: 3600 },
    { headers: { 'X-Frame-Options': 'DENY', 'X-Powered-By': false } },
    [
      rule,
      'shop-test-1.middlewares=shop-test-1-headers',
      'shop-test-1-headers.headers.customresponseheaders.Strict-Transport-Security=max-age=3600',
      'shop-test-1-headers.headers.customresponseheaders.X-Frame-Options=DENY',
      'shop-test-1-headers.headers.customresponseheaders.X-Powered-By=',
    ],
  ],
  [
    'hidden paths, in whatever letters',
    { hidden: ['/app/me.trics', '/app/x*'] as const },
    {},
    [`${rule} && !PathRegexp(\`(?i)^/app/me\\.trics(/|$)\`) && !PathRegexp(\`(?i)^/app/x\`)`],
  ],
  [
    'two who may come in, the path without its prefix, and a response bit by bit',
    {},
    { logins: { admin: 'ADMIN_LOGIN', bob: 'BOB_LOGIN' }, stripPrefix: true, streams: true },
    [
      rule,
      'shop-test-1.middlewares=shop-test-1-basicauth,shop-test-1-stripprefix',
      'shop-test-1-basicauth.basicauth.users=admin:${ADMIN_LOGIN},bob:${BOB_LOGIN}',
      'shop-test-1-stripprefix.stripprefix.prefixes=/app',
      'shop-test-web-8000-streams.loadbalancer.responseforwarding.flushinterval=-1ms',
    ],
  ],
])('%s', (_, site, route, expected) => {
  expect(said(site, route)).toEqual(expected);
});

test('whoever types a password is told how its hash is made for Traefik, and nothing of another edge', () => {
  const { variables } = authored((core) => {
    const to = new Service(core, 'web', { image: 'example:1', port: 8000 });
    const routes = { '/*': { to, logins: { admin: 'ADMIN_LOGIN' } } };
    new ExistingTraefik(core, 'proxy', { network: 'traefik', domain, routes });
  });
  expect(variables.find(({ name }) => name === 'ADMIN_LOGIN')?.description).toEqual({
    en: 'bcrypt hash of a password that the edge asks for, in single quotes. What stands behind the colon of: htpasswd -nB NAME (of apache2-utils)',
    id: 'Hash bcrypt dari kata sandi yang diminta reverse proxy, di antara tanda kutip tunggal. Bagian setelah titik dua dari: htpasswd -nB NAMA (dari apache2-utils)',
  });
});

test('another service is asked first, by a name that no other project has', () => {
  const made = labels('web', (core, web) => {
    const door = new Service(core, 'door', { image: 'example:1', port: 9091 });
    new ExistingTraefik(core, 'proxy', {
      network: 'traefik',
      domain,
      routes: {
        '/*': { to: web, forwardAuth: { by: door, path: '/verify', copies: ['Remote-User', 'Remote-Name'] } },
      },
    });
  });
  expect(made).toMatchObject({
    'traefik.http.middlewares.shop-test-1-forwardauth.forwardauth.address':
      'http://shop-test-door:9091/verify',
    'traefik.http.middlewares.shop-test-1-forwardauth.forwardauth.authresponseheaders':
      'Remote-User,Remote-Name',
  });
});

test('the longest path wins, an exact one before one with a star', () => {
  const made = labels('web', (core, web) => {
    new ExistingTraefik(core, 'proxy', {
      network: 'traefik',
      domain: '*.example.com',
      routes: { '/*': web, '/ab*': web, '/abc': web, '/a/*/c': web, '/old/*': { redirect: '/new/' } },
    });
  });
  const of = (key: string) =>
    Object.entries(made).flatMap(([name, value]) => (name.endsWith(`.${key}`) ? [value] : []));
  expect([of('rule'), of('priority')]).toEqual([
    [
      'HostRegexp(`^[^.]+\\.example\\.com$`)',
      'HostRegexp(`^[^.]+\\.example\\.com$`) && PathPrefix(`/ab`)',
      'HostRegexp(`^[^.]+\\.example\\.com$`) && Path(`/abc`)',
      'HostRegexp(`^[^.]+\\.example\\.com$`) && PathRegexp(`^/a/[^/]*/c$`)',
      'HostRegexp(`^[^.]+\\.example\\.com$`) && PathPrefix(`/old/`)',
    ],
    ['1000', '1004', '1007', '1011', '1008'],
  ]);
  expect(made).toMatchObject({
    'traefik.http.routers.shop-test-5.service': 'noop@internal',
    'traefik.http.middlewares.shop-test-5-redirectregex.redirectregex.regex': '^(https?://[^/]+).*$',
    'traefik.http.middlewares.shop-test-5-redirectregex.redirectregex.replacement': '$1/new/',
    'traefik.http.middlewares.shop-test-5-redirectregex.redirectregex.permanent': 'false',
  });
});

test('a site whose visitors are sent on has its router at a service of another site', () => {
  expect(
    labels('web', (core, web) => {
      new ExistingTraefik(core, 'proxy', {
        network: 'traefik',
        sites: [
          { domain: 'www.example.com', redirect: text`https://${domain}` },
          { domain, routes: { '/*': web } },
        ],
      });
    }),
  ).toMatchObject({
    'traefik.http.routers.shop-test-1.rule': 'Host(`www.example.com`)',
    'traefik.http.routers.shop-test-1.service': 'noop@internal',
    'traefik.http.middlewares.shop-test-1-redirectregex.redirectregex.replacement': 'https://${DOMAIN}$1',
    'traefik.http.middlewares.shop-test-1-redirectregex.redirectregex.permanent': 'true',
  });
});

test.each([
  [{ bodyLimit: '5MB' }, {}, 'bodyLimit'],
  [{ maintenance: 'Soon' }, {}, 'maintenance'],
  [{ compress: ['/a'] }, {}, 'compress'],
  [{ snippet: 'a' }, {}, 'snippet'],
  [{}, { anyCertificate: true }, 'anyCertificate of /app/*'],
  [{}, { to: 'http://192.168.1.20:80' }, 'the URL behind /app/*'],
] as const)('what no label says is refused: %j %j', (site, route, shown) => {
  expect(() => said(site, route)).toThrow(
    expect.objectContaining({
      code: 'proxy-cannot',
      message: `"proxy" is told ${shown}, and nothing here tells Traefik so: no label can, or none without buffering each request`,
      fix: 'leave it out here, and write it there',
    }),
  );
});

test('labels need a container', () => {
  expect(() =>
    authored((core) => {
      new ExistingTraefik(core, 'proxy', {
        network: 'traefik',
        sites: [{ domain, redirect: 'https://example.com' }],
      });
    }),
  ).toThrow('"proxy" leads to no service, and Traefik reads the labels of one');
});
