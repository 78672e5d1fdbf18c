import { expect, test } from 'vitest';
import '../../../src/testing/vitest.ts';
import { filled } from '../../../src/files/filled.ts';
import type { StackModel } from '../../../src/model/stack.ts';
import { authored, authoredService } from '../../../test/support/author.ts';
import type { CaddyOptions, OwnCertificate, Phase, Site } from '../../index.ts';
import { Caddy, ExistingProxy, HostPath, Secret, Service, text } from '../../index.ts';

const onHost = (core: Phase): OwnCertificate => ({
  certificate: new HostPath(core, 'chain', {
    path: '/etc/ssl/a.pem',
    kind: 'file',
    holds: 'The certificate.',
  }),
  key: new HostPath(core, 'key', { path: '/etc/ssl/a.key', kind: 'file', holds: 'Its key.', owner: '0' }),
});
const secret = (name: string) => new Secret(name, { description: 'TLS.', issued: true }).file;

/** A system whose edge has these certificates. */
const made = (
  tls: (core: Phase) => CaddyOptions['tls'],
  sites: (web: Service) => readonly Site[] = (web) => [{ domain: '*.example.com', routes: { '/*': web } }],
) =>
  authored(
    (core) => {
      const web = new Service(core, 'web', { image: 'example:1', port: 8000 });
      new Caddy(core, 'edge', { image: 'caddy:2.11.7', tls: tls(core), sites: sites(web) });
    },
    { site: text`https://shop.example.com`, smoke: [{ path: '/' }] },
  );

function file({ files }: StackModel): string {
  const one = files.find(({ file: path }) => path === 'edge/Caddyfile');
  return one?.content.kind === 'template' ? filled(one.content, 'Generated.') : 'no template';
}

test('files of the host are for every site that has none itself', () => {
  const model = made(onHost, (web) => [
    { domain: '*.example.com', routes: { '/*': web } },
    {
      domain: 'b.example.org',
      routes: { '/*': web },
      tls: { certificate: secret('B_CHAIN'), key: secret('B_KEY') },
    },
  ]);
  expect(file(model).match(/^\S.* \{$|^\ttls .*$/gm)).toEqual([
    '*.example.com {',
    '\ttls /certificates/chain /certificates/key',
    'b.example.org {',
    '\ttls /run/secrets/B_CHAIN /run/secrets/B_KEY',
    'http://:8080 {',
  ]);
  const { model: edge } = authoredService(model, 'edge');
  expect(edge.mounts.slice(0, 6).map(({ target }) => target)).toEqual([
    ...['/etc/caddy/Caddyfile', '/data', '/config', '/certificates/chain', '/certificates/key'],
    '/run/secrets/B_CHAIN',
  ]);
  expect(edge.mounts.find(({ target }) => target === '/certificates/key')).toEqual({
    kind: 'host',
    source: ['/etc/ssl/a.key'],
    target: '/certificates/key',
    readOnly: true,
  });
});

test('the runbook says where they come from and when a renewed one counts, doctor looks for them', () => {
  const model = made(onHost);
  expect(model).toHaveFile('../README.md', /\| certificates of your own, as files \|/);
  expect(model).toHaveFile(
    '../README.md',
    /`edge` reads certificates of your own from files, once: a renewed one counts after `make restart SERVICE=edge`\./,
  );
  expect(model).toHaveFile('scripts/doctor', /\/etc\/ssl\/a\.key/);
  expect(
    made(
      () => 'public',
      (web) => [{ domain: 'a.example.com', routes: { '/*': web } }],
    ),
  ).not.toHaveFile('../README.md', /certificates of your own/);
});

test('a run has no keys: the edge signs for itself before its file is checked', () => {
  const model = made(onHost);
  expect(model).toHaveFile(
    '../.github/workflows/docker-compose.yml',
    /Let Caddy sign its own certificates.*skip_install_trust\/;\/\^\\ttls \/d'.*Check the Caddyfile.*CURL_CA_BUNDLE=\$root make smoke-test/s,
  );
  expect(model).not.toHaveFile(
    '../.github/workflows/docker-compose.yml',
    /Check the Caddyfile.*Let Caddy sign/s,
  );
});

test.each([
  [
    'a folder',
    (core: Phase) => ({
      certificate: new HostPath(core, 'chain', { path: '/etc/ssl', holds: 'Certificates.' }),
      key: secret('KEY'),
    }),
    undefined,
    '"edge" is to read a certificate or a key from "chain", which is a folder',
    "write kind: 'file' and the path of the file itself",
  ],
  [
    'no TLS',
    () => 'none' as const,
    { certificate: secret('CHAIN'), key: secret('KEY') },
    '"edge" has a certificate, and answers without TLS',
    'leave one of the two out: tls of a site, or tls: none',
  ],
] as const)('no certificate: %s', (_, tls, own, message, fix) => {
  const sites = (web: Service) => [
    { domain: 'a.example.com', routes: { '/*': web }, ...(own && { tls: own }) },
  ];
  expect(() => made(tls, sites)).toThrow(expect.objectContaining({ code: 'bad-certificate', message, fix }));
});

test('a proxy that is there already has its own', () => {
  expect(() =>
    authored((core) => {
      const routes = { '/*': new Service(core, 'web', { image: 'example:1', port: 8000 }) };
      const sites = [{ domain: 'a.example.com', routes, tls: onHost(core) }];
      new ExistingProxy(core, 'proxy', { product: 'nginx', port: 8080, sites });
    }),
  ).toThrow('"proxy" is told tls of a site, and nothing here tells nginx so');
});
