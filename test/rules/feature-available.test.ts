import { describe, expect, test } from 'vitest';
import type { ServiceModel } from '../../src/model/service.ts';
import { featureAvailable } from '../../src/rules/feature-available.ts';
import { service, stack } from '../support/model.ts';

const found = (compose: ServiceModel['compose'], minimum = '2.26') =>
  featureAvailable.check(
    stack({ services: [service({ compose })], minimum: { compose: minimum, engine: '24.0' } }),
  );

describe('feature-available', () => {
  test('a key that the oldest Compose refuses', () => {
    expect(found({ env_file: [{ path: 'a.env', format: 'raw' }] })).toEqual([
      {
        path: 'shop-test/app/web',
        message:
          '"web" says env_file.format, and Compose 2.26.1 refuses the whole project for it: this stack promises to work with 2.26',
        fix: 'do without env_file.format, or raise minimum.compose of the stack above 2.26.1',
      },
    ]);
    expect(found({ pull_policy: 'daily' })).toHaveLength(1);
    expect(found({ networks: { n: { interface_name: 'eth7' } } })).toHaveLength(1);
  });

  test('one that it does nothing about', () => {
    expect(found({ post_start: [{ command: ['x'] }] })[0]?.message).toBe(
      '"web" says post_start, and Compose 2.26.1 does nothing about it, without a word: this stack promises to work with 2.26',
    );
  });

  test('a newer Compose, and keys that each knows', () => {
    expect(found({ post_start: [{ command: ['x'] }], pull_policy: 'daily' }, '2.40')).toEqual([]);
    expect(found({ pull_policy: 'always', env_file: ['a.env'], annotations: { a: 'b' } })).toEqual([]);
    expect(found({ networks: ['n'], env_file: 7, post_start: null })).toEqual([]);
    expect(found({ provider: { type: 'x' } }, 'nonsense')).toEqual([]);
  });
});
