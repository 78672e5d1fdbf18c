import { Construct } from 'constructs';
import { expect, test } from 'vitest';
import '../../../src/testing/vitest.ts';
import { filled } from '../../../src/files/filled.ts';
import { Output } from '../../../src/testing.ts';
import { authored, authoredService } from '../../../test/support/author.ts';
import type { CaddyOptions, Phase, Routes } from '../../index.ts';
import { Caddy, ExistingProxy, HostPath, Service, Volume } from '../../index.ts';

/** A system with an application in PHP and its files, and an edge that answers with these. */
const made = (
  routes: (core: Phase, files: Volume, app: Service) => Routes,
  over: Partial<CaddyOptions> = {},
) =>
  authored((core) => {
    const files = new Volume(core, 'html', { holds: 'The pages.' });
    const app = new Service(core, 'app', { image: 'example:1', port: 9000 });
    app.mount(files, '/var/www/html');
    const domain = 'shop.example.com';
    new Caddy(core, 'edge', {
      image: 'caddy:2.11.7',
      domain,
      tls: 'public',
      routes: routes(core, files, app),
      ...over,
    });
  });

/** What stands in its file of the routes. */
const handled = (...given: Parameters<typeof made>) => {
  const [file] = made(...given).files;
  const content = file?.content.kind === 'template' ? filled(file.content, 'Generated.') : 'no template';
  return /\n\n(\thandle.*?)\n\n\thandle_errors/s.exec(content)?.[1];
};

test('files without more: nothing that begins with a dot, and no listing', () => {
  expect(handled((_, files) => ({ '/*': { files } }))).toBe(`	handle {
		root * /srv/html
		file_server {
			hide .*
		}
	}`);
});

test('files with all that can be said of them, whole', () => {
  const route = {
    folder: '/public',
    hide: ['*.bak', 'a b'],
    precompressed: true,
    fallback: '/index.html',
    stripPrefix: true,
    headers: { 'Cache-Control': 'max-age=60' },
    logins: { admin: 'ADMIN_LOGIN' },
  } as const;
  expect(handled((_, files) => ({ '/static/*': { files, ...route } }))).toBe(`	handle /static/* {
		basic_auth {
			admin {$ADMIN_LOGIN}
		}
		header {
			defer
			Cache-Control "max-age=60"
		}
		uri strip_prefix /static
		root * /srv/html/public
		try_files {path} /index.html
		file_server {
			hide *.bak "a b"
			precompressed zstd br gzip
		}
	}`);
  expect(handled((_, files) => ({ '/*': { files, hide: [] } }))).toContain('\t\tfile_server\n\t}');
});

test('PHP runs where its service finds the same files, whole', () => {
  const route = (_: Phase, files: Volume, php: Service) =>
    ({ '/*': { files, php, folder: '/public' } }) as const;
  expect(handled(route)).toBe(`	handle {
		root * /srv/html/public
		php_fastcgi app:9000 {
			root /var/www/html/public
			lb_try_duration 15s
		}
		file_server {
			hide .*
		}
	}`);
  expect(handled(route, { trustedProxies: ['10.0.0.0/8'] })).toContain(
    '\t\t\troot /var/www/html/public\n\t\t\theader_up X-Forwarded-For {client_ip}\n',
  );
});

test('it cannot write to what it shows, mounts it once, and waits for who runs PHP', () => {
  const model = made((core, files, php) => {
    const media = new HostPath(core, 'media', { path: '/srv/media', holds: 'Pictures.' });
    return { '/*': { files, php }, '/b/*': { files }, '/media/*': { files: media } };
  });
  Output.of(model).hasService('edge', {
    volumes: expect.arrayContaining([
      'html:/srv/html:ro',
      expect.objectContaining({ source: '/srv/media', target: '/srv/media', read_only: true }),
    ]),
  });
  const { mounts } = authoredService(model, 'edge').model;
  expect(mounts.filter(({ target }) => target === '/srv/html')).toHaveLength(1);
  expect(authoredService(model, 'edge').waits).toEqual(['app started']);
});

test('the runbook says who answers with files', () => {
  const model = made((_, files, php) => ({ '/*': { files, php }, '/static/*': { files } }));
  expect(model).toHaveFile(
    '../README.md',
    expect.stringContaining(
      `| \`/*\` | \`app:9000\` by FastCGI, and the edge itself with the files of \`html\` | everybody, as far as the edge is concerned |
| \`shop.example.com\` | \`/static/*\` | the edge itself, with the files of \`html\` | everybody`,
    ),
  );
});

test.each([
  [
    'PHP that does not have them',
    (core: Phase, files: Volume) => ({
      '/*': { files, php: new Service(core, 'other', { image: 'example:1', port: 9000 }) },
    }),
    'which "other" does not mount: it would find no script there',
    "mount them before the edge is made: other.mount(html, '/var/www/html')",
  ],
  [
    'a page for what is missing beside PHP',
    (_: Phase, files: Volume, php: Service) => ({ '/*': { files, php, fallback: '/a.html' } }),
    'and with a page where there is none: with php that is index.php',
    'leave fallback out',
  ],
  [
    'one file',
    (core: Phase) => ({
      '/*': {
        files: new HostPath(new Construct(core, 'more'), 'html', {
          path: '/srv/a.html',
          holds: 'A page.',
          kind: 'file',
        }),
      },
    }),
    'which is a file',
    'give the folder in which it lies a HostPath of its own',
  ],
] as const)('no files to answer with: %s', (_, routes, message, fix) => {
  expect(() => made((core, files, app) => routes(core, files, app) as Routes)).toThrow(
    expect.objectContaining({
      code: 'bad-files',
      message: `"edge" answers /* with the files of "html", ${message}`,
      fix,
    }),
  );
});

test('a proxy that is there already has none of them', () => {
  expect(() =>
    authored((core) => {
      const files = new Volume(core, 'html', { holds: 'The pages.' });
      new ExistingProxy(core, 'proxy', {
        product: 'nginx',
        port: 8080,
        domain: 'a.example.com',
        routes: { '/*': { files } },
      });
    }),
  ).toThrow('"proxy" is told files of /*, and nothing here tells nginx so');
});
