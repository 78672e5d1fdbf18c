import { describe, expect, test } from 'vitest';
import { namesLegal } from '../../../src/rules/file/names-legal.ts';
import { said, service, stack, volume } from '../../support/model.ts';

const ofService = (over: Parameters<typeof service>[0]) =>
  namesLegal.check(stack({ services: [service(over)] }));

describe('names-legal', () => {
  test('an underscore in the name of a service', () => {
    expect(ofService({ id: 'object_storage' })).toEqual([
      {
        path: 'shop-test/app/object_storage',
        severity: 'warn',
        message:
          '"object_storage" is the name of a service, and has an underscore: some clients and servers of HTTP take no such host, as Java\'s and Django\'s',
        fix: 'call it "object-storage"',
      },
    ]);
  });

  test.each(['Web', 'web.1', '-web', 'web-', '', 'wéb', 'w'.repeat(64)])('service "%s"', (id) => {
    expect(ofService({ id })).toHaveLength(1);
  });

  test('no name is proposed that something else has', () => {
    const services = [service({ id: 'Web' }), service({ id: 'web' }), service({ id: 'web-2' })];
    expect(namesLegal.check(stack({ services })).map(({ fix }) => fix)).toEqual(['call it "web-3"']);
  });

  test('a database, as its makers called it', () => {
    const known = { product: 'PostgreSQL', dataPaths: [], traits: { writes: 'always' } } as const;
    expect(ofService({ id: 'plausible_db', known })).toEqual([]);
    expect(ofService({ id: 'db', hostname: 'plausible_db', known })).toEqual([]);
    expect(ofService({ id: 'Plausible_DB', known })).toMatchObject([{ fix: 'call it "plausible-db"' }]);
  });

  test.each(['w', '9a', 'web-1', '0x', 'local', 'w'.repeat(63)])('service "%s" is fine', (id) => {
    expect(ofService({ id })).toEqual([]);
  });

  test('what a resolver takes for an address, and what is the container itself', () => {
    expect(ofService({ id: '123' })).toEqual([
      {
        path: 'shop-test/app/123',
        message:
          '"123" cannot be a name of a service: resolvers take it for an address or for the container itself, and nobody reaches the service by it',
        fix: 'call it "app-123"',
      },
    ]);
    for (const id of ['0x7f', '010', 'localhost', 'ip6-loopback', 'Localhost', '10.0.0.5'])
      expect(ofService({ id })).toHaveLength(1);
    expect(ofService({ compose: { container_name: '10.0' } })).toHaveLength(1);
    expect(ofService({ compose: { container_name: 'my shop' } })).toMatchObject([
      {
        message:
          '"my shop" cannot be the name of a container: the engine refuses it (two or more letters, digits, dots, hyphens and underscores)',
        fix: 'call it "my-shop"',
      },
    ]);
    expect(ofService({ compose: { container_name: 'My_shop.1' } })).toEqual([]);
    expect(ofService({ compose: { networks: { default: { aliases: ['web-2', '1.2.3.4'] } } } })).toHaveLength(
      1,
    );
  });

  test('a project', () => {
    expect(namesLegal.check(stack({ project: 'Shop Test' }))).toEqual([
      {
        path: 'shop-test',
        message:
          '"Shop Test" cannot be the name of a project: Compose refuses it (lower-case letters and digits, single hyphens or underscores between them)',
        fix: 'call it "shop-test"',
      },
    ]);
    expect(namesLegal.check(stack({ project: 'a--b_c' }))).toEqual([]);
  });

  test('a volume and a network', () => {
    expect(namesLegal.check(stack({ volumes: [volume({ id: 'web_data.v1' })] }))).toEqual([]);
    expect(namesLegal.check(stack({ volumes: [volume({ id: 'web data' })] }))).toMatchObject([
      {
        message:
          '"web data" cannot be the name of a network, volume, config or secret: Docker refuses it (letters, digits, dots, hyphens and underscores)',
        fix: 'call it "web-data"',
      },
    ]);
  });

  test('a phase and the targets of make', () => {
    expect(namesLegal.check(stack({ phases: [{ path: 'shop-test/x', id: 'the stores' }] }))).toMatchObject([
      { path: 'shop-test/x', fix: 'call it "the-stores"' },
    ]);
    expect(ofService({ kind: 'job', job: { runs: 'once', target: 'a:b', help: said('') } })).toMatchObject([
      {
        message:
          '"a:b" cannot be a target of the Makefile: make cannot run it (letters, digits, hyphens and underscores)',
      },
    ]);
    expect(ofService({ console: { target: '$(x)', help: said(''), command: [] } })).toHaveLength(1);
  });

  test('a profile, a hostname and a variable', () => {
    expect(ofService({ profile: 't' })).toMatchObject([{ fix: 'call it "ts"' }]);
    expect(ofService({ hostname: 'ch.example.com' })).toEqual([]);
    expect(ofService({ hostname: 'ch_1.example.com' })).toHaveLength(1);
    expect(ofService({ env: [{ name: 'discovery.type', value: [] }] })).toEqual([]);
    expect(ofService({ env: [{ name: 'A=B', value: [] }] })).toMatchObject([{ fix: 'call it "A_B"' }]);
  });

  test('another name that a client uses as a host', () => {
    const storage = service({ id: 'storage', compose: { container_name: 'object_storage' } });
    const web = (value: string) => service({ env: [{ name: 'S3_ENDPOINT', value: [value] }] });
    const at = (value: string) => namesLegal.check(stack({ services: [storage, web(value)] }));
    expect(at('http://object_storage:9000')).toEqual([
      {
        path: 'shop-test/app/storage',
        severity: 'warn',
        message:
          '"object_storage" is a host, as in S3_ENDPOINT of "web", and has an underscore: some clients and servers of HTTP take no such host, as Java\'s and Django\'s',
        fix: 'call it "object-storage"',
      },
    ]);
    expect(at('http://storage:9000')).toEqual([]);
  });

  const odd = [
    'A B',
    ' ',
    '=',
    'Ünïcode',
    '-a-',
    '_',
    'a..b',
    `${'w'.repeat(62)}.x`,
    'a/b\\c',
    '…',
    '__proto__',
    'A=B=C',
  ];
  const named: Readonly<Record<string, (name: string) => Parameters<typeof stack>[0]>> = {
    project: (project) => ({ project }),
    volume: (id) => ({ volumes: [volume({ id })] }),
    service: (id) => ({ services: [service({ id })] }),
    profile: (name) => ({ services: [service({ id: 'web', compose: { profiles: [name] } })] }),
    variable: (name) => ({ services: [service({ id: 'web', env: [{ name, value: ['x'] }] })] }),
  };
  test.each(Object.entries(named))('what is proposed for the name of a %s is legal', (_, of) => {
    const proposed = odd.flatMap((name) =>
      namesLegal.check(stack(of(name))).map(({ fix }) => /^call it "(.*)"$/.exec(fix)?.[1] ?? fix),
    );
    expect(proposed.length).toBeGreaterThan(2);
    for (const name of proposed) expect(namesLegal.check(stack(of(name))), name).toEqual([]);
  });
});
