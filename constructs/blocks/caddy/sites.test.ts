import { expect, test } from 'vitest';
import { modelOf } from '../../../src/compile.ts';
import { filled } from '../../../src/files/filled.ts';
import '../../../src/testing/vitest.ts';
import { Findings, Output } from '../../../src/testing.ts';
import { appOf, authored, authoredService } from '../../../test/support/author.ts';
import type { Route, Site } from '../../index.ts';
import { App, Caddy, Environment, Service, Stack, text, Variable } from '../../index.ts';

const domain = new Variable('DOMAIN', { description: 'What users type.' });
const image = 'caddy:2.11.7';

/** A system whose edge has these sites. */
const home = (sites: (web: Service, door: Service) => readonly Site[], over: object = {}) =>
  authored((core) => {
    const web = new Service(core, 'web', { image: 'example:1', port: 8000 });
    const door = new Service(core, 'door', { image: 'example:1', port: 9091 });
    new Caddy(core, 'edge', { image, tls: 'public', ...over, sites: sites(web, door) });
  });

function file({ files: [one] }: ReturnType<typeof home>): string {
  return one?.content.kind === 'template' ? filled(one.content, 'Generated.') : 'no template';
}

/** What stands in the file of the routes of one site. */
const handled = (routes: Record<`/${string}`, Route>, over: object = {}) =>
  /\n\n(\thandle.*?)\n\n\thandle_errors/s.exec(file(home(() => [{ domain, routes }], over)))?.[1];

test('each site has its own routes and limits, and what the edge says where it says nothing', () => {
  const content = file(
    home(
      (web) => [
        { domain, routes: { '/*': web } },
        { domain: 'cloud.example.com', routes: { '/*': web.at(81) }, bodyLimit: '10000MB', hsts: 0 },
        { domain: 'www.example.com', redirect: 'https://example.com' },
      ],
      { hsts: 3600 },
    ),
  );
  const sites = content.split('\n\n').filter((part) => /^\S.* \{\n\t#/.test(part));
  expect(sites.map((site) => site.split('\n')[0])).toEqual([
    '{$DOMAIN} {',
    'cloud.example.com {',
    'www.example.com {',
  ]);
  expect(content.match(/max_size .*|max-age=\d+|reverse_proxy \S+/g)).toEqual([
    ...['max-age=3600', 'max_size 25MB', 'reverse_proxy web:8000'],
    ...['max_size 10000MB', 'reverse_proxy web:81'],
    'max-age=3600',
  ]);
  expect(content).toContain(`
www.example.com {
	# The access log goes to the container's output, which Docker rotates.
	log

	header {
		X-Content-Type-Options nosniff
		Strict-Transport-Security "max-age=3600"
		-Server
	}

	redir * https://example.com{uri} 308
}

# Answers`);
});

test('a route with all that it can have, whole', () => {
  const content = file(
    home((web, door) => [
      {
        domain,
        routes: {
          '/old/*': { redirect: '/new/' },
          '/app/*': {
            to: web,
            stripPrefix: true,
            bodyLimit: '512MB',
            headers: { 'X-Frame-Options': 'DENY', 'X-Powered-By': false },
            logins: { admin: 'ADMIN_LOGIN' },
            forwardAuth: { by: door, path: '/api/verify', copies: ['Remote-User'] },
            streams: true,
          },
          '/nas/*': { to: 'https://192.168.1.4:8006', anyCertificate: true },
        },
      },
    ]),
  );
  expect(content).toContain(`	request_header -Proxy

	handle /old/* {
		redir * /new/ 307
	}

	handle /app/* {
		basic_auth {
			admin {$ADMIN_LOGIN}
		}
		forward_auth door:9091 {
			uri /api/verify
			copy_headers Remote-User
		}
		request_body {
			max_size 512MB
		}
		header {
			defer
			X-Frame-Options DENY
			-X-Powered-By
		}
		uri strip_prefix /app
		reverse_proxy web:8000 {
			flush_interval -1
			# Bridges the seconds in which the upstream restarts; for a request with a body, from Caddy 2.11.2 on.
			lb_try_duration 15s
		}
	}

	handle /nas/* {
		request_body {
			max_size 25MB
		}
		reverse_proxy https://192.168.1.4:8006 {
			transport http {
				tls_insecure_skip_verify
			}
			# Bridges the seconds in which the upstream restarts; for a request with a body, from Caddy 2.11.2 on.
			lb_try_duration 15s
		}
	}

	handle_errors {`);
});

test('a page for the time in which nobody answers, and lines of the author', () => {
  const content = file(
    home(
      (web) => [
        { domain, routes: { '/*': web }, snippet: text`header X-To ${web.host}` },
        { domain: 'b.example.com', routes: { '/*': web }, maintenance: '<h1>b</h1>' },
      ],
      { maintenance: '<h1>"Soon"</h1>' },
    ),
  );
  expect(content).toContain('\t\tmax_size 25MB\n\t}\n\n\theader X-To web\n\n\thandle {');
  expect(content).toContain(`		respond @large "413 Request Entity Too Large" 413
		@away \`{err.status_code} in [502, 503, 504]\`
		handle @away {
			header Content-Type "text/html; charset=utf-8"
			header Retry-After 30
			respond "<h1>\\"Soon\\"</h1>" 503
		}
		respond "{err`);
  expect(content).toContain('\t\t\trespond <h1>b</h1> 503\n'.replace('<h1>b</h1>', '"<h1>b</h1>"'));
});

test('with such a page an upgrade leaves the edge running, and the runbook says so', () => {
  const routes = (web: Service) => [{ domain, routes: { '/*': web } }];
  const model = home(routes, { maintenance: '<h1>Soon</h1>' });
  expect(model).toHaveFile(
    'scripts/upgrade',
    expect.stringContaining(`  case $service in edge) ;; *) stopping+=("$service") ;; esac
done
if [ "\${#stopping[@]}" -gt 0 ]; then
  step="stopping \${stopping[*]}"`),
  );
  expect(model).toHaveFile('../README.md', /stops the application \(but `edge`, which tells visitors so/);
  expect(home(routes)).not.toHaveFile('scripts/upgrade', /stopping\[@\]/);
});

test('the runbook says who answers where, and to whom, unless one service answers all', () => {
  const model = home((web) => [
    { domain, routes: { '/*': web, '/app/*': { to: web, logins: { admin: 'ADMIN_LOGIN' } } } },
    { domain: 'ha.example.com', routes: { '/*': { to: 'http://192.168.1.20:8123' } } },
    { domain: 'www.example.com', redirect: text`https://${domain}` },
  ]);
  expect(model).toHaveFile(
    '../README.md',
    expect.stringContaining(`| Address | Path | Who answers | Who comes in |
|---|---|---|---|
| \`\${DOMAIN}\` | \`/*\` | \`web:8000\` | everybody, as far as the edge is concerned |
| \`\${DOMAIN}\` | \`/app/*\` | \`web:8000\` | who has a password of the edge |
| \`ha.example.com\` | \`/*\` | \`http://192.168.1.20:8123\`, which is not part of this stack | everybody, as far as the edge is concerned |
| \`www.example.com\` | \`/*\` | nobody: visitors are sent to \`https://\${DOMAIN}\` | everybody, as far as the edge is concerned |
`),
  );
  expect(home((web) => [{ domain, routes: { '/*': web } }])).not.toHaveFile(
    '../README.md',
    /Who answers where/,
  );
});

test('before 2.8 the directive of passwords was one word', () => {
  const routes = { '/*': { to: 'http://192.168.1.4', logins: { admin: 'ADMIN_LOGIN' } } } as const;
  expect(handled(routes, { image: 'caddy:2.6.4-alpine' })).toContain('\t\tbasicauth {\n');
  expect(handled(routes)).toContain('\t\tbasic_auth {\n');
});

test('it waits for whoever answers or is asked, and gets the variables that its file reads', () => {
  const model = home((web, door) => [
    { domain, routes: { '/*': { to: web, forwardAuth: { by: door, path: '/verify' } } } },
    { domain: 'b.example.com', routes: { '/*': { to: web, logins: { a: 'A_LOGIN', b: 'B_LOGIN' } } } },
  ]);
  expect(authoredService(model, 'edge').waits).toEqual(['web started', 'door started']);
  Output.of(model).hasService('edge', {
    environment: { DOMAIN: expect.anything(), A_LOGIN: expect.anything(), B_LOGIN: expect.anything() },
  });
  expect(model).toHaveFile(
    '.env.example',
    /hash-password\n# Required, for example \$2a\$14\$\S{53}\.\nA_LOGIN=\n/,
  );
});

test('what its sites lead to is data for whoever asks', () => {
  const model = home((web) => [
    { domain, routes: { '/*': { to: web, logins: { admin: 'ADMIN_LOGIN' } } } },
    { domain: 'ha.example.com', routes: { '/*': { to: 'http://192.168.1.20:8123' } } },
    { domain: 'www.example.com', redirect: text`https://${domain}` },
  ]);
  expect(authoredService(model, 'edge').model.serves?.sites).toEqual([
    {
      name: [{ kind: 'variable', name: 'DOMAIN' }],
      routes: [{ match: '/*', upstream: { kind: 'address', service: 'web', port: 8000 }, guard: 'password' }],
    },
    { name: ['ha.example.com'], routes: [{ match: '/*', elsewhere: 'http://192.168.1.20:8123' }] },
    {
      name: ['www.example.com'],
      routes: [{ match: '/*', redirect: ['https://', { kind: 'variable', name: 'DOMAIN' }] }],
    },
  ]);
});

test('two of them in one stack have files and ports of their own', () => {
  const model = authored((core) => {
    const web = new Service(core, 'web', { image: 'example:1', port: 8000 });
    const routes = { '/*': web };
    new Caddy(core, 'caddy', { image, domain, tls: 'public', routes });
    const ports = { http: 8080, https: 8443, address: '192.168.1.5' };
    new Caddy(core, 'inside', { image, domain: 'shop.lan', tls: 'internal', routes, ports });
  });
  expect(model.files.map(({ file: path }) => path)).toEqual(['caddy/Caddyfile', 'inside/Caddyfile']);
  expect(authoredService(model, 'inside').model.ports).toEqual([
    { address: '192.168.1.5', published: 8080, target: 80, protocol: 'tcp' },
    { address: '192.168.1.5', published: 8443, target: 443, protocol: 'tcp' },
    { address: '192.168.1.5', published: 8443, target: 443, protocol: 'udp' },
  ]);
});

test('a service of another stack is reached by the name of its container', () => {
  const app = new App();
  const [environment] = Environment.all({ test: { host: { cpus: 2, memory: '8gb', disk: '10gb' } } });
  if (environment === undefined) throw new Error('no environment');
  const [shop, front] = ['shop', 'front'].map((name) =>
    new Stack(app, name, environment, { title: name, version: '1' }).phases('core'),
  );
  if (shop === undefined || front === undefined) throw new Error('no stack');
  const web = new Service(shop[0], 'web', { image: 'example:1', port: 8000 });
  new Caddy(front[0], 'caddy', { image, domain, tls: 'public', routes: { '/*': web } });
  const model = modelOf(app).flatMap(({ stacks }) => stacks);
  const [one] = model.flatMap(({ files }) => files);
  expect(one?.content.kind === 'template' && filled(one.content, '')).toContain(
    '\t\treverse_proxy http://shop-test-web-1:8000 {\n',
  );
});

test('what is on the network at home is no finding', () => {
  const app = appOf((core) => {
    const routes = {
      '/*': { to: 'http://nas.lan:5000' },
      '/ha/*': { to: 'http://192.168.1.20:8123' },
    } as const;
    new Caddy(core, 'caddy', { image, tls: 'public', sites: [{ domain, routes }] });
  });
  Findings.of(app).areNone('error');
});
