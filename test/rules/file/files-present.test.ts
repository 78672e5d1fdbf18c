import { describe, expect, test } from 'vitest';
import { filesPresent } from '../../../src/rules/file/files-present.ts';
import { service, stack } from '../../support/model.ts';

const files = [
  { path: 'shop-test/x', file: 'web/common.yml', content: { kind: 'text', text: 'x' } },
] as const;
const said = (compose: object, ofStack: object = {}) =>
  filesPresent
    .check(stack({ services: [service({ compose: { ...compose } })], files, compose: { ...ofStack } }))
    .map(({ path, message, fix }) => `${path}: ${message} -> ${fix}`);

describe('files-present', () => {
  test('variables and labels from a file', () => {
    expect(said({ env_file: './web.env' })).toEqual([
      `shop-test/app/web: "web" takes variables from ./web.env, and nothing generates it: Compose refuses the whole project -> write them in env; a file that the operator keeps beside .env is envFiles: ['.env.web']`,
    ]);
    expect(
      said({ env_file: ['.env', { path: 'x.env', required: false }, '/etc/web.env', '${FILE}'] }),
    ).toEqual([]);
    expect(said({ label_file: 'web.labels' })).toHaveLength(1);
    const needs = { devices: [], sysctls: [], settings: [], envFiles: ['.env.web'] };
    expect(
      filesPresent.check(stack({ services: [service({ needs, compose: { env_file: './.env.web' } })] })),
    ).toEqual([]);
  });

  test('a profile of seccomp, and another folder of a build', () => {
    expect(said({ security_opt: ['seccomp:./web.json'] })).toEqual([
      `shop-test/app/web: "web" is confined by ./web.json, and nothing generates it: Compose cannot make its container -> make it: new OperationsFile(stack, 'seccomp', { file: 'web.json', … }), or write where it lies on the host: seccomp:/etc/…`,
    ]);
    expect(said({ security_opt: ['seccomp=web.json'] })).toHaveLength(1);
    const fine = ['seccomp:unconfined', 'seccomp=builtin', 'seccomp:/etc/shop.json', 'apparmor:shop'];
    expect(said({ security_opt: fine })).toEqual([]);
    const build = (additional_contexts: object) =>
      said({ build: { context: '/srv/shop', additional_contexts } });
    expect(build({ shared: '../shared' })).toEqual([
      'shop-test/app/web: "web" is built with shared from ../shared, and nothing generates it: its image cannot be built -> write an address of git, or a path of the host',
    ]);
    expect(
      build({ a: './web', b: '/srv/b', c: 'service:base', d: 'docker-image://alpine:3.22', e: '.' }),
    ).toEqual([]);
  });

  test('another compose file', () => {
    expect(said({ extends: { file: 'common.yml', service: 'a' } })).toEqual([
      'shop-test/app/web: "web" extends a service of common.yml, and nothing generates it: Compose refuses the whole project -> write its keys out, or make a construct of them',
    ]);
    expect(said({ extends: { file: 'web/common.yml', service: 'a' } })).toEqual([]);
    expect(said({ extends: { service: 'a' } })).toEqual([]);
    expect(said({}, { include: ['../other/compose.yml'] })).toEqual([
      'shop-test: the stack includes ../other/compose.yml, and nothing generates it: Compose refuses the whole project -> write what it says as constructs, or as raw keys of the stack',
    ]);
    expect(said({}, { include: [{ path: ['web/common.yml', 'other.yml'] }] })).toHaveLength(1);
    expect(said({}, { include: ['https://example.org/shop.git', 'oci://example.org/shop:1'] })).toEqual([]);
  });

  test('configs and secrets', () => {
    expect(said({}, { secrets: { login: { file: './secrets/login.txt' } } })).toEqual([
      'shop-test: the secret "login" is the file ./secrets/login.txt, and nothing generates it: no service that takes it can start -> keep it in .env: env: { LOGIN_FILE: secret.file } of a new Secret(…)',
    ]);
    expect(
      said({}, { configs: { motd: { file: 'motd' }, here: { file: './web/common.yml' } } }),
    ).toHaveLength(1);
    expect(
      said({}, { secrets: { a: { environment: 'A' }, b: { file: '/etc/b' }, c: { external: true } } }),
    ).toEqual([]);
  });

  test('a folder without a Dockerfile', () => {
    expect(said({ build: './web' })).toEqual([
      `shop-test/app/web: "web" is built by web/Dockerfile, and nothing generates it: its image cannot be built -> say it as a prop: build: { folder: 'web', context: folderBeside(import.meta.url, './web') }`,
    ]);
    expect(said({ build: { context: '.', dockerfile: 'docker/web.Dockerfile' } })).toMatchObject([
      expect.stringContaining(
        `build: { folder: 'web', context: folderBeside(import.meta.url, '.'), dockerfile: 'docker/web.Dockerfile' }`,
      ),
    ]);
    expect(said({ build: { context: './web', dockerfile: 'common.yml' } })).toEqual([]);
    for (const build of [
      'https://example.org/shop.git',
      '/srv/shop',
      { context: '.', dockerfile_inline: 'FROM a:1' },
    ])
      expect(said({ build })).toEqual([]);
  });
});
