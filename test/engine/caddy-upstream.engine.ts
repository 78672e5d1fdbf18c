import { setTimeout } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { announce } from './support/announce.ts';
import { caddies } from './support/caddies.ts';
import { Edge } from './support/edge.ts';
import { environments } from './support/operations.ts';
import { must } from './support/tool.ts';

/**
 * Whether it asks again with the body. Earlier ones have closed it by then.
 * @see https://github.com/caddyserver/caddy/issues/7546
 */
function keepsBodies(program: string): boolean {
  const [, major = 0, minor = 0, patch = 0] =
    /v?(\d+)\.(\d+)\.(\d+)/.exec(must(program, ['version']))?.map(Number) ?? [];
  return major * 1e6 + minor * 1e3 + patch >= 2_011_002;
}

const kinds = caddies.flatMap(([version, program]) =>
  environments.map((environment) => ({ version, program, environment })),
);

describe('while the application is down', () => {
  // Side by side: the waits of one are the waits of all.
  let edges: readonly { readonly name: string; readonly keeps: boolean; readonly edge: Edge }[] = [];
  beforeAll(async () => {
    for (const [, program] of caddies) announce('Caddy', program, ['version']);
    edges = await Promise.all(
      kinds.map(async ({ version, program, environment }) => ({
        name: `Caddy ${version}, ${environment}`,
        keeps: keepsBodies(program),
        edge: await Edge.start(environment, program),
      })),
    );
  });
  afterAll(() => Promise.all(edges.map(({ edge }) => edge.close())));

  /** What each of them did, and what it should have done. */
  async function every<T>(expected: (keeps: boolean) => T, ask: (edge: Edge) => Promise<T>) {
    const seen = await Promise.all(edges.map(async ({ name, edge }) => [name, await ask(edge)]));
    expect(seen).toEqual(edges.map(({ name, keeps }) => [name, expected(keeps)]));
  }

  it('the edge waits for it to come back', async () => {
    const expected = (keeps: boolean) => ({ page: 200, event: keeps ? 200 : 502 });
    await every(expected, async (edge) => {
      await edge.stopUpstream();
      const event = edge.file('event', Buffer.alloc(300_000, 1));
      const asked = Promise.all([edge.ask('/page'), edge.ask('/e/', '--data-binary', `@${event}`)]);
      await setTimeout(2000);
      await edge.startUpstream();
      const [page, sent] = await asked;
      if (sent.status === 200) expect(JSON.parse(sent.body.toString())).toMatchObject({ size: 300_000 });
      return { page: page.status, event: sent.status };
    });
  });

  it('the edge gives up with a 502 after 15 seconds, and not much later', async () => {
    const expected = () => ({
      status: 502,
      inTime: true,
      said: '502 Bad Gateway',
      as: 'nosniff',
      by: undefined,
    });
    await every(expected, async (edge) => {
      await edge.stopUpstream();
      const { status, seconds, body, headers } = await edge.ask('/page');
      const [as] = headers['x-content-type-options'] ?? [];
      const [by] = headers.server ?? [];
      return { status, inTime: seconds >= 14 && seconds < 18, said: body.toString(), as, by };
    });
  });

  it('the edge is healthy itself, and hides what it hides', async () => {
    const expected = () => ({ health: 200, hidden: 404 });
    await every(expected, async (edge) => ({
      health: (await edge.ask('http://127.0.0.1:8080/')).status,
      hidden: (await edge.ask('/_stats')).status,
    }));
  });
});
