import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { blockImages } from './support/block-images.ts';
import { images } from './support/posthog.ts';
import type { SystemOptions } from './support/system.ts';
import { System } from './support/system.ts';
import { must, run } from './support/tool.ts';

/** A system of `test/systems/` as its author wrote it, but for what the machine lacks. */
function sourceOf(name: string, changes: Readonly<Record<string, string>> = {}): string {
  const source = readFileSync(`test/systems/${name}.ts`, 'utf8').replace(
    '../../constructs/index.ts',
    'CONSTRUCTS',
  );
  return Object.entries(changes).reduce((text, [from, to]) => {
    expect(text).toContain(from);
    return text.replaceAll(from, to);
  }, source);
}

/** Brings one up, and tells what it holds before and after its end, and after another version. */
function lifeOf(
  name: string,
  options: SystemOptions,
  changes: Readonly<Record<string, string>>,
  upgraded: readonly [string, string],
  write: (system: System) => void,
  held: (system: System) => string,
): void {
  const system = new System(name, options);
  afterAll(() => {
    system.dispose();
    run('docker', ['image', 'rm', upgraded[1]]);
  });
  let known = '';

  beforeAll(() => {
    system.becomes(sourceOf(name, changes));
    system.asksEach('1s');
    system.mustMake('start', 'smoke-test');
  }, 120_000);

  it('is up in its order, and again at once', () => {
    write(system);
    known = held(system);
    expect(known).not.toBe('');
    system.mustMake('start');
    expect(held(system)).toBe(known);
  });

  it('comes back from a backup when all of it is gone', () => {
    system.mustMake('backup', 'verify-backup');
    const [backup = ''] = readdirSync(join(system.folder, 'backups')).filter((entry) => /^\d/.test(entry));
    system.mustMake('destroy');
    expect([system.has('container'), system.has('volume')]).toEqual([[], []]);
    system.mustMake('restore', `BACKUP=${backup}`);
    expect(held(system)).toBe(known);
  });

  it('moves to another version, with all that it holds', () => {
    must('docker', ['tag', ...upgraded]);
    system.becomes(sourceOf(name, { ...changes, [upgraded[0]]: upgraded[1] }));
    expect(system.mustMake('upgrade')).toContain(`${upgraded[0]} -> ${upgraded[1]}`);
    expect(held(system)).toBe(known);
  });
}

describe('WordPress with MariaDB', () => {
  const at = (path: string, ...words: readonly string[]) =>
    must('curl', ['-fsS', '--max-time', '60', '-o', '-', ...words, `http://localhost:8280${path}`]);
  const count = 'SELECT COUNT(*), MAX(post_title) FROM wp_posts';
  lifeOf(
    'blog',
    { environment: 'local' },
    {},
    [blockImages.wordpress, 'wordpress:6.1.10-php8.2-apache'],
    (system) => {
      const form = { weblog_title: 'Harbour', user_name: 'me', admin_email: 'me@example.com', pw_weak: '1' };
      const fields = { ...form, admin_password: 'a long password', admin_password2: 'a long password' };
      const data = Object.entries(fields).flatMap(([field, value]) => [
        '--data-urlencode',
        `${field}=${value}`,
      ]);
      expect(at('/wp-admin/install.php?step=2', ...data)).toContain('Success!');
      system.mustExec('wordpress', [
        'sh',
        '-c',
        'mkdir -p wp-content/uploads && echo ship >wp-content/uploads/ship.txt',
      ]);
    },
    (system) =>
      [
        system.mustExec('mariadb', ['mariadb', '-N', '--user=root', 'wordpress', '-e', count]),
        at('/wp-content/uploads/ship.txt').trim(),
        /<title>.*<\/title>/.exec(at('/'))?.[0],
      ].join('\n'),
  );
});

describe('Miniflux behind a Traefik that is there already', () => {
  const proxy = 'stowage-test-systems-proxy';
  const port = 18445;
  const tls = mkdtempSync(join(tmpdir(), 'stowage-reader-'));
  const remove = () => {
    run('docker', ['rm', '--force', '--volumes', proxy]);
    run('docker', ['network', 'rm', proxy]);
  };
  afterAll(() => {
    remove();
    rmSync(tls, { recursive: true, force: true });
  });
  // Whom no public authority knows: the operator's curl is told, and nobody says --insecure.
  beforeAll(() => {
    remove();
    const name = ['-subj', '/CN=feeds.example.com', '-addext', 'subjectAltName=DNS:feeds.example.com'];
    const files = ['-keyout', join(tls, 'key.pem'), '-out', join(tls, 'cert.pem')];
    must('openssl', ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '2', ...name, ...files]);
    const defaultCertificate = { certFile: '/tls/cert.pem', keyFile: '/tls/key.pem' };
    writeFileSync(
      join(tls, 'tls.yml'),
      JSON.stringify({ tls: { stores: { default: { defaultCertificate } } } }),
    );
    must('docker', ['network', 'create', proxy]);
    const socket = process.env.DOCKER_HOST?.replace('unix://', '') ?? '/var/run/docker.sock';
    const volumes = ['--volume', `${socket}:/var/run/docker.sock`, '--volume', `${tls}:/tls:ro`];
    const published = ['--publish', `127.0.0.1:${port}:443`];
    must('docker', [
      ...['run', '--detach', '--name', proxy, '--network', proxy, ...published, ...volumes],
      ...[
        blockImages.traefik,
        '--entrypoints.websecure.address=:443',
        '--providers.file.filename=/tls/tls.yml',
      ],
      ...['--providers.docker.exposedbydefault=false', '--providers.providersthrottleduration=100ms'],
    ]);
  });
  // As somebody from outside; until the proxy has read the labels, all of it is a 404.
  const ask = (system: System, path: string, ...words: readonly string[]) => {
    const password =
      /^ADMIN_PASSWORD=(.*)$/m.exec(readFileSync(join(system.folder, '.env'), 'utf8'))?.[1] ?? '';
    const way = ['--cacert', join(tls, 'cert.pem'), '--connect-to', `::127.0.0.1:${port}`];
    const patient = ['--retry', '30', '--retry-delay', '1', '--retry-all-errors'];
    const login = ['--user', `admin:${password}`];
    return must('curl', [
      ...['-fsS', '--noproxy', '*', ...patient, ...way, ...login, ...words],
      `https://feeds.example.com:${port}/v1/${path}`,
    ]);
  };
  lifeOf(
    'reader',
    {
      environment: 'production',
      values: { DOMAIN: 'feeds.example.com' },
      env: { CURL_CA_BUNDLE: join(tls, 'cert.pem') },
    },
    {
      [/image: '(postgres:[^']+)'/.exec(readFileSync('test/systems/reader.ts', 'utf8'))?.[1] ?? '']:
        images.postgres,
      "network: 'traefik',": `network: '${proxy}',`,
      'site: text`https://${domain}`': `site: text\`https://\${domain}:${port}\``,
    },
    [blockImages.miniflux, 'miniflux/miniflux:2.3.6'],
    (system) => {
      for (const title of ['Harbour', 'Weather'])
        ask(system, 'categories', '--json', JSON.stringify({ title }));
    },
    (system) => ask(system, 'categories'),
  );
});

describe('Git over SSH, calendars and packages on one edge', () => {
  const keys = mkdtempSync(join(tmpdir(), 'stowage-home-'));
  afterAll(() => rmSync(keys, { recursive: true, force: true }));
  must('ssh-keygen', ['-q', '-t', 'ed25519', '-N', '', '-C', 'admin', '-f', join(keys, 'key')]);
  const ssh = `ssh -i ${keys}/key -p 2222 -o UserKnownHostsFile=${keys}/known -o StrictHostKeyChecking=accept-new -o IdentitiesOnly=yes`;
  const git = (...words: readonly string[]) => must('git', words, { env: { GIT_SSH_COMMAND: ssh } });
  const curl = (host: string, path: string, ...words: readonly string[]) =>
    must('curl', ['-fsSk', '--resolve', `${host}:8243:127.0.0.1`, ...words, `https://${host}:8243${path}`]);
  const login = ['--user', 'family:harbour'];
  const event =
    'BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:t\r\nBEGIN:VEVENT\r\nUID:1\r\nDTSTAMP:20260101T000000Z\r\nDTSTART:20260101T000000Z\r\nSUMMARY:Launch\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n';
  const hash = must('docker', [
    'run',
    '--rm',
    images.caddy.replace(/@.*/, ''),
    'caddy',
    'hash-password',
    // Each login after a start is hashed: a second of a processor, at the usual 14.
    ...['--bcrypt-cost', '8'],
    '--plaintext',
    'harbour',
  ]).trim();
  lifeOf(
    'home',
    {
      environment: 'home',
      values: {
        ADMIN_KEY: `'${readFileSync(join(keys, 'key.pub'), 'utf8').trim()}'`,
        GIT_DOMAIN: 'git.test',
        DAV_DOMAIN: 'dav.test',
        PACKAGES_DOMAIN: 'packages.test',
        FAMILY_LOGIN: `'${hash}'`,
      },
    },
    { "tls: 'internal',": "tls: 'internal', ports: { http: 8281, https: 8243 }," },
    [blockImages.radicale, 'tomsquest/docker-radicale:3.9.0.1'],
    (system) => {
      const work = join(keys, 'work');
      git('clone', '-q', 'ssh://git@127.0.0.1/testing', work);
      git(
        '-C',
        work,
        '-c',
        'user.name=me',
        '-c',
        'user.email=me@example.com',
        'commit',
        '-q',
        '--allow-empty',
        '-m',
        'Launch',
      );
      git('-C', work, 'push', '-q', 'origin', 'HEAD:main');
      // Whoever logs in has a folder; a calendar in it he makes.
      curl('dav.test', '/family/calendar/', ...login, '-X', 'MKCALENDAR');
      curl('dav.test', '/family/calendar/1.ics', ...login, '-X', 'PUT', '--data-binary', event);
      system.mustExec('pypi', ['sh', '-c', 'echo x >/data/packages/harbour-1.0.tar.gz']);
    },
    () =>
      [
        git('ls-remote', 'ssh://git@127.0.0.1/testing'),
        curl('dav.test', '/family/calendar/1.ics', ...login),
        curl('packages.test', '/simple/harbour/'),
        run('curl', [
          '-sk',
          '-o',
          '/dev/null',
          '-w',
          '%{http_code}',
          '--resolve',
          'dav.test:8243:127.0.0.1',
          'https://dav.test:8243/',
        ]).out,
        /testing/.exec(curl('git.test', '/'))?.[0],
      ].join('\n'),
  );
});
