import { mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { blockImages } from './support/block-images.ts';
import { images } from './support/posthog.ts';
import { System } from './support/system.ts';
import { must, run } from './support/tool.ts';

const folder = mkdtempSync(join(tmpdir(), 'stowage-files-'));
const at = (path: string) => join(folder, path);

/** Two stacks of one host, and one edge with certificates of its own, files, PHP and both of them. */
const source = `
import { App, Caddy, ConfigFile, Environment, HostPath, Network, Secret, Service, Stack, Volume } from 'CONSTRUCTS';
const app = new App();
for (const environment of Environment.all({ test: { host: { cpus: 2, memory: '2gb', disk: '1gb' } } })) {
  const [front, shop] = ['front', 'shop'].map((id) => new Stack(app, id, environment, { title: id, version: '1' }));
  const door = new Network(front, 'door', { purpose: 'The edge, and what it leads to.' });
  const shared = new Network(shop, 'door', { purpose: 'The edge of this host.', external: door });
  const web = (stack, network) => {
    const [core] = stack.phases(...(stack === front ? ['core', 'edge'] : ['core']));
    const content = ':8000 {\\n\\trespond "' + stack.node.id + ' {host}{uri} {header.X-Forwarded-For}"\\n}\\n';
    return new Service(core, stack === front ? 'site' : 'web', {
      image: '${images.caddy}', port: 8000, memory: '64mb', stopGrace: '1s', networks: [network],
      health: { shell: 'wget -q --spider http://127.0.0.1:8000/' },
    }).mount(new ConfigFile(core, 'echo', { file: 'echo/Caddyfile', content }), '/etc/caddy/Caddyfile');
  };
  const [own, other] = [web(front, door), web(shop, shared)];
  const [core, edge] = ['core', 'edge'].map((id) => front.node.findChild(id));
  const html = new Volume(core, 'html', { holds: 'The application.', kind: 'cache' });
  const php = new Service(core, 'php', {
    image: '${blockImages.php}', port: 9000, memory: '128mb', stopGrace: '1s', networks: [door],
    health: { exec: ['php', '-r', 'exit(@fsockopen("127.0.0.1", 9000) ? 0 : 1);'] },
  }).mount(html, '/var/www/html');
  const pages = new HostPath(core, 'pages', { path: '${at('pages')}', holds: 'Pages.' });
  const pem = (id, owner) => new HostPath(edge, id, { path: '${at('tls')}/' + id + '.pem', kind: 'file', holds: 'TLS.', ...(owner && { owner }) });
  const secret = (name) => new Secret(name, { description: 'TLS of api.example.org.', issued: true }).file;
  new Caddy(edge, 'caddy', {
    image: '${images.caddy}', stopGrace: '1s', networks: [door], ports: { http: 18580, https: 18543, address: '127.0.0.1' },
    tls: { certificate: pem('chain'), key: pem('key', '0') },
    sites: [
      { domain: 'pages.example.com', routes: { '/*': { files: pages, fallback: '/index.html', precompressed: true } } },
      { domain: 'app.example.com', bodyLimit: '1MB', routes: {
        '/*': { files: html, php, folder: '/public' },
        '/static/*': { files: pages, folder: '/static', stripPrefix: true, hide: ['*.bak'] },
      } },
      { domain: 'own.example.com', routes: { '/*': own } },
      { domain: 'shop.example.com', routes: { '/*': other } },
      { domain: 'api.example.org', tls: { certificate: secret('API_CHAIN'), key: secret('API_KEY') }, routes: { '/*': own } },
    ],
  });
}
export default app;
`;

/** Signs a key for names, by an authority of this test alone. */
function sign(name: string, serial: number, ...names: readonly string[]): void {
  const openssl = (...words: readonly string[]) => must('openssl', words, { cwd: at('tls') });
  const extension = `subjectAltName=${names.map((one) => `DNS:${one}`).join(',')}`;
  const key = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes'];
  const made = ['-keyout', `${name}-key.pem`, '-out', `${name}.pem`, '-subj', '/CN=lane', '-days', '2'];
  const by = name === 'ca' ? [] : ['-CA', 'ca.pem', '-CAkey', 'ca-key.pem', '-set_serial', String(serial)];
  openssl('req', '-x509', ...key, ...made, ...by, ...(name === 'ca' ? [] : ['-addext', extension]));
}

/** As it stands on one line of `.env`, through the replacement of sed. */
const oneLine = (file: string) =>
  `"${readFileSync(at(file), 'utf8').trim().replaceAll('\n', String.raw`\\n`)}"`;

/** What curl gets, which believes that authority alone. */
function asked(url: string, ...words: readonly string[]): string {
  const { code, out, err } = run('curl', [
    ...['--silent', '--show-error', '--max-time', '20', '--noproxy', '*', '--cacert', at('tls/ca.pem')],
    ...['--connect-to', '::127.0.0.1:18543', '--path-as-is', '--write-out', ' %{http_code}', ...words, url],
  ]);
  return code === 0 ? out.replaceAll('\r', '') : `curl ${code}: ${err}`;
}

describe('an edge with files, PHP, certificates of its own and two stacks', () => {
  let front: System;
  let shop: System;

  beforeAll(() => {
    for (const path of ['tls', 'pages/static', 'pages/.git']) mkdirSync(at(path), { recursive: true });
    sign('ca', 1);
    sign('star', 41, '*.example.com');
    sign('api', 42, 'api.example.org');
    renameSync(at('tls/star.pem'), at('tls/chain.pem'));
    renameSync(at('tls/star-key.pem'), at('tls/key.pem'));
    const files = {
      'index.html': 'the page',
      '.git/config': 'a remote',
      'app.js': 'plain',
      'app.js.gz': gzipSync('packed'),
      'static/logo.svg': '<svg/>',
      'static/old.bak': 'old',
    };
    for (const [path, content] of Object.entries(files)) writeFileSync(at(`pages/${path}`), content);
    front = new System('front', {
      values: { API_CHAIN: oneLine('tls/api.pem'), API_KEY: oneLine('tls/api-key.pem') },
    });
    shop = new System('shop');
    for (const system of [front, shop]) system.becomes(source);
    // Before the first one runs there is nothing to be on.
    expect(shop.make('doctor').out).toContain('front-test_door');
    for (const system of [front, shop]) system.asksEach('1s');
    front.mustMake('start');
    shop.mustMake('start');
    const php = `<?php echo json_encode(['file' => __FILE__, 'uri' => $_SERVER['REQUEST_URI'], 'info' => $_SERVER['PATH_INFO'] ?? '', 'https' => $_SERVER['HTTPS'] ?? '',
  'host' => $_SERVER['HTTP_HOST'], 'for' => $_SERVER['HTTP_X_FORWARDED_FOR'] ?? '', 'proxy' => $_SERVER['HTTP_PROXY'] ?? '',
  'body' => strlen(file_get_contents('php://input'))]);`;
    const write = (path: string, content: string) =>
      front.mustExec(
        'php',
        ['sh', '-c', `mkdir -p "$(dirname "$1")" && cat >"$1"`, 'sh', `/var/www/html/${path}`],
        content,
      );
    for (const path of ['public/index.php', 'public/admin/index.php', 'public/upload/cat.jpg', 'outside.php'])
      write(path, php);
    write('public/style.css', 'p { }');
    write('public/.env', 'PASSWORD=1');
  });
  afterAll(() => {
    shop?.dispose();
    front?.dispose();
    rmSync(folder, { recursive: true });
  });

  it('shows the files of a folder of the host, and nothing else of it', () => {
    const page = (path: string, ...words: readonly string[]) =>
      asked(`https://pages.example.com${path}`, ...words);
    expect(page('/')).toBe('the page 200');
    expect(page('/static/logo.svg')).toBe('<svg/> 200');
    expect(page('/app.js')).toBe('plain 200');
    expect(page('/app.js', '--compressed')).toBe('packed 200');
    expect(page('/a/path/of/the/application?x=1')).toBe('the page 200');
    for (const path of ['/.git/config', '/%2egit/config', '/static/../.git/config'])
      expect(page(path)).not.toContain('remote');
    for (const path of ['/../tls/key.pem', '/..%2ftls/key.pem', '/%2e%2e/%2e%2e/etc/passwd'])
      expect(page(path)).not.toMatch(/PRIVATE|root:/);
  });

  it('shows them below a path, without a listing', () => {
    const shown = (path: string) => asked(`https://app.example.com/static${path}`);
    expect(shown('/logo.svg')).toBe('<svg/> 200');
    for (const path of ['/', '/old.bak', '/none', '/../index.html'])
      expect(shown(path)).not.toMatch(/logo|old 200|the page/);
  });

  it('runs what is PHP, where PHP-FPM has it, and shows what is not', () => {
    const ask = (path: string, ...words: readonly string[]) =>
      asked(`https://app.example.com${path}`, ...words);
    const ran = (path: string, ...words: readonly string[]) =>
      JSON.parse(ask(path, ...words).replace(/ 200$/, ''));
    const index = '/var/www/html/public/index.php';
    expect(ran('/some/page?a=b', '--header', 'X-Forwarded-For: 6.6.6.6', '--header', 'Proxy: evil')).toEqual({
      file: index,
      uri: '/some/page?a=b',
      info: '',
      https: 'on',
      host: 'app.example.com',
      for: expect.stringMatching(/^(?!6\.6)[\d.]+$/),
      proxy: '',
      body: 0,
    });
    expect(ran('/admin/')).toMatchObject({ file: '/var/www/html/public/admin/index.php' });
    expect(ran('/index.php/some/info')).toMatchObject({ file: index, info: '/some/info' });
    // A picture that holds a program stays one, and what lies beside the folder is not reached.
    expect(ask('/upload/cat.jpg')).toContain('<?php');
    for (const path of [
      '/upload/cat.jpg/x.php',
      '/upload/cat.jpg%00.php',
      '/../outside.php',
      '/..%2foutside.php',
    ])
      expect(ran(path)).toMatchObject({ file: index });
    expect(ask('/style.css')).toBe('p { } 200');
    expect(ask('/.env')).not.toContain('PASSWORD');
    expect(ask('/index.php')).not.toContain('<?php');
    writeFileSync(at('body'), Buffer.alloc(1_000_000));
    expect(ran('/', '--data-binary', `@${at('body')}`)).toMatchObject({ body: 1_000_000 });
    writeFileSync(at('body'), Buffer.alloc(1_000_001));
    expect(ask('/', '--data-binary', `@${at('body')}`)).toMatch(/413$/);
  });

  it('leads to services of both stacks', () => {
    expect(asked('https://own.example.com/a?b')).toMatch(/^front-test own\.example\.com\/a\?b [\d.]+ 200$/);
    for (let tries = 0; tries < 6; tries += 1)
      expect(asked('https://shop.example.com/a?b')).toMatch(
        /^shop-test shop\.example\.com\/a\?b [\d.]+ 200$/,
      );
    const doctor = shop.make('doctor');
    expect(doctor.out + doctor.err).not.toMatch(/front-test_door.*(missing|no network)/);
    shop.mustMake('stop');
    expect(asked('https://own.example.com/')).toMatch(/ 200$/);
    expect(asked('https://shop.example.com/')).toMatch(/ 502$/);
  });

  it('shows certificates of the host and of a secret, and a renewed one after the line of the runbook', () => {
    const serial = (name: string) =>
      must('sh', [
        '-c',
        'openssl s_client -connect 127.0.0.1:18543 -servername "$1" </dev/null 2>/dev/null | openssl x509 -noout -serial',
        'sh',
        name,
      ]).trim();
    expect(asked('https://api.example.org/')).toMatch(/ 200$/);
    expect([serial('own.example.com'), serial('api.example.org')]).toEqual(['serial=29', 'serial=2A']);
    expect(must('docker', ['inspect', 'front-test-caddy-1'])).not.toContain('PRIVATE');
    sign('star', 43, '*.example.com');
    renameSync(at('tls/star.pem'), at('tls/chain.pem'));
    renameSync(at('tls/star-key.pem'), at('tls/key.pem'));
    const runbook = readFileSync(join(front.folder, '../source/out/front/README.md'), 'utf8');
    expect(runbook).toContain('a renewed one counts after `make restart SERVICE=caddy`');
    front.mustMake('restart', 'SERVICE=caddy');
    expect(asked('https://own.example.com/')).toMatch(/ 200$/);
    expect(serial('own.example.com')).toBe('serial=2B');
  });
});
