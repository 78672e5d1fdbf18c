import { describe, expect, test } from 'vitest';
import type { ServiceModel } from '../../../src/model/service.ts';
import { imageOneVersion } from '../../../src/rules/image/image-one-version.ts';
import { service, stack } from '../../support/model.ts';

const found = (...images: readonly string[]) =>
  imageOneVersion.check(stack({ services: images.map((image, i) => service({ id: `s${i}`, image })) }));
const digest = (digit: string) => `sha256:${digit.repeat(64)}`;

describe('image-one-version', () => {
  test('two tags of one image', () => {
    expect(found('example/app:1.1', 'example/app:1.0', 'example/app:1.1')).toEqual([
      {
        path: 'shop-test/app/s0',
        also: ['shop-test/app/s1'],
        message: 'example/app runs as "s0" and "s2" 1.1 and "s1" 1.0: what one writes the other may not read',
        fix: "write the image once, and give all of them that: const image = 'example/app:1.1'",
      },
    ]);
  });

  test('a role in a tag stays where it is', () => {
    expect(found('example/app:web-1.1', 'example/app:worker-1.0')).toMatchObject([
      {
        message:
          'example/app runs as "s0" web-1.1 and "s1" worker-1.0: what one writes the other may not read',
        fix: 'give all of them one release, and leave what else their tags say: "web-1.1" and "worker-1.0"',
      },
    ]);
    expect(found('example/app:web-1.1', 'example/app:worker-1.1')).toEqual([]);
    expect(found('example/app:v1.1', 'example/app:1.0')[0]?.fix).toMatch(/^write the image once/);
  });

  test('a tool that counts its releases itself', () => {
    expect(found('example/app:6.6', 'example/app:cli-2.11')).toEqual([]);
    expect(found('example/app:6.6', 'example/app:cli-2.11', 'example/app:cli-2.10')).toMatchObject([
      {
        message:
          'example/app runs as "s1" cli-2.11 and "s2" cli-2.10: what one writes the other may not read',
      },
    ]);
    expect(found('example/app:1.1', 'example/app:worker-1.0')).toHaveLength(1);
  });

  test('one tag and two digests', () => {
    const message = found(`example/shop:1.0@${digest('a')}`, `example/shop:1.0@${digest('b')}`)[0]?.message;
    expect(message).toContain('the tag and a digest disagree, and nobody knows what was tested');
  });

  test('one digest and two images', () => {
    expect(found(`redis:7.2@${digest('a')}`, `postgres:16.4@${digest('a')}`)).toEqual([
      {
        path: 'shop-test/app/s1',
        also: ['shop-test/app/s0'],
        message:
          '"s1" runs postgres and "s0" redis, with the same digest: it says what is pulled, so one of them is not what its name says',
        fix: 'look up the digest of postgres:16.4: docker buildx imagetools inspect',
      },
    ]);
  });

  test('one digest in a mirror', () => {
    expect(found(`redis:7.2@${digest('a')}`, `ghcr.io/mirror/redis:7.2@${digest('a')}`)).toEqual([]);
  });

  test('the image of the system, and the version of the stack', () => {
    expect(found('example/shop:v1.1.2', 'example/shop:v1.1.2', 'redis:7.2')).toEqual([
      {
        path: 'shop-test/app/s0',
        also: ['shop-test/app/s1'],
        severity: 'error',
        message:
          '"s0" and "s1" run example/shop 1.1.2, and the stack says version 1.0: backups carry that, so one is restored into a system that it does not fit',
        fix: "say version: '1.1.2' where the stack is made, or take the image of 1.0",
      },
    ]);
    expect(found('example/shop:1.1')[0]?.message).toMatch(
      /^"s0" runs example\/shop 1\.1, and the stack says/,
    );
    for (const image of ['example/shop:1.0.3', 'example/shop:1', 'example/shop:edge', 'example/web:1.1'])
      expect(found(image)).toEqual([]);
  });

  test('stores that applications have for themselves, and a pair that is one', () => {
    const known = { product: 'PostgreSQL', dataPaths: ['/var/lib/postgresql/data'] };
    const db = (id: string, image: string) => service({ id, image, known });
    const app = (id: string, host: string) =>
      service({ id, image: `example/${id}:1.0`, env: [{ name: 'DB_HOST', value: [host] }] });
    const [one, two] = [db('wiki-db', 'postgres:16.4'), db('git-db', 'postgres:17.2')];
    const check = (...services: readonly ServiceModel[]) => imageOneVersion.check(stack({ services }));
    expect(check(one, two, app('wiki', 'wiki-db'), app('git', 'git-db'))).toEqual([]);
    const follower = { ...two, env: [{ name: 'PRIMARY_HOST', value: ['wiki-db'] }] };
    expect(check(one, follower)).toHaveLength(1);
    // Both applications of one publisher, each with what it needs.
    const site = (id: string, tag: string, host: string) => ({
      ...app(id, host),
      image: `example/site:${tag}`,
    });
    expect(check(one, two, site('a', '1.0', 'wiki-db'), site('b', '2.0', 'git-db'))).toEqual([]);
    expect(check(one, two, site('a', '1.0', 'wiki-db'), site('b', '2.0', 'wiki-db'))).toHaveLength(1);
    const shared = [{ kind: 'volume', volume: 'files', target: '/srv', readOnly: true }] as const;
    const wiki = { product: 'Wiki', dataPaths: [] };
    const wikis = ['1.0', '2.0'].map((tag) =>
      service({ id: `w${tag[0]}`, image: `wiki:${tag}`, known: wiki }),
    );
    expect(check(...wikis)).toEqual([]);
    expect(check(...wikis.map((each) => ({ ...each, mounts: shared })))).toHaveLength(1);
  });

  test.each([
    ['1.0-web', '1.0-worker'],
    ['web-v1.0', 'worker-1.0'],
    ['1.0', '1.0-alpine3.20'],
    ['web', 'worker'],
    ['web-3f9c2ab', 'worker-3f9c2ab'],
    ['8.3-fpm', '8.3-cli'],
    ['latest-web', 'latest-worker'],
  ])('%s and %s are one release', (one, other) => {
    expect(found(`example/app:${one}`, `example/app:${other}`)).toEqual([]);
  });

  test.each([
    ['1.0-web', '1.1-worker'],
    ['web-1.0', 'worker-1.1'],
    ['1.0-rc1', '1.0-rc2'],
    ['1.0', 'latest'],
    ['web-3f9c2ab', 'worker-77aa012'],
    ['RELEASE.2025-01-20T14-49-07Z', 'RELEASE.2025-01-21T14-49-07Z'],
    ['latest', 'edge'],
  ])('%s and %s are two', (one, other) => {
    expect(found(`example/app:${one}`, `example/app:${other}`)).toHaveLength(1);
  });

  test('one version, and images of their own', () => {
    expect(found('example/shop:1.0', 'example/shop:1.0')).toEqual([]);
    expect(found('example/app:1.0', 'localhost:5000/app:2.0')).toEqual([]);
    expect(found('', ':', '@')).toEqual([]);
  });
});
