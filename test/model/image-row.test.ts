import { describe, expect, test } from 'vitest';
import { knownImages } from '../../constructs/images/index.ts';
import type { ImageRow } from '../../constructs/index.ts';
import { App } from '../../constructs/index.ts';
import { withRows } from '../../src/model/with-rows.ts';

const from = { source: 'its Dockerfile', asOf: '2026-11' };
/** What is known of an image with these rows over what is known without them. */
const known = (image: string, ...rows: readonly Omit<ImageRow, 'source' | 'asOf'>[]) =>
  withRows(
    knownImages,
    rows.map((row) => ({ ...row, ...from })),
  ).of(image);

describe('a row', () => {
  test('of some versions keeps the traits that one of all says', () => {
    const [image, product] = ['example.org/log', 'Log'];
    const of = { image, product, versions: '>=3', ports: [2379] };
    expect(
      known('example.org/log:v3.5', { image, product, traits: { oneWriter: true } }, of)?.traits,
    ).toEqual({
      oneWriter: true,
    });
    expect(known('quay.io/coreos/etcd:v3.5.16')?.traits?.oneWriter).toBe(true);
  });

  test('says all that is known of an image that nobody knew', () => {
    const row = {
      image: 'gitea/gitea',
      ...{
        product: 'Gitea',
        dataPaths: ['/data'],
        volumes: ['/data', '/etc/gitea'],
        ports: [22, 3000],
        configuredIn: ['/etc/gitea'],
        lacks: ['curl'],
        firstStart: 9,
        user: 'git',
        runsAs: '1000',
        udpPorts: [53],
        kernel: { 'vm.max_map_count': 262_144 },
        kernelUnless: ['mmap=no'],
        sqlite: { files: ['/data/git.db'] },
        owners: { '/data': ['git', '1000'] },
        openedBy: [{ variable: 'OPEN', values: ['yes'] }],
        openingFlags: ['--open'],
        openUnless: ['--ask'],
        logins: [{ user: 'admin', passwordVariable: 'ADMIN_PASSWORD', password: 'changeme' }],
      },
      ...{ capabilities: [], healthcheck: true, ends: { '1.22': '2025-01', '1': '2030-01' } },
    };
    expect(known('gitea/gitea:1.22.6-rootless', row)).toEqual({
      ...{
        product: 'Gitea',
        version: '1.22.6',
        dataPaths: ['/data'],
        volumes: ['/data', '/etc/gitea'],
        reach: {
          ports: [22, 3000],
          configuredIn: ['/etc/gitea'],
          udpPorts: [53],
          openedBy: [{ variable: 'OPEN', values: ['yes'] }],
          openingFlags: ['--open'],
          openUnless: ['--ask'],
          logins: [{ user: 'admin', passwordVariable: 'ADMIN_PASSWORD', password: 'changeme' }],
        },
        lacks: ['curl'],
        runsAs: '1000',
        kernel: { 'vm.max_map_count': 262_144 },
        kernelUnless: ['mmap=no'],
        sqlite: { files: ['/data/git.db'] },
        owners: { '/data': ['git', '1000'] },
      },
      ...{ firstStart: 9, user: 'git', capabilities: [], healthcheck: true, endOfLife: '2025-01', from },
    });
    // That is still to come.
    expect(known('gitea/gitea:1.23', row)?.endOfLife).toBeUndefined();
    expect(known('gitea/gitea:1.23', { ...row, ends: { '1': '2020-01' } })?.endOfLife).toBe('2020-01');
    expect(known('gitea/gitea:11.0', row)?.endOfLife).toBeUndefined();
  });

  test('has what is true of the product that it names, and goes over that', () => {
    const row = { image: 'team/rows', product: 'PostgreSQL' };
    const said = { writes: 'always', oneWriter: true, servers: ['postgres'], dataFlags: ['-D'] };
    expect(known('team/rows:1.0', row)?.traits).toEqual({ ...said, dataVariable: 'PGDATA' });
    const moved = { ...row, traits: { dataVariable: 'ROWS' } };
    expect(known('team/rows:1.0', moved)?.traits).toEqual({ ...said, dataVariable: 'ROWS' });
    expect(known('team/rows:1.0', { ...row, product: 'Rows' })).not.toHaveProperty('traits');
    // Another product in an image of that name is no database by its name.
    expect(known('postgres:16.4', { image: 'postgres', product: 'Rows' })).not.toHaveProperty('traits');
    expect(known('postgres:16.4', { image: 'postgres', user: 'rows' })?.traits?.writes).toBe('always');
  });

  test('is of one repository, by whichever name the hub has for it, and of its mirrors when it says so', () => {
    const row = { image: 'docker.io/library/shop', dataPaths: ['/shop'] };
    expect(known('shop:1.0', row)?.dataPaths).toEqual(['/shop']);
    expect(known('quay.example.org/mirror/shop:1.0', row)).toBeUndefined();
    expect(known('quay.example.org/mirror/shop:1.0', { ...row, mirrored: true })?.dataPaths).toEqual([
      '/shop',
    ]);
    expect(known('quay.example.org/workshop:1.0', { ...row, mirrored: true })).toBeUndefined();
    // A mirror of the hub keeps the folder of Docker's own images.
    expect(known('quay.example.org/hub/library/shop:1.0', row)?.dataPaths).toEqual(['/shop']);
    expect(known('quay.example.org/library/team/shop:1.0', row)).toBeUndefined();
  });

  test('of some versions keeps what is true of the product in all', () => {
    const all = { image: 'team/rows', product: 'Rows', traits: { oneWriter: true } };
    expect(
      known('team/rows:8.0', all, { image: 'team/rows', product: 'Rows', versions: '>=8' })?.traits,
    ).toEqual({
      oneWriter: true,
    });
    expect(known('percona:8.0.42')?.traits).toMatchObject({ oneWriter: true, writes: 'always' });
    expect(
      known('team/rows:8.0', all, { image: 'team/rows', product: 'Columns', versions: '>=8' }),
    ).not.toHaveProperty('traits');
  });

  test('goes over what Stowage knows, and leaves the rest of it', () => {
    const ours = knownImages.of('postgres:16.4');
    expect(known('postgres:16.4', { image: 'postgres', dataPaths: ['/pg'] })).toEqual({
      ...ours,
      dataPaths: ['/pg'],
      from,
    });
    expect(known('postgres:16.4', { image: 'postgres', ports: [6432] })?.reach).toEqual({
      ...ours?.reach,
      ports: [6432],
    });
  });

  test('of some versions goes over one of all, in whichever order; a tag without a version is of none', () => {
    const all = { image: 'shop', dataPaths: ['/all'], user: 'shop' };
    const some = { image: 'shop', versions: '>=2 <3', dataPaths: ['/two'] };
    for (const rows of [
      [all, some],
      [some, all],
    ]) {
      expect(known('shop:2.9', ...rows)).toMatchObject({ dataPaths: ['/two'], user: 'shop' });
      expect(known('shop:3.0', ...rows)).toMatchObject({ dataPaths: ['/all'] });
      expect(known('shop:edge', ...rows)).toMatchObject({ dataPaths: ['/all'] });
    }
  });

  test('of a variant is of tags with that word, and goes over one of all', () => {
    const all = { image: 'shop', lacks: ['wget'] };
    const alpine = { image: 'shop', variant: 'alpine', lacks: ['bash'] };
    const lacks = (image: string) => known(image, alpine, all)?.lacks;
    for (const tag of ['1.2-alpine', 'alpine', '1.2-alpine3.20', '1.2-fpm-alpine'])
      expect(lacks(`shop:${tag}`)).toEqual(['bash']);
    for (const tag of ['1.2', 'alpinelike', '1.2-slim']) expect(lacks(`shop:${tag}`)).toEqual(['wget']);
  });

  test('of versions that a tag may be of or not says nothing of it', () => {
    const lacks = (image: string) =>
      known(image, { image: 'shop', versions: '<2.11', lacks: ['curl'] })?.lacks;
    expect([lacks('shop:2.10'), lacks('shop:2.10.3'), lacks('shop:1')]).toEqual([
      ['curl'],
      ['curl'],
      ['curl'],
    ]);
    expect([lacks('shop:2'), lacks('shop:2.11'), lacks('shop:3')]).toEqual([undefined, undefined, undefined]);
  });

  test('that an image is gone is said of that very name alone', () => {
    const row = { image: 'acme/shop', mirrored: true, gone: { since: 'May 2026', instead: 'acme/store' } };
    expect(known('acme/shop:1', row)?.gone).toEqual(row.gone);
    expect(known('quay.example.org/acme/shop:1', row)?.gone).toBeUndefined();
  });
});

describe('what is no row', () => {
  const row = { image: 'acme/shop', ...from };
  test.each<[string, object]>([
    [
      `images[0].image of new App(…) is "acme/shop:1.0", not the name of an image without a tag`,
      { ...row, image: 'acme/shop:1.0' },
    ],
    [
      `images[0].image of new App(…) is "Acme/Shop", not the name of an image without a tag`,
      { ...row, image: 'Acme/Shop' },
    ],
    ['images[0].source of new App(…) is missing', { image: 'acme/shop', asOf: '2026-11' }],
    ['images[0].asOf of new App(…) is "November", not a month', { ...row, asOf: 'November' }],
    ['images[0].versions of new App(…) is "3.x", not a range of versions', { ...row, versions: '3.x' }],
    ['images[0].dataPaths[0] of new App(…) is "data", not an absolute path', { ...row, dataPaths: ['data'] }],
    [
      'images[0].ports[0] of new App(…) is 70000, not a whole number from 1 to 65535',
      { ...row, ports: [70_000] },
    ],
    [
      'images[0].capabilities[0] of new App(…) is "chown", not a capability',
      { ...row, capabilities: ['chown'] },
    ],
    [
      'images[0].ends of new App(…) has "v1", which is not the beginning of a version',
      { ...row, ends: { v1: '2026-01' } },
    ],
    ['images[0] of new App(…) has no prop "dataPath"', { ...row, dataPath: ['/data'] }],
    ['images[0] of new App(…) is a function, not an object of props', () => row],
  ])('%s', (message, wrong) => {
    expect(() => new App({ images: [wrong as never] })).toThrow(
      expect.objectContaining({ code: 'bad-prop', message }),
    ); // as JavaScript may
  });

  test.each([
    ['acme/shop', undefined],
    ['docker.io/acme/shop', undefined],
    ['acme/shop', '>=2'],
  ])('%s %s twice', (image, versions) => {
    const said = versions === undefined ? {} : { versions };
    expect(
      () =>
        new App({
          images: [
            { ...row, ...said },
            { ...row, image, ...said },
          ],
        }),
    ).toThrow(expect.objectContaining({ code: 'image-twice' }));
  });
});
