import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import type { Phase } from '../../constructs/index.ts';
import { App, Caddy, Environment, Secret, Service, Stack, Variable } from '../../constructs/index.ts';
import { modelOf } from '../../src/compile.ts';
import { renderConfigFile } from '../../src/files/config-file.ts';
import type { StackModel } from '../../src/model/stack.ts';
import { caddies } from './support/caddies.ts';
import { must, run } from './support/tool.ts';

const home = mkdtempSync(join(tmpdir(), 'stowage-caddy-'));
afterAll(() => rmSync(home, { recursive: true, force: true }));
const hash = '$2a$14$t0Yizzq68epe1ne1FiXpResug9XPfAELxJFjzqvav.s8eQSci9tsy';
const env = {
  HOME: home,
  XDG_DATA_HOME: home,
  XDG_CONFIG_HOME: home,
  DOMAIN: 'a.example.com',
  ADMIN_LOGIN: hash,
};

/** A stack in whose phase something is made, as data. */
function made(make: (core: Phase) => void): StackModel {
  const app = new App();
  const [environment] = Environment.all({ test: { host: { cpus: 4, memory: '64gb', disk: '10gb' } } });
  if (environment === undefined) throw new Error('no environment');
  const [core] = new Stack(app, 'shop', environment, { title: 'Shop', version: '1' }).phases('core');
  make(core);
  const [model] = modelOf(app).flatMap(({ stacks }) => stacks);
  if (model === undefined) throw new Error('no stack');
  return model;
}

/** Its Caddyfile. */
function fileOf(model: StackModel): string {
  const [file] = model.files;
  if (file === undefined) throw new Error('no Caddyfile');
  return renderConfigFile(model, file);
}

/** Three sites with all that a route can have, for the Caddy of that version. */
const caddyfile = (version: string) => fileOf(made((core) => sites(core, version)));

function sites(core: Phase, version: string): void {
  const service = (id: string, port: number) => new Service(core, id, { image: 'example:1', port });
  const [web, door] = [service('web', 8000), service('door', 9091)];
  new Caddy(core, 'caddy', {
    image: `caddy:${version}`,
    tls: 'internal',
    hsts: 3600,
    maintenance: '<style>p { color: red }</style>\n<h1>"Soon"</h1>',
    snippet: 'vars {\nzone a\n}',
    sites: [
      {
        domain: new Variable('DOMAIN', { description: 'Its name.' }),
        hidden: ['/app/secret'],
        routes: {
          '/*': web,
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
        },
      },
      {
        domain: 'home.example.com',
        bodyLimit: '100MB',
        routes: {
          '/*': { to: 'http://192.168.1.20:8123' },
          '/nas/*': { to: 'https://192.168.1.4:8006', anyCertificate: true },
        },
      },
      { domain: 'www.example.com', redirect: 'https://a.example.com' },
    ],
  });
}

/** Every value of a key, wherever it stands in the adapted configuration. */
function values(node: unknown, key: string): readonly unknown[] {
  if (typeof node !== 'object' || node === null) return [];
  return Object.entries(node).flatMap(([name, value]) => (name === key ? [value] : values(value, key)));
}

describe.each(caddies)('Caddy %s', (version, caddy) => {
  const file = join(home, 'Caddyfile');
  const words = ['--adapter', 'caddyfile', '--config', file];

  it('takes several sites as they were meant', () => {
    writeFileSync(file, caddyfile(version));
    const { code, err } = run(caddy, ['validate', ...words], { env });
    expect({ code, warnings: err.split('\n').filter((line) => /"level":"(warn|error)"/.test(line)) }).toEqual(
      {
        code: 0,
        warnings: [],
      },
    );
    expect(must(caddy, ['fmt', file], { env })).toBe(caddyfile(version));
    const config: unknown = JSON.parse(must(caddy, ['adapt', ...words], { env }));
    expect(values(config, 'host').flat().sort()).toEqual(
      expect.arrayContaining(['a.example.com', 'home.example.com', 'www.example.com']),
    );
    expect(new Set(values(config, 'dial'))).toEqual(
      new Set(['web:8000', 'door:9091', '192.168.1.20:8123', '192.168.1.4:8006']),
    );
    expect([...values(config, 'max_size')].sort()).toEqual([25_000_000, 512_000_000, 100_000_000].sort());
    expect(values(config, 'strip_path_prefix')).toEqual(['/app']);
    expect(values(config, 'password')).toEqual([expect.stringMatching(/^(\$2a\$|JDJhJ)/)]);
    expect(values(config, 'flush_interval')).toEqual([-1]);
    expect(values(config, 'Location')).toEqual(
      expect.arrayContaining([['/new/'], ['https://a.example.com{http.request.uri}']]),
    );
  });

  // The module itself is in no registry that every machine reaches.
  it('misses nothing but the module of a DNS challenge, and signs for itself without', () => {
    const model = made((core) => {
      const token = new Secret('DNS_TOKEN', { description: 'The zone.', issued: true }).file;
      const module = 'github.com/caddy-dns/example@v1.0.0';
      new Caddy(core, 'caddy', {
        image: 'caddy:2.11.7',
        domain: '*.example.com',
        routes: { '/*': new Service(core, 'web', { image: 'example:1', port: 8000 }) },
        tls: {
          dns: { provider: 'example', module, options: { key_name: 'a "b"', token }, resolvers: ['1.1.1.1'] },
        },
      });
    });
    writeFileSync(file, fileOf(model));
    expect(must(caddy, ['fmt', file], { env })).toBe(fileOf(model));
    const { code, err } = run(caddy, ['adapt', ...words], { env });
    expect({ code, err }).toMatchObject({
      code: 1,
      err: expect.stringContaining('module not registered: dns.providers.example'),
    });
    const edit = model.services.find(({ id }) => id === 'caddy')?.serves?.config?.signsItself?.edit ?? '';
    writeFileSync(file, must('sed', [edit, file]));
    expect(run(caddy, ['validate', ...words], { env })).toMatchObject({ code: 0 });
    const config: unknown = JSON.parse(must(caddy, ['adapt', ...words], { env }));
    expect(values(config, 'issuers')).toEqual([[{ module: 'internal' }]]);
  });
});
