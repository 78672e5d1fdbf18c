import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import type { Credentials } from '../../src/registry/credentials.ts';
import { digestOf } from '../../src/registry/digest.ts';
import type { Reply } from '../support/registry.ts';
import { digest, index, registry, shows } from '../support/registry.ts';

const ann: Credentials = { kind: 'password', user: 'ann', password: 'secret' };
const basic = `Basic ${Buffer.from('ann:secret').toString('base64')}`;

const ask = (host: string, credentials: Credentials = { kind: 'nobody' }) =>
  digestOf({ registry: host, repository: 'team/web', tag: '1.0' }, { of: async () => credentials });

const bearer = (host: string): Reply => ({
  status: 401,
  headers: {
    'www-authenticate': `Bearer realm="http://${host}/token?a=1",service="it",scope="repository:team/web:pull"`,
  },
});

describe('what a tag points at', () => {
  test('is read from the header: no pull is counted', async () => {
    const { host, asked } = await registry(() => shows(digest('1')));
    expect(await ask(host)).toBe(digest('1'));
    expect(asked).toEqual([
      { method: 'HEAD', path: '/v2/team/web/manifests/1.0', authorization: undefined, body: '' },
    ]);
  });

  test.each([
    ['has no header', {}],
    ['has one of another kind', { 'docker-content-digest': 'sha512:abc' }],
  ])('is computed where the answer %s', async (_, headers) => {
    const body = '{"schemaVersion":2}';
    const { host } = await registry(() => ({ headers: { ...headers, 'content-type': index }, body }));
    expect(await ask(host)).toBe(`sha256:${createHash('sha256').update(body).digest('hex')}`);
  });

  test('is found where it was moved to', async () => {
    const { host } = await registry(({ path }) =>
      path.startsWith('/v2/team')
        ? { status: 307, headers: { location: '/v2/else/manifests/1.0' } }
        : shows(digest('2')),
    );
    expect(await ask(host)).toBe(digest('2'));
  });
});

describe('a login', () => {
  test('by password', async () => {
    const { host, asked } = await registry(({ authorization }) =>
      authorization === basic
        ? shows(digest('3'))
        : { status: 401, headers: { 'www-authenticate': 'Basic realm="it"' } },
    );
    expect(await ask(host, ann)).toBe(digest('3'));
    expect(asked.map(({ authorization }) => authorization)).toEqual([undefined, basic]);
    await expect(ask(host)).rejects.toMatchObject({
      message: `${host} shows it to nobody without a login, or does not have it`,
      fix: `correct the name, or: docker login ${host}`,
    });
  });

  test.each([
    ['of nobody', { kind: 'nobody' }, undefined],
    ['by password', ann, basic],
  ] as const)('%s, exchanged for a token', async (_, credentials, authorization) => {
    const { host, asked } = await registry((question, at) => {
      if (question.path.startsWith('/token')) return { body: '{"token":"t"}' };
      return question.authorization === 'Bearer t' ? shows(digest('4')) : bearer(at);
    });
    expect(await ask(host, credentials)).toBe(digest('4'));
    expect(asked[1]).toMatchObject({
      method: 'GET',
      path: '/token?a=1&service=it&scope=repository%3Ateam%2Fweb%3Apull',
      authorization,
    });
  });

  test('by an identity token', async () => {
    const { host, asked } = await registry((question, at) => {
      if (question.path.startsWith('/token')) return { body: '{"access_token":"t"}' };
      return question.authorization === 'Bearer t' ? shows(digest('5')) : bearer(at);
    });
    expect(await ask(host, { kind: 'identity', token: 'refresh' })).toBe(digest('5'));
    expect(asked[1]).toEqual({
      method: 'POST',
      path: '/token?a=1',
      authorization: undefined,
      body: 'service=it&scope=repository%3Ateam%2Fweb%3Apull&grant_type=refresh_token&client_id=stowage&refresh_token=refresh',
    });
  });

  test('goes to no other host', async () => {
    const other = await registry(() => shows(digest('6')));
    const { host } = await registry(({ authorization }) =>
      authorization === undefined
        ? { status: 401, headers: { 'www-authenticate': 'Basic' } }
        : { status: 307, headers: { location: `http://${other.host}/v2/team/web/manifests/1.0` } },
    );
    expect(await ask(host, ann)).toBe(digest('6'));
    expect(other.asked.map(({ authorization }) => authorization)).toEqual([undefined]);
  });

  test('to a host that sent us elsewhere is not shown there', async () => {
    const other = await registry(() => ({ status: 401, headers: { 'www-authenticate': 'Basic' } }));
    const { host } = await registry(() => ({
      status: 307,
      headers: { location: `http://${other.host}/v2/x/manifests/1` },
    }));
    await expect(ask(host, ann)).rejects.toMatchObject({
      message: expect.stringContaining('does not accept the login'),
    });
    expect(other.asked.map(({ authorization }) => authorization)).toEqual([undefined]);
  });

  test.each([400, 401, 403])('that is not accepted (%s) is said, and not shown', async (status) => {
    const { host } = await registry(({ path }, at) =>
      path.startsWith('/token') ? { status, body: 'secret' } : bearer(at),
    );
    const refused: unknown = await ask(host, ann).catch((error: unknown) => error);
    expect(refused).toMatchObject({
      message: `${host} does not accept the login that Docker has for it, or has no such image for it`,
      fix: `correct the name, or log in anew: docker login ${host}`,
    });
    expect(JSON.stringify(refused) + String(refused)).not.toContain('secret');
  });
});

describe('a registry that', () => {
  test.each([
    ['has no such tag', { status: 404 }, 'has no tag 1.0 of team/web', 'correct the name or the tag'],
    [
      'forbids it',
      { status: 403 },
      'shows it to nobody without a login, or does not have it',
      'correct the name, or: docker login HOST',
    ],
    [
      'is asked too often',
      { status: 429, headers: { 'retry-after': '30' } },
      'wants to be asked less often (429)',
      'wait 30 seconds and run it again; who is logged in may ask more often: docker login HOST',
    ],
    ['is broken', { status: 503 }, 'answers with 503', 'try again later'],
    ['says what nobody expects', { status: 418 }, 'answers with 418', 'ask who runs it'],
    [
      'has it in a form of long ago',
      shows(digest('7'), 'application/vnd.docker.distribution.manifest.v1+prettyjws'),
      'has of team/web only what no engine of today pulls (application/vnd.docker.distribution.manifest.v1+prettyjws)',
      'take a newer tag',
    ],
    [
      'is a web site',
      { headers: { 'content-type': 'text/html' } },
      'has of team/web only what no engine of today pulls (text/html)',
      'take a newer tag',
    ],
    [
      'leads in a circle',
      { status: 302, headers: { location: '/v2/team/web/manifests/1.0' } },
      'sends us round in a circle',
      'ask who runs it',
    ],
    [
      'leads to a place without TLS',
      { status: 302, headers: { location: 'ftp://example.org/' } },
      'sends us to ftp://example.org, which is not protected',
      'ask who runs it',
    ],
    [
      'does not say who gives its tokens',
      { status: 401, headers: { 'www-authenticate': 'Bearer realm="here"' } },
      'does not say who gives its tokens',
      'ask who runs it',
    ],
  ] as const)('%s', async (_, reply: Reply, message, fix) => {
    const { host } = await registry(() => reply);
    await expect(ask(host)).rejects.toMatchObject({
      message: `${host} ${message}`,
      fix: fix.replace('HOST', host),
    });
  });

  test('sends without an end is left', async () => {
    const { host } = await registry(() => ({
      headers: { 'content-type': index },
      body: 'x'.repeat(5 * 2 ** 20),
    }));
    await expect(ask(host)).rejects.toMatchObject({ message: `${host} sends more than a manifest can hold` });
  });

  test('is not there', async () => {
    await expect(ask('127.0.0.1:1')).rejects.toMatchObject({
      message: expect.stringMatching(/^127\.0\.0\.1:1 cannot be reached: /),
    });
  });
});
