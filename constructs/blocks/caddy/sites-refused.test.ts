import { expect, test } from 'vitest';
import { authored } from '../../../test/support/author.ts';
import type { Site } from '../../index.ts';
import { Caddy, Service, text, Variable } from '../../index.ts';

const domain = new Variable('DOMAIN', { description: 'What users type.' });

/** A system whose edge has these sites. */
const home = (sites: (web: Service) => readonly Site[]) =>
  authored((core) => {
    const web = new Service(core, 'web', { image: 'example:1', port: 8000 });
    new Caddy(core, 'edge', { image: 'caddy:2.11.7', tls: 'public', sites: sites(web) });
  });

test('a name has one site', () => {
  const twice = (name: string | Variable) => () =>
    home((web) => [name, name].map((one) => ({ domain: one, routes: { '/*': web } })));
  expect(twice('Shop.example.com')).toThrow(
    expect.objectContaining({
      code: 'domain-twice',
      message: '"edge" has two sites for "shop.example.com"',
      fix: 'write the routes of both into one',
    }),
  );
  expect(twice(domain)).toThrow('"edge" has two sites for "${DOMAIN}"');
});

test.each([
  ['example.com', '"example.com"'],
  ['https://example.com/', '"https://example.com/"'],
  [domain, '${DOMAIN}'],
  [text`${domain}/`, 'a text`…`'],
] as const)('no place to send the visitors of a site to: %s', (redirect, shown) => {
  expect(() => home(() => [{ domain: 'www.example.com', redirect }])).toThrow(
    expect.objectContaining({
      code: 'bad-redirect',
      message: `"edge" sends the visitors of "www.example.com" to ${shown}, which is not a scheme and a host alone`,
      fix: "write for example 'https://example.com', or text`https://${domain}`: the path that was asked for comes behind it",
    }),
  );
});

test.each([
  [
    'http://',
    'which is no address of a host',
    "write its scheme, its host and its port: 'http://192.168.1.20:8123'",
  ],
  [
    'http://a b',
    'which is no address of a host',
    "write its scheme, its host and its port: 'http://192.168.1.20:8123'",
  ],
  [
    'http://192.168.1.20:99999',
    'which is no address of a host',
    "write its scheme, its host and its port: 'http://192.168.1.20:8123'",
  ],
  [
    'http://u:p@nas.lan:80',
    'which is no address of a host',
    "write its scheme, its host and its port: 'http://192.168.1.20:8123'",
  ],
  [
    'http://nas.lan:5000/photos',
    'which has more than a host and a port: the path that is asked for comes behind it',
    "write 'http://nas.lan:5000'",
  ],
  [
    'http://localhost:3000',
    'which is its own container',
    "pass the service itself; a program of the host is 'http://host.docker.internal:8080', with compose: { extra_hosts: ['host.docker.internal:host-gateway'] }",
  ],
] as const)('no upstream: %s', (to, message, fix) => {
  expect(() => home(() => [{ domain, routes: { '/*': { to } } }])).toThrow(
    expect.objectContaining({
      code: 'bad-upstream',
      message: `a route of "edge" leads to "${to}", ${message}`,
      fix,
    }),
  );
});
