import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { blockImages } from './support/block-images.ts';
import { images } from './support/posthog.ts';
import { System } from './support/system.ts';
import { must, run } from './support/tool.ts';
import { steps } from './support/workflow.ts';

/** A program that switches protocols and sends back what it hears. */
const echo = `$SIG{PIPE} = 'IGNORE'; my $s = IO::Socket::INET->new(LocalPort => 8001, Listen => 9, ReuseAddr => 1) or die;
while (my $c = $s->accept) { while (<$c>) { last if /^\\r?$/ }
print $c "HTTP/1.1 101 Switching Protocols\\r\\nConnection: Upgrade\\r\\nUpgrade: websocket\\r\\n\\r\\n"; $c->flush;
while (sysread $c, my $b, 99) { syswrite $c, "you said $b" } }`;

/** Two services that say who they are, and what they were asked, and one that is told so over a WebSocket; the edge each test says. */
const sourceOf = (edge: string) => `
import { App, ConfigFile, Environment, HostPath, Service, Stack, text, Traefik, Variable } from 'CONSTRUCTS';
const app = new App();
const domain = new Variable('DOMAIN', { description: 'What users type.', default: 'shop.example.com' });
for (const environment of Environment.all({ test: { host: { cpus: 2, memory: '2gb', disk: '1gb' } } })) {
  const stack = new Stack(app, 'front', environment, {
    title: 'Shop', version: '1', site: text\`SCHEME://\${domain}\`, smoke: [{ path: '/' }, { path: '/api/health' }],
  });
  const [core] = stack.phases('core');
  const config = new ConfigFile(core, 'echo', { file: 'echo/Caddyfile', content: [
    ':8000 {', '  @no header X-Refuse *', '  error @no 401', '  header X-Powered-By us', '  header Remote-User somebody',
    '  respond \`{env.WHO} {host}{uri} proto={header.X-Forwarded-Proto} for={header.X-Forwarded-For} user={header.Remote-User}'
      + ' claims={header.X_Forwarded-Host}{header.Remote_User}{header.CF-Connecting-IP}{header.Forwarded}\`', '}', ''].join('\\n') });
  const small = { memory: '64mb', stopGrace: '1s', image: '${images.caddy}' } as const;
  const service = (id: string) => new Service(core, id, {
    ...small, port: 8000, env: { WHO: id }, health: { shell: 'wget -q --spider http://127.0.0.1:8000/' },
  }).mount(config, '/etc/caddy/Caddyfile');
  const [web, api] = [service('web'), service('api')];
  const socket = new Service(core, 'socket', {
    ...small, port: 8001, command: ['perl', '-MIO::Socket::INET', '-e', ${JSON.stringify(echo)}],
    health: { exec: ['perl', '-MIO::Socket::INET', '-e', 'exit !IO::Socket::INET->new("127.0.0.1:8001")'] },
  });
  const image = '${blockImages.traefik}';
  ${edge}
}
export default app;
`;

/** Of the password \`let me in\`. */
const hash = '$2b$04$rUpbsKTxfMr3Sv82uzk3x.3cUJqotqLIBnX4icWEmeLVOUsYKOgTu';
const system = new System('front', { values: { ADMIN_LOGIN: `'${hash}'` } });
const folder = mkdtempSync(join(tmpdir(), 'stowage-traefik-'));
const edge = 'front-test-edge-1';
const becomes = (made: string, scheme = 'http') =>
  system.becomes(sourceOf(made).replaceAll('SCHEME', scheme));
const started = () => must('docker', ['inspect', '--format', '{{.State.StartedAt}}', edge]);
const health = () => must('docker', ['inspect', '--format', '{{.State.Health.Status}}', edge]).trim();
const logs = () => {
  const { out, err } = run('docker', ['logs', edge]);
  return out + err;
};

/** What it answers at a port of loopback, until it has read its routes. */
function ask(port: number, url: string, ...words: readonly string[]): string {
  const { code, out, err } = run('curl', [
    ...['--silent', '--show-error', '--max-time', '10', '--noproxy', '*', '--path-as-is'],
    ...['--connect-to', `::127.0.0.1:${port}`, '--write-out', ' %{http_code}', ...words, url],
  ]);
  return code === 0 ? out.replaceAll('\r', '') : `curl ended with ${code}: ${err}`;
}

afterAll(() => {
  system.dispose();
  rmSync(folder, { recursive: true });
});

describe('without TLS, on loopback', () => {
  const routes = (more: string) => `new Traefik(core, 'edge', {
    image, tls: 'none', ports: { http: 18480 }, hsts: 3600, hidden: ['/metrics', '/private*'],
    sites: [
      { domain: 'www.example.com', redirect: text\`http://\${domain}\` },
      { domain, routes: {
        '/*': web,
        '/api/*': { to: api, stripPrefix: true, headers: { 'X-Powered-By': false, 'x-content-type-options': 'off', 'X-Braces': '{{ env "DOMAIN" }} "\\\\' } },
        '/api/exactly': web,
        '/old/*': { redirect: '/new/' },
        '/admin/*': { to: web, logins: { admin: 'ADMIN_LOGIN' } },
        '/guarded/*': { to: web, forwardAuth: { by: api, path: '/verify', copies: ['Remote-User'] } },
        '/bits/*/of': { to: api, streams: true },
        '/socket': socket,
        ${more}
      } },
    ],
  });`;
  const site = 'http://shop.example.com';
  const seen = (path: string, ...words: readonly string[]) => ask(18480, `${site}${path}`, ...words);
  beforeAll(() => {
    becomes(routes(''));
    system.mustMake('start');
  });

  it('is healthy, and answers as it must', () => {
    expect(health()).toBe('healthy');
    expect(system.mustMake('smoke-test')).toContain('answers as it must');
    expect(must('docker', ['port', edge]).trim()).toBe('80/tcp -> 127.0.0.1:18480');
    expect(must('docker', ['inspect', '--format', '{{json .Mounts}}', edge])).not.toContain('docker.sock');
  });

  it('leads each path of each site where it is said', () => {
    expect(seen('/one?a=$b')).toMatch(/^web shop\.example\.com\/one\?a=\$b proto=http .* 200$/);
    expect(seen('/api/two')).toMatch(/^api shop\.example\.com\/two /);
    expect(seen('/api/exactly')).toMatch(/^web /);
    expect(seen('/bits/3/of')).toMatch(/^api /);
    expect(seen('/bits/3/4/of')).toMatch(/^web /);
    expect(ask(18480, 'http://other.example.com/')).toMatch(/404$/);
    for (const hidden of ['/metrics', '/METRICS/all', '/%6detrics', '/private-things', '/x/../metrics'])
      expect(seen(hidden)).toMatch(/404$/);
    expect(seen('/metricsx')).toMatch(/^web /);
  });

  it('sends on, and sets headers', () => {
    const head = ['--head'];
    expect(seen('/old/page', ...head)).toMatch(
      / 30[27] (.|\n)*location: http:\/\/shop\.example\.com\/new\/\n/i,
    );
    expect(ask(18480, 'http://www.example.com/a?b=c', ...head)).toMatch(
      / 30[18] (.|\n)*location: http:\/\/shop\.example\.com\/a\?b=c\n/i,
    );
    expect(seen('/', ...head)).toMatch(/strict-transport-security: max-age=3600\n/i);
    expect(seen('/', ...head)).toMatch(/x-content-type-options: nosniff\n/i);
    expect(seen('/', ...head)).not.toMatch(/\nserver:/i);
    expect(seen('/api/two', ...head)).toMatch(/x-content-type-options: off\n/i);
    expect(seen('/api/two', ...head)).toMatch(/x-braces: \{\{ env "DOMAIN" \}\} "\\\n/i);
    expect(seen('/api/two', ...head)).not.toMatch(/x-powered-by/i);
  });

  it('lets in who knows the password, or whom another service lets in', () => {
    expect(seen('/admin/')).toMatch(/401$/);
    expect(seen('/admin/', '--user', 'admin:wrong')).toMatch(/401$/);
    expect(seen('/admin/', '--user', 'admin:let me in')).toMatch(/^web .* 200$/);
    expect(seen('/guarded/', '--header', 'Remote-User: root')).toMatch(/ user=somebody .* 200$/);
    expect(seen('/guarded/', '--header', 'X-Refuse: me')).toMatch(/401$/);
  });

  it('takes out what a visitor says of himself, however it is spelled', () => {
    const claims = [
      'X-Forwarded-For',
      'X_Forwarded-Host',
      'Remote-User',
      'Remote_User',
      'CF-Connecting-IP',
      'Forwarded',
    ];
    const said = seen('/', ...claims.flatMap((name) => ['--header', `${name}: 6.6.6.6`]));
    expect(said).toMatch(/for=[\d.:a-f]+ user= claims= 200$/);
    expect(said).not.toContain('6.6.6.6');
  });

  it('hands a WebSocket on, both ways', async () => {
    const heard = await new Promise<string>((resolve, reject) => {
      let all = '';
      const client = connect(18480, '127.0.0.1', () =>
        client.write(
          'GET /socket HTTP/1.1\r\nHost: shop.example.com\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n',
        ),
      );
      client.setTimeout(10_000, () => client.destroy(new Error(`nothing more after: ${all}`)));
      client.on('error', reject);
      client.on('data', (chunk) => {
        if (all === '') client.write('hello');
        all += chunk;
        if (!all.includes('you said hello')) return;
        client.destroy();
        resolve(all);
      });
    });
    expect(heard).toMatch(/^HTTP\/1\.1 101 /);
  });

  it('is made anew when its routes change, and not otherwise', async () => {
    const before = started();
    system.mustMake('start');
    expect(started()).toBe(before);
    becomes(routes(`'/shop/*': api, '/nowhere/*': { to: 'https://192.0.2.1:8006', anyCertificate: true },`));
    system.mustMake('start');
    expect(started()).not.toBe(before);
    expect([health(), seen('/shop/')]).toEqual(['healthy', expect.stringMatching(/^api /)]);
    expect(logs()).not.toMatch(/ (ERR|WRN) /);
  });

  it('is not healthy when it stands still', async () => {
    must('docker', ['kill', '--signal', 'STOP', edge]);
    const { code } = run('docker', ['exec', edge, 'traefik', 'healthcheck', '--ping']);
    must('docker', ['kill', '--signal', 'CONT', edge]);
    expect(code).not.toBe(0);
  });
});

const own = (more: string) => `
  const file = (id: string) => new HostPath(core, id, { path: '${folder}/' + id, kind: 'file', holds: 'Its TLS.', owner: '0' });
  new Traefik(core, 'edge', { image, ports: { http: 18480, https: 18443, address: '127.0.0.1' }, ${more} });`;

it('shows certificates of the operator, for all sites or for one, and believes its proxy', async () => {
  for (const [id, name] of [
    ['all', '*.example.com'],
    ['one', 'one.example.org'],
  ] as const)
    must('openssl', [
      ...[
        'req',
        '-x509',
        '-newkey',
        'rsa:2048',
        '-nodes',
        '-days',
        '2',
        '-subj',
        '/CN=x',
        '-addext',
        `subjectAltName=DNS:${name}`,
      ],
      ...['-keyout', join(folder, `${id}-key`), '-out', join(folder, id)],
    ]);
  becomes(
    own(`tls: { certificate: file('all'), key: file('all-key') }, trustedProxies: ['private_ranges'], sites: [
      { domain: '*.example.com', routes: { '/*': web } },
      { domain: 'one.example.org', tls: { certificate: file('one'), key: file('one-key') }, routes: { '/*': api } },
    ]`),
    'https',
  );
  system.mustMake('start');
  const trusting = (id: string) => ['--cacert', join(folder, id)];
  expect(ask(18443, 'https://shop.example.com/', ...trusting('all'))).toMatch(/^web .* proto=https /);
  expect(ask(18443, 'https://one.example.org/', ...trusting('one'))).toMatch(/^api .* proto=https /);
  expect(ask(18443, 'https://one.example.org/', ...trusting('all'))).toMatch(/^curl ended with 60/);
  expect(ask(18480, 'http://one.example.org/x', '--head')).toMatch(
    /location: https:\/\/one\.example\.org\/x\n/i,
  );
  // Docker hands requests of the host on from an address of its network.
  const claim = ['--header', 'X-Forwarded-For: 6.6.6.6'];
  expect(ask(18443, 'https://shop.example.com/', ...trusting('all'), ...claim)).toMatch(
    / for=6\.6\.6\.6, [\d.]+ /,
  );
  expect(logs()).not.toMatch(/ (ERR|WRN) /);
});

it('asks an authority for the others, and in a run of the workflow nobody', async () => {
  const asking = (tls: string) =>
    own(
      `tls: '${tls}', email: new Variable('ACME_EMAIL', { description: 'Who is told.', default: '' }), domain, routes: { '/*': web }`,
    );
  becomes(asking('staging'), 'https');
  system.mustMake('start');
  expect(health()).toBe('healthy');
  // Whoever waits for a certificate is shown one that Traefik has signed itself.
  expect(ask(18443, 'https://shop.example.com/', '--insecure')).toMatch(/^web /);
  expect(system.mustExec('edge', ['stat', '-c', '%a %U', '/data/acme-staging.json'])).toBe('600 root');
  for (let tries = 0; tries < 40 && !logs().includes('acme'); tries += 1) await setTimeout(250);
  expect(logs()).toMatch(/acme-staging-v02\.api\.letsencrypt\.org/);
  becomes(asking('public'), 'https');
  // The files of a run are there, and what it does with them.
  const all = steps(
    readFileSync(join(system.folder, '../source/out/front/.github/workflows/docker-compose.yml'), 'utf8'),
  );
  const step = (name: string) => {
    const script = all.find((one) => one.name === name)?.run ?? `echo 'no step is called ${name}'; exit 1`;
    const env = { ...system.env, RUNNER_TEMP: folder, SMOKE_SECONDS: '30' };
    return must('bash', ['-euo', 'pipefail', '-c', script], { cwd: system.folder, env });
  };
  step('Fit the limits to this runner');
  step('Let Traefik sign its own certificates');
  system.mustMake('start');
  expect(step('Ask it through the edge')).toContain('answers as it must');
  expect(logs()).not.toMatch(/letsencrypt| (ERR|WRN) /);
});
