import { AssertionError } from 'node:assert';
import { describe, expect, test } from 'vitest';
import { Redis, Secret, Service } from '../../constructs/index.ts';
import { Capture, Match, Output } from '../../src/testing.ts';
import { appOf } from '../support/author.ts';

const key = new Secret('API_KEY', { description: 'What the mailer asks for.' });
const shop = () =>
  appOf(
    (core, site, stack) => {
      const redis = new Redis(core, 'cache', { image: 'redis:7.2.5-alpine', maxMemory: '64mb' });
      new Service(site, 'web', {
        image: 'example/shop:2.1.0',
        command: ['serve', '--port', '8000'],
        env: { CACHE: redis.url, API_KEY: key, GREETING: 'hello' },
      });
      stack.acknowledge('state-backed-up', [redis], 'It is filled again.');
    },
    { version: '2.1' },
  );
const output = Output.of(shop());

/** What a failed assertion says. */
function said(assertion: () => void): string {
  try {
    assertion();
  } catch (error) {
    if (error instanceof AssertionError) return error.message;
    throw error;
  }
  return 'it holds';
}

describe('a service', () => {
  test('is what docker-compose.yml will say, raw keys and guards included', () => {
    output.hasService('web', {
      image: 'example/shop:2.1.0',
      command: ['serve', '--port', '8000'],
      environment: { GREETING: 'hello', API_KEY: Match.variable('API_KEY'), CACHE: /@cache:6379/ },
      depends_on: { cache: { condition: 'service_healthy' } },
      restart: 'unless-stopped',
      privileged: Match.absent(),
    });
    output.hasServiceLike({ image: /^redis:/ });
    output.serviceCount(2);
    output.serviceCount(1, { image: /^redis:/ });
    expect(Object.keys(output.findServices({ read_only: true }))).toEqual(['cache']);
  });

  test('that differs is shown with every key that does, and the two sides of those alone', () => {
    const differs = () =>
      output.hasService('web', {
        image: 'example/shop:2.2.0',
        command: ['serve', '--port', '8000', '--quiet'],
        environment: { GRETING: 'hello', API_KEY: Match.absent() },
        restart: 'unless-stopped',
      });
    expect(said(differs)).toBe(`service "web" of shop-test is not as wanted:
  image: wanted "example/shop:2.2.0", there is "example/shop:2.1.0"
  command[3]: wanted "--quiet", and there is nothing
  environment.GRETING: wanted "hello", and there is nothing (did you mean "GREETING"?)
  environment.API_KEY: wanted Match.absent(), there is "\${API_KEY:?run make init}"`);
    expect(differs).toThrow(
      expect.objectContaining({
        actual: {
          image: 'example/shop:2.1.0',
          command: ['serve', '--port', '8000'],
          environment: { API_KEY: '${API_KEY:?run make init}' },
          restart: 'unless-stopped',
        },
        expected: {
          image: 'example/shop:2.2.0',
          command: ['serve', '--port', '8000', '--quiet'],
          environment: { GRETING: 'hello', API_KEY: 'Match.absent()' },
          restart: 'unless-stopped',
        },
        operator: 'hasService',
      }),
    );
  });

  test('that is not there is not there under that name, and the closest is named', () => {
    expect(said(() => output.hasService('wbe'))).toBe(
      'shop-test has no service "wbe" (did you mean "web"?); it has cache, web',
    );
    expect(said(() => output.hasService('mailer', { image: /shop/, restart: 'no' }))).toBe(
      `shop-test has no service "mailer"; it has cache, web
the closest is "web", but
  restart: wanted "no", there is "unless-stopped"`,
    );
    expect(said(() => output.hasServiceLike({ image: 'redis:6.0.0' }))).toBe(
      `no service of shop-test is like {image: "redis:6.0.0"}
the closest is "cache", but
  image: wanted "redis:6.0.0", there is "redis:7.2.5-alpine"`,
    );
    expect(said(() => output.serviceCount(1))).toBe('wanted 1, and there are 2 services: cache, web');
  });
});

test('a volume and a network are asked the same way', () => {
  output.hasVolume('cache_data');
  expect(said(() => output.hasVolume('data', { external: true }))).toBe(
    'shop-test has no volume "data" (did you mean "cache_data"?); it has cache_data\nthe closest is "cache_data", but\n  external: wanted true, and there is nothing',
  );
  expect(said(() => output.hasNetwork('inside', { internal: true }))).toBe(
    'shop-test has no network "inside"; it has none',
  );
});

test('a value is kept once the whole pattern holds', () => {
  const [url, image] = [new Capture(/^redis:/), new Capture()];
  expect(() => url.value).toThrow('nothing was captured: no pattern with this Capture has held');
  said(() => output.hasService('web', { environment: { CACHE: url }, image: 'other:1' }));
  expect(url.values).toEqual([]);
  output.hasService('web', { environment: { CACHE: url }, image });
  expect([url.value, image.values]).toEqual([expect.stringContaining('@cache:6379'), ['example/shop:2.1.0']]);
  expect(said(() => output.hasService('web', { pid: new Capture() }))).toBe(
    'service "web" of shop-test is not as wanted:\n  pid: wanted something to capture, and there is nothing',
  );
});

describe('a file', () => {
  test('is asked for its whole text, a part of it, or its data', () => {
    output.hasFile('Makefile');
    output.hasFile('Makefile', /^start:/m);
    output.hasFile('docker-compose.yml', { services: { web: { image: 'example/shop:2.1.0' } } });
    output.hasFile('../.gitignore', output.files.get('../.gitignore')?.content);
  });

  test('that is not there has others beside it', () => {
    expect(said(() => output.hasFile('makefile2'))).toBe(
      'shop-test has no file makefile2; there is Makefile',
    );
    expect(
      said(() => output.hasFile('docker-compose.yml', { services: { web: { image: 'other:1' } } })),
    ).toBe(
      `the file docker-compose.yml of shop-test is not as wanted:
  services.web.image: wanted "other:1", there is "example/shop:2.1.0"`,
    );
  });

  test('is not made while a finding stands in the way, which is said with its line', () => {
    const moving = Output.of(appOf((_, site) => new Service(site, 'web', { image: 'example/shop:latest' })));
    moving.hasService('web');
    expect(() => moving.hasFile('Makefile')).toThrow(
      /^no files are made:\n {2}error image-pinned at shop-test\/site\/web test\/support\/author\.ts:\d+:\d+: "web" runs .* → /,
    );
  });
});

test('only a stack that can be built is looked at', () => {
  expect(() =>
    Output.of(
      appOf((_, __, stack) => stack.node.addValidation({ validate: () => ['no room\ngive it more'] })),
    ),
  ).toThrow(
    /^the app cannot be built:\n {2}error validate at shop-test test\/support\/author\.ts:\d+:\d+: no room → give it more$/,
  );
  expect(() => Output.of(Object({}))).toThrow(new TypeError('this is neither an App nor a Stack in one: {}'));
});
