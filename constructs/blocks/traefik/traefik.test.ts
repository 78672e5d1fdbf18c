import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { renderConfigFile } from '../../../src/files/config-file.ts';
import type { StackModel } from '../../../src/model/stack.ts';
import { authored, authoredService } from '../../../test/support/author.ts';
import '../../../src/testing/vitest.ts';
import type { TraefikProps } from '../../index.ts';
import { HostPath, Secret, Service, Traefik, text, Variable } from '../../index.ts';

const domain = new Variable('DOMAIN', { description: 'What users type.' });

type Props = Partial<Pick<TraefikProps, Exclude<keyof TraefikProps, 'sites' | 'domain' | 'routes'>>>;

/** A stack with the edge, which leads everything to one service. */
const edge = (props: Props & object = {}, also: object = {}): StackModel =>
  authored((core) => {
    const web = new Service(core, 'web', { image: 'example:1', port: 8000, health: { exec: ['true'] } });
    const one = {
      image: 'traefik:v3.6.12',
      tls: 'public',
      domain: 'shop.example.com',
      routes: { '/*': web },
    };
    new Traefik(core, 'edge', { ...one, ...props, ...also } as TraefikProps);
  });

const file = (stack: StackModel, name: string) => {
  const found = stack.files.find((one) => (one.rendered?.template ?? one.file).includes(name));
  if (found === undefined) throw new Error(`no file is called ${name}`);
  return renderConfigFile(stack, found);
};
const starting = (props: Props = {}) => parse(file(edge(props), 'traefik.yaml'));
const routes = (props: Props = {}, also: object = {}) => parse(file(edge(props, also), 'routes.yaml'));

test('without TLS no sentence of it speaks of HTTPS', () => {
  const described = (tls: 'none' | 'public') => authoredService(edge({ tls }), 'edge').model.description;
  expect(described('none')).toMatchObject({ en: 'Traefik: the edge and its routes' });
  expect(described('public')).toMatchObject({ en: 'Traefik: the edge, HTTPS and routes' });
});

test('what it publishes, and what it keeps', () => {
  const model = edge();
  expect(authoredService(model, 'edge').model).toMatchObject({
    edge: true,
    serves: { product: 'Traefik', tls: 'public', sites: [{ name: ['shop.example.com'] }] },
    ports: [
      { published: 80, target: 80, protocol: 'tcp' },
      { published: 443, target: 443, protocol: 'tcp' },
    ],
  });
  expect(model.stores).toHaveLength(1);
  expect(JSON.stringify(model)).not.toContain('docker.sock');
  const plain = edge({ tls: 'none' });
  expect(authoredService(plain, 'edge').model.ports).toEqual([
    { address: '127.0.0.1', published: 80, target: 80, protocol: 'tcp' },
  ]);
  expect([plain.stores, plain.volumes]).toEqual([[], []]);
});

test('who signs for it, and whom that authority writes to', () => {
  const of = (props: Props) => starting(props).certificatesResolvers?.acme.acme;
  expect(of({ tls: 'public' })).toEqual({ storage: '/data/acme.json', httpChallenge: { entryPoint: 'web' } });
  expect(of({ tls: 'staging' })).toMatchObject({
    storage: '/data/acme-staging.json',
    caServer: 'https://acme-staging-v02.api.letsencrypt.org/directory',
  });
  expect(of({ tls: 'none' })).toBeUndefined();
  const email = new Variable('ACME_EMAIL', { description: 'Whom to write to.', default: '' });
  expect(of({ email })).toMatchObject({ email: '@{ACME_EMAIL}' });
  // It is asked for by each router, unless its site has a certificate of its own.
  expect(routes().http.routers['route-1'].tls).toEqual({ certResolver: 'acme' });
  expect(routes({ tls: 'none' }).http.routers['route-1']).not.toHaveProperty('tls');
});

test('certificates of the operator, for all sites and for one', () => {
  const model = authored((core) => {
    const web = new Service(core, 'web', { image: 'example:1', port: 8000 });
    const chain = new HostPath(core, 'chain', { path: '/etc/ssl/chain.pem', kind: 'file', holds: 'TLS.' });
    const key = new Secret('TLS_KEY', { description: 'Its key.', issued: true });
    const shared = { certificate: chain, key: key.file };
    const own = {
      certificate: chain,
      key: new HostPath(core, 'key', { path: '/etc/k', kind: 'file', holds: 'TLS.' }),
    };
    new Traefik(core, 'edge', {
      image: 'traefik:v3.6.12',
      tls: shared,
      sites: [
        { domain: '*.example.com', routes: { '/*': web } },
        { domain: 'one.example.org', tls: own, routes: { '/*': web } },
      ],
    });
  });
  const { tls, http } = parse(file(model, 'routes.yaml'));
  const both = { certFile: '/certificates/chain', keyFile: '/run/secrets/TLS_KEY' };
  expect(tls).toEqual({
    stores: { default: { defaultCertificate: both } },
    certificates: [both, { certFile: '/certificates/chain', keyFile: '/certificates/key' }],
  });
  expect(http.routers['route-1']).toMatchObject({
    rule: 'HostRegexp(`^[^.]+\\.example\\.com$`)',
    tls: {},
  });
  expect(authoredService(model, 'edge').model.serves).toMatchObject({
    tls: 'files',
    readsCertificates: true,
  });
});

test('what Traefik would read in a path or an address is a letter of it', () => {
  const { routers, middlewares } = routes(
    {},
    { routes: { '/a`b': { redirect: '/$1/$$' }, '/`/*': { redirect: text`https://example.com/$1` } } },
  ).http;
  expect([routers['route-1'].rule, routers['route-2'].rule]).toEqual([
    'Host(`shop.example.com`) && PathRegexp(`^/a\\x60b$`)',
    'Host(`shop.example.com`) && PathRegexp(`^/\\x60/.*$`)',
  ]);
  expect(
    ['route-1', 'route-2'].map((name) => middlewares[`${name}-redirectregex`].redirectRegex.replacement),
  ).toEqual(['$1/$$1/$$$$', 'https://example.com/$$1']);
});

test('two headers that differ in their letters are one, and what a route says of it holds', () => {
  const web = { to: 'http://192.168.1.20:8123', headers: { server: 'us', 'x-content-type-options': false } };
  const { middlewares } = routes({}, { routes: { '/*': web } }).http;
  expect(middlewares['route-1-headers'].headers.customResponseHeaders).toEqual({
    server: 'us',
    'x-content-type-options': '',
  });
});

test('what is elsewhere, and two ways to one address', () => {
  const device = { to: 'https://192.168.1.4:8006', anyCertificate: true };
  const { services, serversTransports } = routes(
    {},
    {
      routes: {
        '/*': device,
        '/a/*': { to: 'https://192.168.1.4:8006' },
        '/b/*': { to: 'http://192.168.1.4:8006' },
      },
    },
  ).http;
  const of = (url: string) => ({ servers: [{ url }] });
  expect(services).toEqual({
    'route-elsewhere-1-any': {
      loadBalancer: { ...of('https://192.168.1.4:8006'), serversTransport: 'anyCertificate' },
    },
    'route-elsewhere-1': { loadBalancer: of('https://192.168.1.4:8006') },
    'route-elsewhere-3': { loadBalancer: of('http://192.168.1.4:8006') },
  });
  expect(serversTransports).toEqual({ anyCertificate: { insecureSkipVerify: true } });
});

test('a visitor says nothing of himself, in no spelling', () => {
  const { visitor } = routes().http.middlewares;
  const names = Object.keys(visitor.headers.customRequestHeaders);
  expect(names).toEqual(
    expect.arrayContaining(['Forwarded', 'Remote-User', 'Remote_User', 'X_Real-IP', 'X-Forwarded_For']),
  );
  // Those Traefik takes out itself, and sets.
  expect(names.filter((name) => /^x-(forwarded-(for|proto|host)|real-ip)$/i.test(name))).toEqual([]);
  expect(starting().entryPoints.websecure.http.middlewares).toEqual(['visitor@file']);
  expect(starting({ tls: 'none' }).entryPoints.web.http.middlewares).toEqual(['visitor@file']);
  expect(
    starting({ trustedProxies: ['private_ranges', '192.0.2.7'] }).entryPoints.websecure.forwardedHeaders,
  ).toEqual({
    trustedIPs: [
      '10.0.0.0/8',
      '172.16.0.0/12',
      '192.168.0.0/16',
      '127.0.0.0/8',
      'fd00::/8',
      '::1/128',
      '192.0.2.7',
    ],
  });
});

test('variables are read by Traefik itself, so it has them', () => {
  const model = edge({}, { domain, routes: { '/*': { redirect: text`https://${domain}/a` } } });
  expect(file(model, 'routes.yaml')).toContain('rule: {{ print "Host(`" (env "DOMAIN") "`)" | toJson }}');
  expect(authoredService(model, 'edge').model.env.map(({ name }) => name)).toEqual(['DOMAIN']);
});

test.each([
  [
    { image: 'traefik:v2.11.0' },
    'traefik-version',
    '"edge" is Traefik 2.11.0, and its routes are written for Traefik 3',
  ],
  [
    { trustedProxies: ['0.0.0.0/0'] },
    'traefik-proxies',
    '"edge" is to trust "0.0.0.0/0", which is every address',
  ],
  [
    { domain: 'localhost', reachableInside: true },
    'traefik-name',
    'every container takes that name for itself',
  ],
  [{ domain: '*.example.com' }, 'bad-domain', 'stands for many names'],
  [{ tls: 'internal' }, 'bad-prop', 'tls of "edge" is "internal", not'],
  [{ bodyLimit: '5MB' }, 'bad-prop', '"edge" has no prop "bodyLimit"'],
  [{ maintenance: 'Soon' }, 'bad-prop', 'maintenance'],
  [{ routes: { '/*': { to: 'http://a', bodyLimit: '5MB' } } }, 'bad-prop', 'bodyLimit'],
  [{ routes: { '/*': { files: 'a' } } }, 'bad-prop', 'files'],
])('what it cannot do is refused: %j', (also, code, message) => {
  expect(() => edge({}, also)).toThrow(
    expect.objectContaining({ code, message: expect.stringContaining(message) }),
  );
});

test('the workflow asks no authority, looks at no file by a program, and takes the certificate that is shown', () => {
  const model = authored(
    (core) => {
      const web = new Service(core, 'web', { image: 'example:1', port: 8000, health: { exec: ['true'] } });
      new Traefik(core, 'edge', {
        image: 'traefik:v3.6.12',
        tls: 'public',
        domain: 'shop.example.com',
        routes: { '/*': web },
      });
    },
    { site: 'https://shop.example.com', smoke: [{ path: '/' }] },
  );
  const workflow = '../.github/workflows/docker-compose.yml';
  expect(model).toHaveFile(workflow, expect.stringContaining('CURL_HOME=$RUNNER_TEMP make smoke-test'));
  expect(model).toHaveFile(workflow, expect.stringContaining('Let Traefik sign its own certificates'));
  expect(model).not.toHaveFile(workflow, /Check the routes|Caddy/);
});
