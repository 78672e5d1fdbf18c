import { expect, test } from 'vitest';
import { modelOf } from '../../../src/compile.ts';
import '../../../src/testing/vitest.ts';
import { App, Caddy, Environment, Network, Service, Stack } from '../../index.ts';

/** Two stacks of a host: one with the edge, and one that is behind it. */
function stacks() {
  const app = new App();
  const [environment] = Environment.all({ test: { host: { cpus: 2, memory: '8gb', disk: '10gb' } } });
  if (environment === undefined) throw new Error('no environment');
  const [front, shop] = [
    new Stack(app, 'front', environment, { title: 'Front', version: '1' }),
    new Stack(app, 'shop', environment, { title: 'Shop', version: '1' }),
  ];
  return { app, front, shop, door: new Network(front, 'door', { purpose: 'The edge.' }) };
}

test('a stack behind the edge of another is on the network that this one makes, and doctor looks for it', () => {
  const { app, front, shop, door } = stacks();
  const shared = new Network(shop, 'outside', { purpose: 'The edge of this host.', external: door });
  const web = new Service(shop.phases('core')[0], 'web', {
    image: 'example:1',
    port: 8000,
    networks: [shared],
  });
  const domain = 'shop.example.com';
  const props = {
    image: 'caddy:2.11.7',
    domain,
    tls: 'public',
    networks: [door],
    routes: { '/*': web },
  } as const;
  new Caddy(front.phases('core')[0], 'caddy', props);
  const [edge, behind] = modelOf(app).flatMap((system) => system.stacks);
  if (edge === undefined || behind === undefined) throw new Error('no stack');
  expect(edge.networks).toMatchObject([{ id: 'door' }]);
  expect(edge.networks[0]).not.toHaveProperty('external');
  expect(behind.networks).toMatchObject([
    { id: 'outside', external: { name: 'front-test_door', create: false } },
  ]);
  expect(behind).toHaveFile('docker-compose.yml', /name: front-test_door\n {4}external: true/);
  expect(behind).toHaveFile('scripts/doctor', /^ *check_made network front-test_door /m);
});

test('a network of the same stack needs no other name for it', () => {
  const { front, door } = stacks();
  expect(() => new Network(front, 'again', { purpose: 'The edge.', external: door })).toThrow(
    expect.objectContaining({
      code: 'own-network',
      message: '"again" is external, and is the network "door" of the same stack',
      fix: 'put the services on "door" itself',
    }),
  );
});

test('what is external there is so here, by the same name', () => {
  const { app, front, shop } = stacks();
  const proxy = new Network(front, 'proxy', {
    purpose: 'All.',
    external: { name: 'edge_net', create: true },
  });
  new Network(shop, 'proxy', { purpose: 'All.', external: proxy });
  expect(modelOf(app).flatMap(({ stacks: all }) => all)[1]?.networks).toMatchObject([
    { external: { name: 'edge_net', create: false } },
  ]);
});
