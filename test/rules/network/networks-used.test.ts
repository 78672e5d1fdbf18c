import { describe, expect, test } from 'vitest';
import type { NetworkModel } from '../../../src/model/network.ts';
import { networksUsed } from '../../../src/rules/network/networks-used.ts';
import { said, service, stack } from '../../support/model.ts';

const network = (internal = false): NetworkModel => ({
  path: 'shop-test/backend',
  id: 'backend',
  purpose: said('All.'),
  internal,
  compose: {},
});
const member = service({ networks: ['backend'] });

describe('networks-used', () => {
  test('a network without a member', () => {
    expect(networksUsed.check(stack({ networks: [network()] }))).toEqual([
      {
        path: 'shop-test/backend',
        message: 'no service is on the network "backend": Compose does not even make it',
        fix: 'add it to the networks of a service, or remove it',
      },
    ]);
  });

  test('a member of no network', () => {
    expect(networksUsed.check(stack({ services: [member] }))).toEqual([
      {
        path: 'shop-test/app/web',
        message:
          '"web" is on the network "backend", but this stack has no such network: Compose refuses the project',
        fix: "make it in this stack: new Network(stack, 'backend', { purpose: '…' })",
      },
    ]);
    expect(
      networksUsed.check(stack({ services: [member], compose: { networks: { backend: null } } })),
    ).toEqual([]);
  });

  test('they belong together', () => {
    expect(networksUsed.check(stack({ services: [member], networks: [network()] }))).toEqual([]);
  });

  test('a port behind walls', () => {
    const published = { ...member, ports: [{ published: 80, target: 80, protocol: 'tcp' as const }] };
    expect(networksUsed.check(stack({ services: [published], networks: [network(true)] }))).toEqual([
      {
        path: 'shop-test/app/web',
        message:
          '"web" publishes a port, but is on internal networks alone ("backend"): the engine publishes nothing',
        fix: 'add a network that is not internal to the networks of "web"',
      },
    ]);
    expect(networksUsed.check(stack({ services: [published], networks: [network()] }))).toEqual([]);
    expect(networksUsed.check(stack({ services: [member], networks: [network(true)] }))).toEqual([]);
  });
});
