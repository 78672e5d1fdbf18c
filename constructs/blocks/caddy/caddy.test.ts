import { expect, test } from 'vitest';
import type { Facts } from '../../../src/model/config-file.ts';
import type { StackModel } from '../../../src/model/stack.ts';
import { Match, Output } from '../../../src/testing.ts';
import { authored, authoredService } from '../../../test/support/author.ts';
import type { CaddyOptions, Phase } from '../../index.ts';
import { Caddy, Service, Variable } from '../../index.ts';

const domain = new Variable('DOMAIN', { description: 'What users type.' });
const email = new Variable('ACME_EMAIL', { description: 'Whom to write to.' });
const web = (phase: Phase) => new Service(phase, 'web', { image: 'example:1', port: 8000 });
type Props = Partial<CaddyOptions & { readonly domain: string | Variable }>;
const edge = (props: Props = {}) =>
  authored((core) => {
    const image = 'caddy:2.6.4-alpine';
    new Caddy(core, 'caddy', { image, domain, tls: 'public', routes: { '/*': web(core) }, ...props });
  });

/** What its file says. */
function said({ files: [file] }: StackModel): Facts | undefined {
  return file?.content.kind === 'template' ? file.content.facts : undefined;
}

test('it publishes HTTP, HTTPS and HTTP/3', () => {
  const { model } = authoredService(edge(), 'caddy');
  expect([model.edge, model.ports]).toEqual([
    true,
    [
      { published: 80, target: 80, protocol: 'tcp' },
      { published: 443, target: 443, protocol: 'tcp' },
      { published: 443, target: 443, protocol: 'udp' },
    ],
  ]);
});

test('it says what it lets in, and how an unattended run looks at its file', () => {
  expect(authoredService(edge({ tls: 'staging' }), 'caddy').model.serves).toEqual({
    product: 'Caddy',
    tls: 'staging',
    sites: [
      {
        name: [{ kind: 'variable', name: 'DOMAIN' }],
        routes: [{ match: '/*', upstream: { kind: 'address', service: 'web', port: 8000 } }],
      },
    ],
    config: {
      file: 'caddy/Caddyfile',
      check: ['caddy', 'validate', '--adapter', 'caddyfile', '--config', '/etc/caddy/Caddyfile'],
      signsItself: {
        edit: '0,/^{$/s//{\\n\\tlocal_certs\\n\\tskip_install_trust/',
        root: '/data/caddy/pki/authorities/local/root.crt',
      },
    },
  });
});

test('a route to a host without a port leads to its port 80', () => {
  const model = authored((core) => {
    const routes = { '/*': web(core).host };
    new Caddy(core, 'caddy', { image: 'caddy:2.11.7', domain, tls: 'public', routes });
  });
  expect(authoredService(model, 'caddy').model.serves?.sites[0]?.routes[0]?.upstream).toEqual({
    kind: 'address',
    service: 'web',
    port: 80,
  });
});

test('without TLS it stays on loopback', () => {
  const { model } = authoredService(edge({ tls: 'none' }), 'caddy');
  expect(model.ports).toEqual([{ address: '127.0.0.1', published: 80, target: 80, protocol: 'tcp' }]);
  expect(model.listens.map(({ port }) => port)).toEqual([80, 8080]);
  // Nor does the runbook speak of HTTPS, or of an account.
  expect(model.description).toMatchObject({ en: 'Caddy: the edge and its routes' });
  expect(edge({ tls: 'none' }).volumes[0]?.holds).toMatchObject({
    en: 'Caddy: certificates, if it ever has any',
  });
});

test('its container gets exactly the variables that its file reads', () => {
  const reads = (props: Props, ...names: readonly string[]) => {
    const variables = Object.fromEntries(names.map((name) => [name, Match.variable(name)]));
    const environment = names.length === 0 ? Match.absent() : Match.objectEquals(variables);
    Output.of(edge(props)).hasService('caddy', { environment });
  };
  reads({ email }, 'DOMAIN', 'ACME_EMAIL');
  reads({}, 'DOMAIN');
  reads({ domain: 'shop.example.com' });
  const optional = new Variable('ACME_EMAIL', { description: 'Whom to write to.', default: '' });
  reads({ email: optional }, 'DOMAIN', 'ACME_EMAIL');
});

test('its file says what it was told, and little by default', () => {
  const facts = {
    tls: { none: false, internal: false, staging: false },
    email: false,
    servers: false,
    trusted: [],
    claims: expect.arrayContaining(['X-Forwarded-*', 'Forwarded', 'X-Real-IP', 'CF-Connecting-*', 'Proxy']),
    headerLimit: false,
    basicAuth: 'basicauth',
    challenge: [],
    healthPort: 8080,
  };
  const site = {
    domain: [{ kind: 'variable', name: 'DOMAIN' }],
    certificate: false,
    hsts: 0,
    redirect: false,
    bodyLimit: '25MB',
    snippet: false,
    maintenance: false,
    compress: [],
    hidden: [],
    routes: [
      {
        ...{ match: '/*', all: true, redirect: false, prefix: false, bodyLimit: false },
        ...{ headers: [], logins: [], forward: [], files: false, streams: false, anyCertificate: false },
        upstream: [{ kind: 'address', service: 'web', port: 8000 }],
      },
    ],
  };
  expect(edge().files).toMatchObject([
    {
      path: 'shop-test/core/caddy/Caddyfile',
      file: 'caddy/Caddyfile',
      content: { kind: 'template', format: { name: 'Caddyfile' } },
    },
  ]);
  expect(said(edge())).toEqual({ ...facts, sites: [site] });
  const over = { hsts: 3600, bodyLimit: '5MB', compress: ['/static/*'], hidden: ['/metrics'] } as const;
  expect(said(edge({ ...over, email }))).toEqual({
    ...facts,
    sites: [{ ...site, ...over, hidden: ['/metrics', '/metrics/*'] }],
    email: [{ kind: 'variable', name: 'ACME_EMAIL' }],
  });
});

test('it waits for each service that it leads to, once: until it is healthy where that can be seen', () => {
  const model = authored((core) => {
    const health = { exec: ['api', 'ready'] } as const;
    const [site, api] = [web(core), new Service(core, 'api', { image: 'example:1', port: 3000, health })];
    new Caddy(core, 'caddy', {
      image: 'caddy:2.6.4',
      domain,
      tls: 'public',
      routes: { '/api/*': api, '/admin/*': site.at(8001), '/*': site },
    });
  });
  expect(authoredService(model, 'caddy').waits).toEqual(['api healthy', 'web started']);
  const to = (service: string, port: number) => ({ kind: 'address', service, port });
  const routes = [
    { match: '/api/*', upstream: to('api', 3000) },
    { match: '/admin/*', upstream: to('web', 8001) },
    { match: '/*', upstream: to('web', 8000) },
  ];
  expect(said(model)).toMatchObject({
    sites: [{ routes: routes.map(({ match, upstream }) => ({ match, upstream: [upstream] })) }],
  });
  expect(authoredService(model, 'caddy').model.serves?.sites[0]?.routes).toEqual(routes);
});

test('it keeps certificates, has no right but to bind, and answers its own check', () => {
  const stack = edge();
  Output.of(stack).hasService('caddy', {
    volumes: ['caddy_data:/data', 'caddy_config:/config'],
    configs: [{ source: 'caddy_Caddyfile', target: '/etc/caddy/Caddyfile' }],
    cap_drop: ['ALL'],
    cap_add: ['NET_BIND_SERVICE'],
    healthcheck: { test: ['CMD', 'wget', '-q', '--spider', 'http://127.0.0.1:8080/'] },
  });
  expect(stack.volumes.map(({ id, kind }) => [id, kind])).toEqual([
    ['caddy_data', 'state'],
    ['caddy_config', 'cache'],
  ]);
  expect(stack.stores).toMatchObject([
    { method: { name: 'archive' }, volumes: ['caddy_data'], words: ['caddy_data'] },
  ]);
});

test('a route to a service without a port is refused', () => {
  expect(() =>
    authored((core) => {
      const silent = new Service(core, 'silent', { image: 'example:1' });
      new Caddy(core, 'caddy', { image: 'caddy:2.6.4', domain, tls: 'public', routes: { '/*': silent } });
    }),
  ).toThrow(expect.objectContaining({ code: 'no-port', message: '"silent" listens on no port' }));
});

test('the proxies in front and the limit of the headers reach its file; nobody is nobody', () => {
  const file = (props: Props) => said(edge({ image: 'caddy:2.11.7', ...props }));
  expect(file({ trustedProxies: ['192.0.2.7', 'private_ranges'], headerLimit: '32KB' })).toMatchObject({
    servers: true,
    trusted: ['192.0.2.7', 'private_ranges'],
    headerLimit: '32KB',
  });
  expect(file({ trustedProxies: [] })).toMatchObject({ servers: false, trusted: [] });
});

test.each([
  ['lb.example.com', '"caddy" is to trust "lb.example.com", which is no address and no range of addresses'],
  [
    '0.0.0.0/0',
    '"caddy" is to trust "0.0.0.0/0", which is every address there is, and whoever is trusted may say that he is somebody else',
  ],
  [
    '::ffff:10.0.0.1',
    '"caddy" is to trust "::ffff:10.0.0.1", which is never met: a visitor with an IPv4 address is compared as one',
  ],
])('no proxy: %s', (range, message) => {
  expect(() => edge({ image: 'caddy:2.11.7', trustedProxies: ['10.0.0.0/8', range] })).toThrow(
    expect.objectContaining({
      code: 'caddy-proxies',
      message,
      fix: "write the proxy's own addresses: '192.0.2.7', '10.0.0.0/8', '2001:db8::/32', or 'private_ranges'",
    }),
  );
});

test('a Caddy that cannot tell a claim from what a proxy saw is refused', () => {
  const trustedProxies = ['10.0.0.0/8'];
  for (const image of ['caddy:2.6.4-alpine', 'docker.io/library/caddy:2.7.6'] as const)
    expect(() => edge({ image, trustedProxies })).toThrow(
      expect.objectContaining({
        code: 'caddy-proxies',
        message: expect.stringMatching(
          /^"caddy" is to trust proxies, and Caddy 2\.[67]\.\d takes the first address/,
        ),
        fix: 'take Caddy 2.8 or later',
      }),
    );
  for (const image of ['caddy:2.8.0', 'caddy:2', 'example.org/caddy:stable'] as const)
    expect(said(edge({ image, trustedProxies }))).toMatchObject({ trusted: trustedProxies });
});

test('inside it has the name of the site, on each of its networks', () => {
  const aliases = (props: Props) => authoredService(edge(props), 'caddy').model.aliases;
  expect(aliases({ reachableInside: true })).toEqual([[{ kind: 'variable', name: 'DOMAIN' }]]);
  expect(aliases({ reachableInside: true, domain: 'shop.example.com' })).toEqual([['shop.example.com']]);
  expect(aliases({ domain: 'localhost' })).toBeUndefined();
});

test.each([
  [
    'localhost',
    'every container takes that name for itself',
    'leave reachableInside out where the domain is localhost',
  ],
  [
    'shop.localhost',
    'every container takes that name for itself',
    'leave reachableInside out where the domain is localhost',
  ],
  ['bücher.example', 'that is no host name', 'write the host name alone, as in shop.example.com'],
  ['*.example.com', 'that is no host name', 'write the host name alone, as in shop.example.com'],
])('inside it cannot be %s', (name, why, fix) => {
  expect(() => edge({ domain: name, tls: 'internal', reachableInside: true })).toThrow(
    expect.objectContaining({
      code: 'caddy-name',
      message: `"caddy" cannot be reached inside as "${name}": ${why}`,
      fix,
    }),
  );
});
