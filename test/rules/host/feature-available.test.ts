import { describe, expect, test } from 'vitest';
import { service as form } from '../../../src/compose/attributes/service.ts';
import { nothing } from '../../../src/compose/replace.ts';
import type { ServiceModel } from '../../../src/model/service.ts';
import { engineFeatures, features } from '../../../src/rules/facts/features.gen.ts';
import { has, mayHave } from '../../../src/rules/facts/features.ts';
import { featureAvailable } from '../../../src/rules/host/feature-available.ts';
import { service, stack } from '../../support/model.ts';

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
    expect(found({ pull_policy: nothing, post_start: nothing })).toEqual([]);
    expect(found({ networks: { n: { interface_name: 'eth7' } } })).toHaveLength(1);
  });

  test('one that it does nothing about', () => {
    expect(found({ post_start: [{ command: ['x'] }] })[0]?.message).toBe(
      '"web" says post_start, and Compose 2.26.1 does nothing about it, without a word: this stack promises to work with 2.26',
    );
  });

  test('a key that the oldest engine does not know', () => {
    const compose = { volumes: [{ type: 'volume', source: 'v', target: '/v', volume: { subpath: 's' } }] };
    const on = (engine: string) =>
      featureAvailable.check(
        stack({ services: [service({ compose })], minimum: { compose: '2.26', engine } }),
      );
    expect(on('24.0')).toEqual([
      {
        path: 'shop-test/app/web',
        message:
          '"web" says volumes.volume.subpath, which engines know since 26.0; this stack promises to work with 24.0, and that refuses it, or does nothing about it without a word',
        fix: 'do without volumes.volume.subpath, or raise minimum.engine of the stack to 26.0',
      },
    ]);
    expect(on('26.0')).toEqual([]);
    expect(on('nonsense')).toEqual([]);
    expect(found({ healthcheck: { start_interval: '2s' }, volumes: ['v:/v'] })).toHaveLength(1);
    expect(found({ volumes: [{ type: 'image', source: 'x', target: '/x' }] })[0]?.message).toMatch(
      /^"web" says volumes.type: image, which engines know since 28.0;/,
    );
    expect(found({ annotations: { a: 'b' }, healthcheck: { interval: '2s' } })).toEqual([]);
  });

  test.each([...features, ...engineFeatures].map(({ key }) => key))('%s is never overlooked', (key) => {
    const [path = '', wanted] = key.split('=');
    const around: Readonly<Record<string, object>> = {
      volumes: { type: 'bind', source: './a', target: '/a' },
      env_file: { path: 'a.env' },
      watch: { path: './a', action: 'sync', target: '/a' },
    };
    const written = (value: unknown) =>
      path.split('.').reduceRight<unknown>((inside, step, i, steps) => {
        const list = around[steps[i - 1] ?? ''];
        if (step === '*') return list ? [{ ...list, ...Object(inside) }] : { n: inside };
        return { [step]: inside };
      }, value);
    const values =
      wanted === undefined ? ['1', 7, true, '1s', ['x'], [{ command: ['x'] }], { type: 'x' }] : [wanted];
    const seen = values.flatMap((value) => {
      const config = form.read(written(value), [], []) ?? {};
      return has(form.print(config), key) ? [mayHave(config, key)] : [];
    });
    expect(new Set(seen)).toEqual(new Set([true]));
    expect(
      mayHave({ image: ['x'], volumes: [], networks: new Map([['n', null]]), healthcheck: {} }, key),
    ).toBe(false);
  });

  test('one mount of several', () => {
    const subpath = { type: 'volume', source: 'v', target: '/v', volume: { subpath: 's' } };
    expect(found({ volumes: ['a:/a', subpath, 'b:/b'] })).toHaveLength(1);
  });

  test('an option of a network that only newer engines know', () => {
    const on = (engine: string) => {
      const driver_opts = { 'com.docker.network.bridge.gateway_mode_ipv6': 'isolated' };
      const network = { path: 'shop-test/inside', id: 'inside', purpose: { en: '', id: '' }, internal: true };
      return featureAvailable.check(
        stack({ networks: [{ ...network, compose: { driver_opts } }], minimum: { compose: '2.40', engine } }),
      );
    };
    expect(on('27.5')).toMatchObject([
      {
        path: 'shop-test/inside',
        message: expect.stringMatching(
          /^the network "inside" says com\.docker\.network\.bridge\.gateway_mode_ipv6: isolated, which engines know since 28\.0;/,
        ),
      },
    ]);
    expect(on('28.0')).toEqual([]);
  });

  test('a newer Compose, and keys that each knows', () => {
    expect(found({ post_start: [{ command: ['x'] }], pull_policy: 'daily' }, '2.40')).toEqual([]);
    expect(found({ pull_policy: 'always', env_file: ['a.env'], annotations: { a: 'b' } })).toEqual([]);
    expect(found({ networks: ['n'], env_file: 7, post_start: null })).toEqual([]);
    expect(found({ provider: { type: 'x' } }, 'nonsense')).toEqual([]);
  });
});
