import { chmodSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { dockerLogins } from '../../src/registry/credentials.ts';
import { folder } from '../support/folder.ts';

const base64 = (text: string) => Buffer.from(text).toString('base64');
const logins = (config: unknown, more: Readonly<Record<string, string>> = {}) => {
  const path = folder({ 'config.json': typeof config === 'string' ? config : JSON.stringify(config) });
  return dockerLogins({ DOCKER_CONFIG: path, ...more });
};
const hub = 'https://index.docker.io/v1/';

describe('of the file', () => {
  const ann = { kind: 'password', user: 'ann', password: 'a:b' };

  test.each([
    ['as it is written', 'r.example:5000', { 'r.example:5000': { auth: base64('ann:a:b') } }, ann],
    ['as old versions wrote it', 'r.example', { 'https://r.example/v1/': { auth: base64('ann:a:b') } }, ann],
    ['of Docker Hub', hub, { [hub]: { auth: base64('ann:a:b') } }, ann],
    ['of Docker Hub by its host', hub, { 'index.docker.io': { auth: base64('ann:a:b') } }, ann],
    ['in two fields', 'r.example', { 'r.example': { username: 'ann', password: 'a:b' } }, ann],
    [
      'with what is exchanged for a token',
      'r.example',
      { 'r.example': { auth: base64('ann:'), identitytoken: 'id' } },
      { kind: 'identity', token: 'id' },
    ],
    ['with a token', 'r.example', { 'r.example': { registrytoken: 'rt' } }, { kind: 'token', token: 'rt' }],
    ['of another host', 'r.example', { 'r.example.org': { auth: base64('ann:a:b') } }, { kind: 'nobody' }],
    ['of another port', 'r.example:5000', { 'r.example': { auth: base64('ann:a:b') } }, { kind: 'nobody' }],
    ['empty, beside a helper that is gone', 'r.example', { 'r.example': {} }, { kind: 'nobody' }],
    ['of a host that every object has', 'constructor', {}, { kind: 'nobody' }],
  ])('%s', async (_, login, auths, credentials) => {
    expect(await logins({ auths }).of(login)).toEqual(credentials);
  });

  test('without one, nobody is logged in', async () => {
    expect(await dockerLogins({ HOME: folder() }).of(hub)).toEqual({ kind: 'nobody' });
  });

  test('below the home folder', async () => {
    const home = folder({
      '.docker/config.json': JSON.stringify({ auths: { a: { auth: base64('ann:a:b') } } }),
    });
    expect(await dockerLogins({ HOME: home }).of('a')).toEqual(ann);
  });

  test('that is broken is said, and nothing of it repeated', () => {
    expect(() => logins(`{"auths": {"a": {"auth": "${base64('ann:secret')}" }`)).toThrow(
      /config\.json is no JSON$/,
    );
    expect(() => logins(`hunter2`)).not.toThrow(/hunter2/);
  });
});

describe('of a helper', () => {
  const helpers = (programs: Readonly<Record<string, string>>) => {
    const bin = folder(
      Object.fromEntries(Object.entries(programs).map(([name, text]) => [`docker-credential-${name}`, text])),
    );
    for (const name of readdirSync(bin)) chmodSync(join(bin, name), 0o755);
    return { PATH: `${bin}:${process.env.PATH}` };
  };
  const says = (user: string, secret: string) =>
    `#!/bin/sh\nread -r host || true\n[ "$1" = get ] || exit 9\nprintf '{"ServerURL":"%s","Username":"${user}","Secret":"${secret}"}' "$host"\n`;

  test('the one of a registry goes before the one of all, and both before the file', async () => {
    const env = helpers({ one: says('one', 'p1'), all: says('all', 'p2') });
    const config = {
      credsStore: 'all',
      credHelpers: { 'r.example': 'one' },
      auths: { 'r.example': { auth: base64('file:p3') }, 'other.example': { auth: base64('file:p3') } },
    };
    expect(await logins(config, env).of('r.example')).toEqual({
      kind: 'password',
      user: 'one',
      password: 'p1',
    });
    expect(await logins(config, env).of('other.example')).toEqual({
      kind: 'password',
      user: 'all',
      password: 'p2',
    });
  });

  test('that gives a token to exchange', async () => {
    const env = helpers({ x: says('<token>', 'refresh') });
    expect(await logins({ credsStore: 'x' }, env).of(hub)).toEqual({ kind: 'identity', token: 'refresh' });
  });

  test('that knows none', async () => {
    const env = helpers({ x: '#!/bin/sh\necho "credentials not found in native keychain"\nexit 1\n' });
    expect(await logins({ credsStore: 'x' }, env).of(hub)).toEqual({ kind: 'nobody' });
  });

  test.each([
    ['fails', 'x', '#!/bin/sh\necho s3cret; echo s3cret >&2; exit 3\n', 'ended with 3'],
    ['says what is no answer', 'x', '#!/bin/sh\necho s3cret\n', 'gave no login'],
    ['is not there', 'nowhere-to-be-found', '', 'cannot be run'],
    ['is a path', '../x', '', 'cannot be the name of a program'],
  ])('that %s', async (_, credsStore, program, why) => {
    const env = helpers(program === '' ? {} : { [credsStore]: program });
    await expect(logins({ credsStore }, env).of('r.example')).rejects.toMatchObject({
      message: `docker-credential-${credsStore}, which keeps the login for r.example, ${why}`,
      fix: `see what it says: echo r.example | docker-credential-${credsStore} get`,
    });
  });
});
