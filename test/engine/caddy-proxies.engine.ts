import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { announce } from './support/announce.ts';
import { caddies } from './support/caddies.ts';
import { domain, Edge, variables } from './support/edge.ts';
import { compiledAnew } from './support/operations.ts';
import { run } from './support/tool.ts';

const [[, program], [, old]] = caddies;
const proxies = "trustedProxies: ['192.0.2.8', '198.51.100.0/24'],";
const compiled = compiledAnew(({ replace }) =>
  replace('stacks/posthog.ts', "headerLimit: '64KB',", `headerLimit: '64KB', ${proxies}`),
);
afterAll(() => compiled.dispose());

describe.each(['production', 'local'] as const)('%s behind a load balancer at 192.0.2.8', (environment) => {
  let edge: Edge;
  beforeAll(async () => {
    announce('Caddy', program, ['version']);
    edge = await Edge.start(environment, program, compiled.folder);
  });
  afterAll(() => edge.close());

  /** The headers that the application gets of a request from an address, with more header lines. */
  const seen = async (from: string, ...lines: readonly string[]): Promise<Record<string, string>> => {
    const words = ['--interface', from, ...lines.flatMap((line) => ['--header', line])];
    return JSON.parse((await edge.ask('/who', ...words)).body.toString()).headers;
  };
  const forwarded = async (from: string, ...lists: readonly string[]) =>
    (await seen(from, ...lists.map((list) => `X-Forwarded-For: ${list}`)))['x-forwarded-for'];

  it.each([
    ['the visitor that the load balancer saw', ['203.0.113.9'], '203.0.113.9'],
    ['that of IPv6', ['2001:db8::9'], '2001:db8::9'],
    ['the one before the CDN in front of it', ['203.0.113.9, 198.51.100.4'], '203.0.113.9'],
    ['not what the visitor claimed', ['6.6.6.6, 203.0.113.9'], '203.0.113.9'],
    ['not what he claimed to be a proxy', ['6.6.6.6, 198.51.100.9, 203.0.113.9'], '203.0.113.9'],
    ['not what he claimed in a line of its own', ['6.6.6.6', '203.0.113.9'], '203.0.113.9'],
    ['the next address where the last is none', ['203.0.113.9, nonsense'], '203.0.113.9'],
    ['the load balancer itself, where it says nothing', [], '192.0.2.8'],
    ['the load balancer itself, where all is nonsense', ['unknown'], '192.0.2.8'],
  ])('tells the application %s', async (_, lists, address) => {
    expect(await forwarded('192.0.2.8', ...lists)).toBe(address);
  });

  it('believes nobody else', async () => {
    expect(await forwarded('192.0.2.7', '203.0.113.9')).toBe('192.0.2.7');
    expect(await forwarded('192.0.2.7', '203.0.113.9, 192.0.2.8')).toBe('192.0.2.7');
  });

  it('takes the scheme from the load balancer and the host from nobody', async () => {
    const claims = ['X-Forwarded-Proto: https', 'X-Forwarded-Host: evil.example'];
    const host = environment === 'local' ? 'localhost' : domain;
    expect(await seen('192.0.2.8', ...claims)).toMatchObject({
      'x-forwarded-proto': 'https',
      'x-forwarded-host': host,
      host,
    });
    const own = environment === 'local' ? 'http' : 'https';
    const stranger = ['X-Forwarded-Proto: gopher', 'X-Forwarded-Host: evil.example'];
    expect(await seen('192.0.2.7', ...stranger)).toMatchObject({
      'x-forwarded-proto': own,
      'x-forwarded-host': host,
    });
  });

  it('hands on what the load balancer says beside it, and of nobody else', async () => {
    const says = ['X-Real-IP: 203.0.113.9', 'Forwarded: for=203.0.113.9', 'CF-Connecting-IP: 203.0.113.9'];
    const kept = await seen('192.0.2.8', ...says, 'X-Forwarded-Port: 443', 'X_Real_IP: 6.6.6.6');
    expect(kept).toMatchObject({
      'x-real-ip': '203.0.113.9',
      forwarded: 'for=203.0.113.9',
      'cf-connecting-ip': '203.0.113.9',
      'x-forwarded-port': '443',
    });
    const others = await seen('192.0.2.7', ...says, 'X-Forwarded-Port: 443', 'X_Real_IP: 6.6.6.6');
    const told = /real|^forwarded|^cf-|port/;
    expect(Object.keys({ ...others, ...kept }).filter((name) => name.includes('_'))).toEqual([]);
    expect(Object.keys(others).filter((name) => told.test(name))).toEqual([]);
  });

  it('says in its log who it was', async () => {
    await seen('192.0.2.8', 'X-Forwarded-For: 6.6.6.6, 203.0.113.77');
    await expect.poll(() => edge.log).toMatch(/"remote_ip":"192\.0\.2\.8".*"client_ip":"203\.0\.113\.77"/);
  });
});

it('a Caddy that is too old for it says so: the construct refuses the two together', () => {
  const file = `${compiled.folder}/production/caddy/Caddyfile`;
  const { code, err } = run(old, ['adapt', '--adapter', 'caddyfile', '--config', file], { env: variables });
  expect({ code, err }).toMatchObject({ code: 1, err: expect.stringContaining('trusted_proxies_strict') });
});
