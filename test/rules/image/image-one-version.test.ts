import { describe, expect, test } from 'vitest';
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

  test('one version, and images of their own', () => {
    expect(found('example/shop:1.0', 'example/shop:1.0')).toEqual([]);
    expect(found('example/app:1.0', 'localhost:5000/app:2.0')).toEqual([]);
    expect(found('', ':', '@')).toEqual([]);
  });
});
