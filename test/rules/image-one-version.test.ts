import { describe, expect, test } from 'vitest';
import { imageOneVersion } from '../../src/rules/image-one-version.ts';
import { service, stack } from '../support/model.ts';

const found = (...images: readonly string[]) =>
  imageOneVersion.check(stack({ services: images.map((image, i) => service({ id: `s${i}`, image })) }));
const digest = (digit: string) => `sha256:${digit.repeat(64)}`;

describe('image-one-version', () => {
  test('two tags of one image', () => {
    expect(found('example/shop:1.1', 'example/shop:1.0', 'example/shop:1.1')).toEqual([
      {
        path: 'shop-test/app/s0',
        also: ['shop-test/app/s1'],
        message:
          'example/shop runs as "s0" and "s2" 1.1 and "s1" 1.0: what one writes the other may not read',
        fix: "write the image once, and give all of them that: const image = 'example/shop:1.1'",
      },
    ]);
  });

  test('one tag and two digests', () => {
    const message = found(`example/shop:1.0@${digest('a')}`, `example/shop:1.0@${digest('b')}`)[0]?.message;
    expect(message).toContain('the tag and a digest disagree, and nobody knows what was tested');
  });

  test('one version, and images of their own', () => {
    expect(found('example/shop:1.0', 'example/shop:1.0')).toEqual([]);
    expect(found('example/shop:1.0', 'localhost:5000/shop:2.0')).toEqual([]);
    expect(found('', ':', '@')).toEqual([]);
  });
});
