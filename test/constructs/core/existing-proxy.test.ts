import { expect, test } from 'vitest';
import type { Phase } from '../../../constructs/index.ts';
import { ExistingProxy, ExistingTraefik, Service, text, Variable } from '../../../constructs/index.ts';
import type { StackModel } from '../../../src/model/stack.ts';
import { stackEmitters, systemEmitters } from '../../../src/targets/operations/index.ts';
import { authored } from '../../support/author.ts';

const domain = new Variable('DOMAIN', { description: 'What users type.' });

/** A stack of two services, with what leads to them. */
function behind(lead: (core: Phase, web: Service, api: Service) => void): StackModel {
  return authored(
    (core) =>
      lead(
        core,
        new Service(core, 'web', { image: 'example:1', port: 8000 }),
        new Service(core, 'api', { image: 'example:1', port: 9000 }),
      ),
    { site: text`https://${domain}`, smoke: [{ path: '/' }, { path: '/api/health' }] },
  );
}

/** The lines of a generated file that a pattern fits. */
function lines(stack: StackModel, file: string, pattern: RegExp): readonly string[] {
  const environments = stackEmitters.flatMap((emitter) => emitter(stack));
  const systems = systemEmitters.flatMap((emitter) =>
    emitter({ name: 'shop', stacks: [stack] }, environments),
  );
  const artifact = [...environments, ...systems].find(({ path }) => path.endsWith(file));
  if (artifact === undefined) throw new Error(`there is no ${file}`);
  return artifact.content
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => pattern.test(line));
}

const loopback = () =>
  behind((core, web, api) => {
    const routes = { '/*': web, '/api/*': api };
    new ExistingProxy(core, 'proxy', {
      product: 'nginx',
      domain,
      routes,
      port: { web: 8080, 'api:9000': 8081 },
    });
  });
const network = () =>
  behind((core, web) => {
    new ExistingProxy(core, 'proxy', { product: 'Caddy', domain, routes: { '/*': web }, network: 'shared' });
  });

test('a proxy of the host finds each service on a port of loopback, and is asked there', () => {
  const stack = loopback();
  expect(lines(stack, 'docker-compose.yml', /ports:|127|networks/)).toEqual([
    'ports:',
    '- 127.0.0.1:8080:8000/tcp',
    'ports:',
    '- 127.0.0.1:8081:9000/tcp',
  ]);
  expect(lines(stack, 'scripts/smoke-test', /^(site|request|door|check )|door=/)).toEqual([
    'site=https://"$(env_value DOMAIN)"',
    'site=http://${site#*://}',
    "request=(curl --silent --show-error --noproxy '*' --max-time 10 --header 'X-Forwarded-Proto: https')",
    'door=::127.0.0.1:8080',
    'check / 200',
    'door=::127.0.0.1:8081 check /api/health 200',
  ]);
  expect(lines(stack, 'scripts/doctor', /^check_proxy nginx/)).toEqual(["check_proxy nginx ''"]);
  expect(lines(stack, 'README.md', /nginx/)).toEqual([
    expect.stringContaining(
      '| ended by nginx, which is there already | `127.0.0.1:8080/tcp`, `127.0.0.1:8081/tcp` |',
    ),
    '| `${DOMAIN}` | `/*` | `web:8000`, for nginx at `127.0.0.1:8080` | everybody, as far as the edge is concerned |',
    '| `${DOMAIN}` | `/api/*` | `api:9000`, for nginx at `127.0.0.1:8081` | everybody, as far as the edge is concerned |',
    'nginx is no part of this project: it was there before, ends TLS, and its administrator has its certificates.',
    '- **Visitors come through nginx**, which was there before. Nothing else publishes a port beyond loopback. To look inside use `make shell`.',
    '- asks the system at its ports, as nginx does (`make smoke-test`);',
  ]);
  expect(lines(stack, 'docker-compose.yml', /smoke/)).toEqual([]);
  expect(lines(stack, 'workflows/docker-compose.yml', /Ask it|make smoke-test|docker network/)).toEqual([
    '- name: Ask it at its ports',
    'run: make smoke-test',
  ]);
});

test('a proxy in a container finds them on its network, by a name that no other project has', () => {
  const stack = network();
  expect(lines(stack, 'docker-compose.yml', /ports:|network|default|shared|proxy|alias|shop-/)).toEqual([
    'name: shop-test',
    'networks:',
    'default: null',
    'proxy:',
    'aliases:',
    '- shop-test-web',
    'networks:',
    'proxy:',
    'name: shared',
  ]);
  expect(lines(stack, 'scripts/doctor', /^check_(proxy Caddy|made network)/)).toEqual([
    "check_made network shared 'start what makes it; where it may be this project alone: docker network create shared'",
    'check_proxy Caddy shared',
  ]);
  // A run of its own has no proxy of somebody else's to ask through.
  expect(lines(stack, 'workflows/docker-compose.yml', /make smoke-test|docker network/)).toEqual([
    'docker network create shared',
  ]);
  expect(lines(stack, 'README.md', /through the edge/)).toEqual([]);
});

test('without one, and without an edge, the runbook says that nobody comes in', () => {
  expect(
    lines(
      behind(() => {}),
      'README.md',
      /^- \*\*(Visitors|Nothing is reachable)/,
    ),
  ).toEqual([
    expect.stringContaining(
      '**Nothing is reachable from beyond this host.** No service publishes a port beyond loopback.',
    ),
  ]);
});

test('a project that keeps a name of its own is found by that', () => {
  const stack = authored(
    (core) => {
      const web = new Service(core, 'web', { image: 'example:1', port: 80 });
      new ExistingTraefik(core, 'proxy', { network: 'traefik', domain, routes: { '/*': web } });
    },
    { project: 'kept' },
  );
  expect(lines(stack, 'docker-compose.yml', /kept-web$|-1.rule/)).toEqual([
    '- kept-web',
    'traefik.http.routers.kept-1.rule: Host(`${DOMAIN:?set DOMAIN in .env}`)',
  ]);
});

test('a service on networks of its own stays there', () => {
  const stack = authored(
    (core, _, own) => {
      const web = new Service(core, 'web', { image: 'example:1', port: 80 });
      const client = new Service(core, 'client', {
        image: 'example:1',
        env: { URL: text`http://${web.address}` },
      });
      client.waitFor(web, 'started');
      new ExistingTraefik(own, 'proxy', { network: 'traefik', domain, routes: { '/*': web } });
    },
    { networks: 'derived' },
  );
  expect(
    lines(stack, 'docker-compose.yml', /^(networks:|web-clients|proxy|default|- web-clients|- shop)/),
  ).toEqual([
    'networks:',
    'proxy:',
    '- shop-test-web',
    'web-clients: null',
    'networks:',
    '- web-clients',
    'networks:',
    'proxy:',
    'web-clients:',
  ]);
});

test.each([
  [8080, '"proxy" leads to web:8000 and api:9000, and one port of the host leads to one of them alone'],
  [{ web: 8080 }, '"proxy" leads to web:8000 and api:9000, and no port of the host leads to api:9000'],
])('each service has a port of the host: %j', (port, message) => {
  expect(() =>
    behind((core, web, api) => {
      new ExistingProxy(core, 'proxy', {
        product: 'nginx',
        domain,
        routes: { '/*': web, '/api/*': api },
        port,
      });
    }),
  ).toThrow(
    expect.objectContaining({
      code: 'proxy-ports',
      message,
      fix: "write a port of the host for each: port: { 'web:8000': 8080, 'api:9000': 8081 }",
    }),
  );
});

test('what its own configuration says is refused here', () => {
  expect(() =>
    behind((core, web) => {
      const routes = { '/a/*': { to: web, stripPrefix: true } };
      new ExistingProxy(core, 'proxy', { product: 'nginx', domain, routes, port: 8080 });
    }),
  ).toThrow(
    expect.objectContaining({
      code: 'proxy-cannot',
      message:
        '"proxy" is told stripPrefix of /a/*, and nothing here tells nginx so: its own configuration does',
      fix: 'leave it out here, and write it there',
    }),
  );
});
