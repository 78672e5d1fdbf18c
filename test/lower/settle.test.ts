import { describe, expect, test } from 'vitest';
import { App, Environment, replace, Service, Stack } from '../../constructs/index.ts';
import { ruleFindings } from '../../src/compile/rules.ts';
import { modelOf } from '../../src/compile.ts';
import { imageOf, keepsRunning, memoryOf } from '../../src/lower/runs.ts';
import { settledStack } from '../../src/lower/settle.ts';
import { configOf, lower } from '../../src/lower.ts';
import type { ServiceModel } from '../../src/model/service.ts';
import type { StackModel } from '../../src/model/stack.ts';
import { authored } from '../support/author.ts';
import { service, stack } from '../support/model.ts';
import { findingsOf } from '../support/world.ts';

const images = { of: (image: string) => ({ product: image, dataPaths: [] }) };
const shop = (compose: StackModel['compose'], ...services: readonly ServiceModel[]) =>
  settledStack(stack({ services, compose, images }));
const known = (over: Partial<ServiceModel>) =>
  shop({}, service(over)).services.map((one) => one.known?.product);

describe('what is known of an image', () => {
  test('is that of the image that will run', () => {
    expect(known({})).toEqual(['example/web:1.0']);
    expect(known({ compose: { image: 'postgres:12.13' } })).toEqual(['postgres:12.13']);
    expect(known({ compose: { image: 'postgres:${TAG:-12.13}' } })).toEqual(['postgres:12.13']);
    expect(known({ image: 'postgres:${TAG:-12.13}' })).toEqual(['postgres:12.13']);
    expect(known({ compose: { image: 42 } })).toEqual(['example/web:1.0']);
  });

  test('is not which ports it opens, where its configuration is another one', () => {
    const reach = { ports: [80], udpPorts: [443], configuredIn: ['/etc/proxy'] };
    const proxies = { of: () => ({ product: 'Proxy', dataPaths: [], reach }) };
    const ports = (over: Partial<ServiceModel>) =>
      settledStack(stack({ services: [service(over)], images: proxies })).services.map(
        (one) => one.known?.reach?.ports,
      );
    expect(ports({})).toEqual([[80]]);
    expect(ports({ compose: { volumes: ['site:/srv/www', '/srv/proxy.conf:/etc/proxy.conf'] } })).toEqual([
      [80],
    ]);
    for (const compose of [
      { volumes: ['/srv/proxy.conf:/etc/proxy/proxy.conf:ro'] },
      { volumes: ['/srv/etc:/etc'] },
      { volumes: ['/srv/proxy:/etc/proxy/'] },
      { configs: [{ source: 'proxy', target: '/etc/proxy/site.conf' }] },
      { command: ['proxy', '-c', '/srv/proxy.conf'] },
      { build: '.' },
    ])
      expect(ports({ compose }), JSON.stringify(compose)).toEqual([undefined]);
  });

  test('is that of the base, when a file of ours is built into it', () => {
    expect(known({ build: { folder: 'web', copies: [] }, compose: { image: 'made/here:1' } })).toEqual([
      'example/web:1.0',
    ]);
  });

  test('is that of the image that the stack says', () => {
    const { services } = shop(
      { services: { web: { image: 'redis:7' }, mail: { image: 'mail:1' }, own: { build: '.' } } },
      service(),
    );
    expect(services.map((one) => one.known?.product)).toEqual(['redis:7', 'mail:1', '']);
  });

  test.each<[`${string}:${string}`, readonly string[]]>([
    ['postgres:12.13', ['image-alive', 'health-program', 'data-kept']],
    ['bitnami/kafka:2.8.1', ['image-alive', 'data-kept']],
    ['postgres:12.99', ['image-alive', 'image-exists', 'health-program', 'data-kept']],
    ['minio/minio:RELEASE.2023-11-20T22-40-07Z', ['image-alive', 'health-program']],
  ])('gives %s the same findings in a prop, in a raw key and among those of the stack', (image, expected) => {
    const health = { exec: ['curl', '-f', 'localhost'] } as const;
    const found = [
      findingsOf(({ phase }) => {
        new Service(phase, 'store', { image, health });
      }),
      findingsOf(({ phase }) => {
        new Service(phase, 'store', { image: 'example.org/store:1.0.0', health, compose: { image } });
      }),
      inStack({ services: { store: { image } } }, (phase) => {
        new Service(phase, 'store', { image: 'example.org/store:1.0.0', health });
      }),
    ];
    expect(found[0]?.map(({ rule }) => rule)).toEqual(expected);
    expect(found[1]).toEqual(found[0]);
    expect(found[2]?.map(({ message }) => message)).toEqual(found[0]?.map(({ message }) => message));
  });
});

function inStack(compose: StackModel['compose'], make: Parameters<typeof authored>[0]) {
  return ruleFindings(authored(make, { compose, backups: { at: '03:00', keepDays: 7 } }));
}

describe('the raw services of a stack', () => {
  test('are services of it: in the last phase, without a guard', () => {
    const mail = { image: 'mail:1', mem_limit: '64m' };
    const { services, compose } = shop({ services: { mail }, 'x-a': 1 }, service());
    expect(services.map(({ id, phase, kind, path }) => [id, phase, kind, path])).toEqual([
      ['web', 'app', 'service', 'shop-test/app/web'],
      ['mail', 'app', 'service', 'shop-test'],
    ]);
    const [, added] = services;
    expect(added && configOf(added)).toEqual({ image: ['mail:1'], memLimit: 2 ** 26 });
    expect(added && [imageOf(added), memoryOf(added), keepsRunning(added)]).toEqual(['mail:1', 64, true]);
    expect(compose).toEqual({ 'x-a': 1 });
  });

  test('go over those of the constructs, after the raw keys of these', () => {
    const ours = service({ compose: { labels: { a: '1', b: '1' } } });
    const { services } = shop({ services: { web: { labels: { b: '2' }, restart: 'always' } } }, ours);
    expect(services).toHaveLength(1);
    const [web] = services;
    expect(web && configOf(web)).toMatchObject({
      labels: new Map([
        ['a', ['1']],
        ['b', ['2']],
      ]),
      restart: ['always'],
      securityOpt: [['no-new-privileges:true']],
    });
  });

  test('take the place of ours where they are marked so', () => {
    const [one] = shop({ services: { web: replace({ image: 'x:1' }) } }, service()).services;
    expect(one && configOf(one)).toEqual({ image: ['x:1'] });
    const all = shop({ services: replace({ web: { image: 'x:1' } }) }, service(), service({ id: 'b' }));
    expect(all.services.map(({ id, path }) => [id, path])).toEqual([['web', 'shop-test/app/web']]);
    expect(all.services.map(configOf)).toEqual([{ image: ['x:1'] }]);
  });

  test('are jobs where somebody waits until they have completed', () => {
    const depends_on = { seed: { condition: 'service_completed_successfully' } };
    const { services } = shop({ services: { seed: { image: 'x:1' } } }, service({ compose: { depends_on } }));
    expect(services.map(({ kind }) => kind)).toEqual(['service', 'job']);
  });

  test('that are none stay where they are, for the schema to refuse', () => {
    expect(shop({ services: { a: 1, b: null, c: {} } }, service()).compose).toEqual({ services: { a: 1 } });
    expect(shop({ services: [1] }, service()).compose).toEqual({ services: [1] });
    const left = shop({ services: { a: 1 } }, service());
    expect(lower(left, { imageOf: imageOf, labelsOf: () => new Map() }).rest).toEqual(
      new Map([['services', { web: expect.anything(), a: 1 }]]),
    );
  });
});

describe('a raw name of the stack', () => {
  test('is the name of the project', () => {
    expect(shop({ name: 'old-shop' }).project).toBe('old-shop');
    expect(shop({ name: 'old-${X}' }).project).toBe('shop-test');
  });
});

test('neighbours are what will run there, too', () => {
  const app = new App();
  const host = { name: 'one', cpus: 2, memory: '8gb', disk: '10gb' } as const;
  for (const environment of Environment.all({ a: { host }, b: { host } })) {
    const compose = { name: `old-${environment.name}`, services: { mail: { image: 'mail:1' } } };
    const made = new Stack(app, 'shop', environment, { title: 'Shop', version: '1.0', compose });
    const [core] = made.phases('core');
    new Service(core, 'web', { image: 'web:1.0' });
  }
  const [, second] = modelOf(app).flatMap(({ stacks }) => stacks);
  expect(second?.neighbours?.map(({ project, services }) => [project, services.map(({ id }) => id)])).toEqual(
    [['old-a', ['web', 'mail']]],
  );
});
