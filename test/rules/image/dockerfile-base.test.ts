import { describe, expect, test } from 'vitest';
import { dockerfileBase } from '../../../src/rules/image/dockerfile-base.ts';
import { imagePinned } from '../../../src/rules/image/image-pinned.ts';
import { healthProgram } from '../../../src/rules/order/health-program.ts';
import { secretNotLiteral } from '../../../src/rules/secret/secret-not-literal.ts';
import { service, stack } from '../../support/model.ts';

const built = (text: string, over: { args?: Record<string, string>; target?: string } = {}, image = 'a:1') =>
  service({
    image,
    build: {
      folder: 'web',
      copies: [],
      own: { files: [{ path: 'Dockerfile', text }], dockerfile: 'Dockerfile', args: {}, ...over },
    },
  });
const found = (...of: Parameters<typeof built>) => dockerfileBase.check(stack({ services: [built(...of)] }));

describe('dockerfile-base', () => {
  test.each([
    ['FROM a:1', {}],
    ['FROM b:1 AS tools\nFROM a:1', {}],
    ['ARG V=2\nFROM a:${V}', { args: { V: '1' } }],
    ['FROM a:1 AS web\nFROM b:1 AS test', { target: 'web' }],
  ])('%j is content', (text, over) => {
    expect(found(text, over)).toEqual([]);
  });

  test('another image', () => {
    expect(found('FROM a:2')).toEqual([
      {
        path: 'shop-test/app/web',
        message:
          'the Dockerfile of "web" starts from "a:2", and its service says "a:1": what is known of that one is said of another',
        fix: "say the same in both: image: 'a:2'",
      },
    ]);
  });

  test('nothing to begin with', () => {
    expect(found('RUN true')).toEqual([
      {
        path: 'shop-test/app/web',
        message: 'the Dockerfile of "web" has no FROM: nothing can be built',
        fix: 'begin it with FROM a:1',
      },
    ]);
  });

  test('a stage that is not there', () => {
    expect(found('FROM a:1 AS one\nFROM a:1 AS two', { target: 'three' })).toEqual([
      {
        path: 'shop-test/app/web',
        message: 'the Dockerfile of "web" has no stage "three": nothing can be built',
        fix: 'build one of its own: "one" and "two"',
      },
    ]);
    expect(found('FROM a:1', { target: 'three' })[0]?.fix).toBe('leave the target out');
  });

  test('an argument without a value', () => {
    expect(found('ARG V\nFROM a:${V}')).toEqual([
      {
        path: 'shop-test/app/web',
        message:
          'the Dockerfile of "web" starts from an image that "V" decides about, and nothing says what that is',
        fix: "say it: build: { args: { V: '…' } }",
      },
    ]);
  });
});

describe('other rules of what is built', () => {
  test('each image of a Dockerfile is pinned', () => {
    const text =
      'FROM golang:latest AS tools\nFROM scratch\nCOPY --from=tools /a /a\nCOPY --from=nginx /b /b';
    expect(imagePinned.check(stack({ services: [built(text, {}, 'scratch')] }))).toEqual([
      {
        path: 'shop-test/app/web',
        message:
          'the Dockerfile of "web" names the image "golang:latest", and "latest" moves: each pull may bring another version',
        fix: "write the version that you tested: 'golang:<version>'",
      },
      {
        path: 'shop-test/app/web',
        message:
          'the Dockerfile of "web" names the image "nginx", which has no tag: each pull takes whatever is latest that day',
        fix: "write the version that you tested: 'nginx:<version>'",
      },
    ]);
    expect(imagePinned.check(stack({ services: [built('FROM a:1 AS x\nFROM x')] }))).toEqual([]);
  });

  test('what is installed into it may be called by its health check', () => {
    const health = {
      test: { exec: [['curl'], ['http://127.0.0.1/']] },
      ...({ interval: '10s', timeout: '5s', retries: 3, startPeriod: '30s' } as const),
    };
    const one = { health, known: { product: 'shop', dataPaths: [], lacks: ['curl'] } };
    expect(healthProgram.check(stack({ services: [service(one)] }))).toHaveLength(1);
    expect(healthProgram.check(stack({ services: [{ ...built('FROM a:1'), ...one }] }))).toEqual([]);
  });

  test('no secret stands in its files', () => {
    const token = `ghp_${'aB3dE6gH9j'.repeat(4)}`;
    const files = [
      { path: 'Dockerfile', text: 'FROM a:1\nENV API_TOKEN=c0ffee-4711-c0ffee-4711' },
      {
        path: 'lock.json',
        text: '{"integrity": "sha512-q8Zr0mVYkM2dS9xLpT4wB7nJcH1fK6uE3aGyRiOsWvXtQzDlNbPjUh"}',
      },
      { path: 'app.js', text: `fetch(url, '${token}')` },
    ];
    const one = built('FROM a:1');
    const own = { files, dockerfile: 'Dockerfile', args: {} };
    const said = secretNotLiteral.check(
      stack({ services: [{ ...one, build: { folder: 'web', copies: [], own } }] }),
    );
    expect(said.map(({ message }) => message)).toEqual([
      '"web/Dockerfile" has a literal of 23 characters as API_TOKEN: whoever reads the repository has it',
      '"web/app.js" has a token of GitHub: whoever reads the repository has it',
    ]);
  });
});
