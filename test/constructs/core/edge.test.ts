import { expect, test } from 'vitest';
import type { ServiceProps } from '../../../constructs/index.ts';
import { Service, Variable } from '../../../constructs/index.ts';
import '../../../src/testing/vitest.ts';
import { authored, authoredService } from '../../support/author.ts';

const domain = new Variable('DOMAIN', { description: 'Host name.' });
const site = (edge: (web: Service) => ServiceProps['edge'] & {}) =>
  authored(
    (core, later) => {
      const web = new Service(core, 'web', { image: 'example:1', port: 8000, health: { exec: ['true'] } });
      new Service(later, 'proxy', { image: 'traefik:3.6', edge: edge(web), env: { DOMAIN: domain } });
    },
    { smoke: [{ path: '/' }] },
  );

test('an edge of any make says what it lets in', () => {
  const model = site((web) => ({
    product: 'Traefik',
    tls: 'internal',
    sites: [
      domain,
      'www.example.com',
      {
        name: 'home.example.com',
        routes: {
          '/a/*': { elsewhere: 'http://192.168.1.20:8123', guard: 'password' },
          '/*': { redirect: 'https://www.example.com' },
        },
      },
    ],
    routes: { '/api/*': web.at(8001), '/*': web.address },
  }));
  const routes = [
    { match: '/api/*', upstream: { kind: 'address', service: 'web', port: 8001 } },
    { match: '/*', upstream: { kind: 'address', service: 'web', port: 8000 } },
  ];
  expect(authoredService(model, 'proxy').model).toMatchObject({
    edge: true,
    serves: {
      product: 'Traefik',
      tls: 'internal',
      sites: [
        { name: [{ kind: 'variable', name: 'DOMAIN' }], routes },
        { name: ['www.example.com'], routes },
        {
          name: ['home.example.com'],
          routes: [
            { match: '/a/*', elsewhere: 'http://192.168.1.20:8123', guard: 'password' },
            { match: '/*', redirect: ['https://www.example.com'] },
          ],
        },
      ],
    },
  });
});

test('its name, its address and its certificates stand in the runbook', () => {
  const model = site((web) => ({
    product: 'Traefik',
    tls: 'internal',
    sites: [domain],
    routes: { '/*': web.address },
  }));
  for (const line of [
    "| `test` | `shop-test` | `https://${DOMAIN}` | Traefik's own authority |",
    "- **HTTPS** is Traefik's work where an environment has it;",
  ])
    expect(model).toHaveFile('../README.md', expect.stringContaining(line));
  expect(model).not.toHaveFile('../README.md', /Caddy/);
});

test('one that only faces the outside says no more', () => {
  const { model } = authoredService(
    site(() => true),
    'proxy',
  );
  expect([model.edge, model.serves]).toEqual([true, undefined]);
  expect(
    authoredService(
      site(() => false),
      'proxy',
    ).model.edge,
  ).toBe(false);
});

test('a file that is to tell it, and that it does not mount, is refused', () => {
  const edge = (web: Service) => ({
    product: 'Traefik',
    tls: 'none' as const,
    sites: [],
    routes: { '/*': web.address },
    config: { file: 'proxy/dynamic.yml', check: ['traefik', 'version'] },
  });
  expect(() => site(edge)).toThrow(
    expect.objectContaining({
      code: 'edge-config',
      message: '"proxy" is told what it lets in by "proxy/dynamic.yml", and mounts no such file',
    }),
  );
});
