import { describe, expect, test } from 'vitest';
import type { ServiceModel } from '../../../src/model/service.ts';
import { adminInside } from '../../../src/rules/network/admin-inside.ts';
import { service, stack } from '../../support/model.ts';

const found = (port: number | undefined, over: Partial<ServiceModel>) =>
  adminInside.check(
    stack({
      services: [
        service({ id: 'queue', ...over }),
        service({
          id: 'edge',
          edge: true,
          serves: {
            product: 'Caddy',
            tls: 'internal',
            sites: ['shop.example.com', 'www.example.com'].map((name) => ({
              name: [name],
              routes: [
                {
                  match: '/queue/*',
                  upstream: { kind: 'address', service: 'queue', ...(port !== undefined && { port }) },
                },
              ],
            })),
          },
        }),
      ],
    }),
  );

describe('admin-inside', () => {
  test('a route to a console', () => {
    expect(found(9001, { listens: [{ port: 9001, purpose: 'console' }] })).toEqual([
      {
        path: 'shop-test/app/edge',
        message:
          'the route /queue/* leads to port 9001 of "queue", which is for administration ("console"): everybody on the internet may try passwords there',
        fix: 'remove the route /queue/*; an operator reaches the port through ssh, on a loopback port of the host',
      },
    ]);
  });

  test('one that is known by its number', () => {
    const known = { product: 'RabbitMQ', dataPaths: [], traits: { adminPorts: [15_672] } };
    expect(found(15_672, { known })[0]?.message).toBe(
      'the route /queue/* leads to port 15672 of "queue", which is for administration: everybody on the internet may try passwords there',
    );
    expect(found(5672, { known })).toEqual([]);
  });

  test('what is for users', () => {
    expect(found(9000, { listens: [{ port: 9000, purpose: 'main' }] })).toEqual([]);
    expect(found(undefined, { listens: [{ port: 9001, purpose: 'console' }] })).toEqual([]);
    expect(found(9001, { id: 'other' })).toEqual([]);
  });
});
