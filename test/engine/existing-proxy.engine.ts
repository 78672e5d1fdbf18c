import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { blockImages } from './support/block-images.ts';
import { images } from './support/posthog.ts';
import { System } from './support/system.ts';
import { must, run } from './support/tool.ts';

/** Two services that say who they are, and what they were asked; which way leads to them, each test says. */
const sourceOf = (proxy: string) => `
import { App, ConfigFile, Environment, ExistingProxy, ExistingTraefik, Service, Stack, text, Variable } from 'CONSTRUCTS';
const app = new App();
const domain = new Variable('DOMAIN', { description: 'What users type.', default: 'shop.example.com' });
for (const environment of Environment.all({ test: { host: { cpus: 2, memory: '2gb', disk: '1gb' } } })) {
  const stack = new Stack(app, 'before', environment, {
    title: 'Shop', version: '1', site: text\`https://\${domain}\`, smoke: [{ path: '/' }, { path: '/api/health' }],
  });
  const [core] = stack.phases('core');
  const config = new ConfigFile(core, 'echo', { file: 'echo/Caddyfile', content: [
    ':8000 {', '  @no header X-Refuse *', '  error @no 401', '  header X-Powered-By us', '  header Remote-User somebody',
    '  respond \`{env.WHO} {host}{uri} proto={header.X-Forwarded-Proto} user={header.Remote-User}\`', '}', ''].join('\\n') });
  const service = (id: string) => new Service(core, id, {
    image: '${images.caddy}', port: 8000, memory: '64mb', env: { WHO: id }, stopGrace: '1s',
    health: { shell: 'wget -q --spider http://127.0.0.1:8000/' },
  }).mount(config, '/etc/caddy/Caddyfile');
  const [web, api] = [service('web'), service('api')];
  ${proxy}
}
export default app;
`;
const routes = `domain, routes: { '/*': web, '/api/*': api }`;

/** Of the password `let me in`. */
const hash = '$2b$04$rUpbsKTxfMr3Sv82uzk3x.3cUJqotqLIBnX4icWEmeLVOUsYKOgTu';
const system = new System('before', { values: { ADMIN_LOGIN: `'${hash}'` } });
const network = 'stowage-test-proxies';
const proxy = 'stowage-test-proxy';
const folder = mkdtempSync(join(tmpdir(), 'stowage-proxy-'));

const removeProxy = () => run('docker', ['rm', '--force', '--volumes', proxy]);
beforeAll(() => {
  removeProxy();
  run('docker', ['network', 'rm', network]);
});
afterEach(removeProxy);
afterAll(() => {
  system.dispose();
  run('docker', ['network', 'rm', network]);
  rmSync(folder, { recursive: true });
});

/** Starts the proxy that no system of ours knows, in a container of its own. */
const startProxy = (...words: readonly string[]) =>
  must('docker', ['run', '--detach', '--name', proxy, ...words]);

/** A Caddy that leads what begins with `/api/` to one address, everything else to another. */
function startCaddy(options: readonly string[], port: number, web: string, api: string): void {
  const file = join(folder, 'Caddyfile');
  writeFileSync(
    file,
    `{
  admin off
  auto_https disable_redirects
  skip_install_trust
  default_bind ${options.includes('host') ? '127.0.0.1' : '0.0.0.0'}
}
https://shop.example.com:${port} {
  tls internal
  handle /api/* {
    reverse_proxy ${api}
  }
  handle {
    reverse_proxy ${web}
  }
}
`,
  );
  startProxy(...options, '--volume', `${file}:/etc/caddy/Caddyfile:ro`, images.caddy);
}

/** Asks the proxy at a port of loopback, until it leads somewhere. */
async function ask(port: number, url: string, ...words: readonly string[]): Promise<string> {
  const asked = () =>
    run('curl', [
      ...['--silent', '--show-error', '--insecure', '--max-time', '5', '--noproxy', '*'],
      ...['--connect-to', `::127.0.0.1:${port}`, '--write-out', ' %{http_code}', ...words, url],
    ]);
  for (let tries = 0; tries < 60; tries += 1) {
    const { code, out } = asked();
    if (code === 0 && !/ 50\d$/.test(out)) return out.replaceAll('\r', '');
    await setTimeout(250);
  }
  const { out, err } = asked();
  throw new Error(`nobody answers: ${out}${err}\n${run('docker', ['logs', proxy]).err.slice(-4000)}`);
}

it('a proxy of the host finds each service on loopback', async () => {
  system.becomes(
    sourceOf(
      `new ExistingProxy(core, 'proxy', { product: 'Caddy', ${routes}, port: { web: 18480, api: 18481 } });`,
    ),
  );
  system.mustMake('start');
  // As it is asked by what ends TLS, which does not run yet.
  expect(system.mustMake('smoke-test')).toContain('answers as it must');
  startCaddy(['--network', 'host'], 18443, '127.0.0.1:18480', '127.0.0.1:18481');
  expect(await ask(18443, 'https://shop.example.com/one')).toBe(
    'web shop.example.com/one proto=https user= 200',
  );
  expect(await ask(18443, 'https://shop.example.com/api/two')).toMatch(
    /^api shop\.example\.com\/api\/two proto=https /,
  );
  expect(must('docker', ['port', 'before-test-web-1']).trim()).toBe('8000/tcp -> 127.0.0.1:18480');
});

it('a proxy in a container finds them on a network, where doctor looks for it', async () => {
  system.becomes(
    sourceOf(
      `new ExistingProxy(core, 'proxy', { product: 'Caddy', ${routes}, network: { name: '${network}', create: true } });`,
    ),
  );
  system.mustMake('start');
  const missing = `no container of another project is on the network ${network}`;
  expect(system.make('doctor').out).toContain(missing);
  startCaddy(
    ['--network', network, '--publish', '127.0.0.1:18443:18443'],
    18443,
    'before-test-web:8000',
    'before-test-api:8000',
  );
  expect(await ask(18443, 'https://shop.example.com/one')).toBe(
    'web shop.example.com/one proto=https user= 200',
  );
  expect(await ask(18443, 'https://shop.example.com/api/two')).toMatch(/^api /);
  const doctor = system.make('doctor');
  expect(doctor.out + doctor.err).not.toContain(missing);
  expect(must('docker', ['port', 'before-test-web-1'])).toBe('');
});

it('Traefik reads from the labels whom to lead where, and does on the way what is said', async () => {
  system.becomes(
    sourceOf(`new ExistingTraefik(core, 'proxy', {
      network: { name: '${network}', create: true },
      hsts: 3600,
      hidden: ['/metrics', '/private*'],
      sites: [
        { domain: 'www.example.com', redirect: text\`https://\${domain}\` },
        { domain, routes: {
          '/*': web,
          '/api/*': { to: api, stripPrefix: true, headers: { 'X-Powered-By': false, 'X-Frame-Options': 'DENY' } },
          '/api/exactly': web,
          '/old/*': { redirect: '/new/' },
          '/admin/*': { to: web, logins: { admin: 'ADMIN_LOGIN' } },
          '/guarded/*': { to: web, forwardAuth: { by: api, path: '/verify', copies: ['Remote-User'] } },
          '/bits/*/of': { to: api, streams: true },
        } },
      ],
    });`),
  );
  system.mustMake('start');
  const socket = process.env.DOCKER_HOST?.replace('unix://', '') ?? '/var/run/docker.sock';
  startProxy(
    ...[
      '--network',
      network,
      '--publish',
      '127.0.0.1:18443:443',
      '--volume',
      `${socket}:/var/run/docker.sock`,
    ],
    ...[
      blockImages.traefik,
      '--entrypoints.websecure.address=:443',
      '--providers.docker.exposedbydefault=false',
    ],
    '--log.level=INFO',
  );
  const site = 'https://shop.example.com';
  const seen = async (path: string, ...words: readonly string[]) => ask(18443, `${site}${path}`, ...words);
  const head = ['--head'];
  // Until it has read the labels, all of it is a 404.
  for (let tries = 0; tries < 60 && !(await seen('/')).endsWith(' 200'); tries += 1) await setTimeout(250);
  expect(await seen('/one?a=$b')).toBe('web shop.example.com/one?a=$b proto=https user= 200');
  expect(await seen('/api/two')).toBe('api shop.example.com/two proto=https user= 200');
  expect(await seen('/api/exactly')).toMatch(/^web /);
  expect(await seen('/bits/3/of')).toMatch(/^api /);
  expect(await seen('/bits/3/4/of')).toMatch(/^web /);
  expect(await seen('/api/two', ...head)).toMatch(/x-frame-options: DENY/i);
  expect(await seen('/api/two', ...head)).not.toMatch(/x-powered-by/i);
  expect(await seen('/', ...head)).toMatch(/strict-transport-security: max-age=3600/i);
  for (const hidden of ['/metrics', '/METRICS/all', '/%6detrics', '/private-things', '/x/../metrics'])
    expect(await seen(hidden, '--path-as-is')).toMatch(/404$/);
  expect(await seen('/metricsx')).toMatch(/^web /);
  expect(await seen('/old/page', ...head)).toMatch(/location: https:\/\/shop\.example\.com\/new\/\n/i);
  expect(await ask(18443, 'https://www.example.com/a?b=c', ...head)).toMatch(
    /^HTTP\/2 30[18] (.|\n)*location: https:\/\/shop\.example\.com\/a\?b=c\n/i,
  );
  expect(await seen('/admin/')).toMatch(/401$/);
  expect(await seen('/admin/', '--user', 'admin:wrong')).toMatch(/401$/);
  expect(await seen('/admin/', '--user', 'admin:let me in')).toMatch(/^web .* 200$/);
  expect(await seen('/guarded/')).toBe('web shop.example.com/guarded/ proto=https user=somebody 200');
  expect(await seen('/guarded/', '--header', 'X-Refuse: me')).toMatch(/401$/);
  expect(must('docker', ['logs', proxy])).not.toMatch(/ ERR | WRN /);
});
