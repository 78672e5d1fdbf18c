import { expect, test } from 'vitest';
import '../../../src/testing/vitest.ts';
import { filled } from '../../../src/files/filled.ts';
import { Output } from '../../../src/testing.ts';
import { authored, authoredService } from '../../../test/support/author.ts';
import type { DnsChallenge, Image, Site } from '../../index.ts';
import { Caddy, HostPath, Secret, Service, text, Variable } from '../../index.ts';

const token = new Secret('DNS_TOKEN', { description: 'May change the zone.', issued: true });
const plain = {
  provider: 'cloudflare',
  module: 'github.com/caddy-dns/cloudflare@v0.2.1',
  token: token.file,
} as const;

/** A system whose edge has certificates by DNS. */
const made = (
  over: Partial<DnsChallenge> = {},
  image: Image = 'caddy:2.11.7-alpine',
  sites: (web: Service) => readonly Site[] = (web) => [{ domain: '*.example.com', routes: { '/*': web } }],
) =>
  authored(
    (core) => {
      const web = new Service(core, 'web', { image: 'example:1', port: 8000, health: { exec: ['true'] } });
      new Caddy(core, 'edge', { image, tls: { dns: { ...plain, ...over } }, sites: sites(web) });
    },
    { site: text`https://shop.example.com`, smoke: [{ path: '/' }] },
  );

/** A file of it. */
const written = (model: ReturnType<typeof made>, path: string) =>
  Output.of(model).files.get(path)?.content ?? 'no such file';

/** What its file begins with, up to the access log of the first site. */
function head({ files }: ReturnType<typeof made>): string {
  const one = files.find(({ file }) => file === 'edge/Caddyfile');
  const content = one?.content.kind === 'template' ? filled(one.content, 'Generated.') : 'no template';
  return content.slice(content.indexOf('}\n\n') + 3, content.indexOf('\n\t# The access log'));
}

test('a module that takes one word', () => {
  expect(head(made())).toBe(`*.example.com {
	tls {
		dns cloudflare {file./run/secrets/DNS_TOKEN}
	}
`);
  expect(head(made({ token }))).toContain('\t\tdns cloudflare {env.DNS_TOKEN}\n');
});

test('a module with all that can be said, whole', () => {
  const server = new Variable('DNS_SERVER', { description: 'Who keeps the zone.', default: '192.0.2.1:53' });
  const { token: _, ...rest } = plain;
  const model = authored((core) => {
    const dns: DnsChallenge = {
      ...rest,
      options: { key_name: 'a "b" #c', key: token, server },
      propagationDelay: '30s',
      propagationTimeout: '15m',
      resolvers: ['192.0.2.1', '2001:db8::1', '[2001:db8::1]:5353'],
    };
    const web = new Service(core, 'web', { image: 'example:1', port: 8000 });
    new Caddy(core, 'edge', {
      image: 'caddy:2.11.7',
      domain: 'a.example.com',
      routes: { '/*': web },
      tls: { dns },
    });
  });
  expect(head(model)).toBe(`a.example.com {
	tls {
		dns cloudflare {
			key_name "a \\"b\\" #c"
			key {env.DNS_TOKEN}
			server {env.DNS_SERVER}
		}
		propagation_delay 30s
		propagation_timeout 15m
		resolvers 192.0.2.1 2001:db8::1 "[2001:db8::1]:5353"
	}
`);
  const { env } = authoredService(model, 'edge').model;
  expect(env.map(({ name }) => name)).toEqual(['DNS_TOKEN', 'DNS_SERVER']);
});

test('without it no authority signs for all names below one', () => {
  expect(() =>
    authored((core) => {
      const web = new Service(core, 'web', { image: 'example:1', port: 8000 });
      const domain = '*.example.com';
      new Caddy(core, 'edge', { image: 'caddy:2.11.7', tls: 'public', domain, routes: { '/*': web } });
    }),
  ).toThrow(
    expect.objectContaining({
      code: 'bad-domain',
      fix: 'name each host in a site of its own, or say tls: { dns: … }, or take tls: internal',
    }),
  );
});

test('the staging authority is asked the same way', () => {
  const [file] = made({ staging: true }).files;
  expect(file?.content.kind === 'template' && filled(file.content, '')).toMatch(
    /\tacme_ca https:\/\/acme-staging-v02\..*\n}\n\n.*\n\ttls \{\n\t\tdns cloudflare/,
  );
  expect(made({ staging: true })).toHaveFile('../README.md', /Let's Encrypt staging; browsers/);
});

test('a site with a certificate of its own asks nobody', () => {
  const model = made({}, 'caddy:2.11.7', (web) => {
    const file = (id: string) =>
      new HostPath(web.node.scope as never, id, { path: `/etc/ssl/${id}`, kind: 'file', holds: 'TLS.' });
    const tls = { certificate: file('chain'), key: file('key') };
    return [{ domain: 'b.example.org', tls, routes: { '/*': web } }];
  });
  expect(head(model)).toBe('b.example.org {\n\ttls /certificates/chain /certificates/key\n');
});

test('the image is built with the module, by the builder of the same version', () => {
  const model = made();
  expect(model).toHaveFile(
    'edge/image/Dockerfile',
    `# Caddy with the module that changes records of DNS.
FROM caddy:2.11.7-builder-alpine AS builder
RUN xcaddy build --output /usr/bin/caddy --with github.com/caddy-dns/cloudflare@v0.2.1

FROM caddy:2.11.7-alpine
COPY --from=builder /usr/bin/caddy /usr/bin/caddy
`,
  );
  Output.of(model).hasService('edge', {
    image: expect.stringMatching(/^shop-test\/edge-image:2\.11\.7-alpine-[0-9a-f]{12}$/),
    build: { context: './edge/image' },
  });
  const other = made({ module: 'github.com/caddy-dns/cloudflare@v0.2.2' });
  const imageOf = (one: typeof model) =>
    /image: (shop-test\/edge\S+)/.exec(written(one, 'docker-compose.yml'))?.[1];
  expect(imageOf(other)).not.toBe(imageOf(model));
});

test('a builder is that of the repository of the image, or the one that is named', () => {
  const builder = (image: Image, over: Partial<DnsChallenge> = {}) =>
    /^FROM (\S+) AS/m.exec(written(made(over, image), 'edge/image/Dockerfile'))?.[1];
  const digest = `sha256:${'a'.repeat(64)}` as const;
  expect(builder(`mirror.example.org/library/caddy:2.11.7@${digest}`)).toBe(
    'mirror.example.org/library/caddy:2.11.7-builder-alpine',
  );
  const own: Image = `caddy:2.11.7-builder@${digest}`;
  expect(builder('caddy:2.11.7-alpine', { builder: own })).toBe(own);
  expect(builder(`caddy@${digest}`, { builder: own })).toBe(own);
});

test.each([
  [
    'of another version',
    'caddy:2.11.7-alpine',
    { builder: 'caddy:2.10.0-builder' },
    'caddy-builder',
    '"edge" runs Caddy 2.11.7, and would be built by "caddy:2.10.0-builder"',
    "name the builder of the same version: 'caddy:2.11.7-builder-alpine'",
  ],
  [
    'of a tag that moves',
    'caddy:2-alpine',
    {},
    'caddy-builder',
    '"edge" is to be built with a module, and "caddy:2-alpine" does not say of which version',
    "name the image with its version, as in caddy:2.11.7-alpine, or say builder: 'caddy:2.11.7-builder-alpine'",
  ],
  [
    'too old',
    'caddy:2.7.6',
    {},
    'caddy-dns',
    '"edge" is to answer DNS challenges, and Caddy 2.7.6 cannot read a secret from a file',
    'take Caddy 2.8 or later',
  ],
] as const)('no Caddy to build: %s', (_, image, over, code, message, fix) => {
  expect(() => made(over, image)).toThrow(expect.objectContaining({ code, message, fix }));
});

test.each([
  ['a module without a version', { module: 'github.com/caddy-dns/cloudflare' }],
  ['a module at a branch', { module: 'github.com/caddy-dns/cloudflare@master' }],
  ['another command behind the module', { module: 'github.com/caddy-dns/cloudflare@v0.2.1 && id' }],
  ['a provider that ends its line', { provider: 'cloudflare {' }],
  ['an option that Caddy would replace', { options: { api_token: '{env.OTHER}' } }],
  ['an option of two lines', { options: { api_token: 'a\nb' } }],
  ['a name of an option that opens a block', { options: { 'a {': 'b' } }],
  ['a server by its name', { resolvers: ['one.one.one.one'] }],
] as const)('nonsense: %s', (_, over) => {
  expect(() => made(over)).toThrow(expect.objectContaining({ code: 'bad-prop' }));
});

test('what the operator reads and what a run does', () => {
  const model = made();
  const runbook = written(model, '../README.md');
  expect(runbook).toContain('`Caddy` obtains its certificates by records of DNS that it writes itself');
  expect(runbook).toContain('everybody must see the\nrecord `_acme-challenge` of the domain');
  expect(runbook).not.toMatch(/ports 80 and 443 must be/);
  const workflow = written(model, '../.github/workflows/docker-compose.yml');
  // Neither the provider nor the authority is asked from a runner.
  expect(workflow).toMatch(
    /make build pull.*Let Caddy sign its own certificates.*;\/\^\\ttls \{\$\/,\/\^\\t\}\$\/d'.*Check the Caddyfile/s,
  );
  expect(workflow).not.toMatch(/Check the Caddyfile.*Let Caddy sign/s);
  const answering = authored((core) => {
    const web = new Service(core, 'web', { image: 'example:1', port: 8000 });
    const domain = 'a.example.com';
    new Caddy(core, 'edge', { image: 'caddy:2.11.7', tls: 'public', domain, routes: { '/*': web } });
  });
  expect(answering).toHaveFile('../README.md', /ports 80 and 443 must be reachable/);
  expect(answering).not.toHaveFile('../README.md', /records of DNS/);
});
