import { describe, expect, test } from 'vitest';
import type { ServiceProps } from '../../../constructs/index.ts';
import { App, Environment, Network, replace, Service, Stack } from '../../../constructs/index.ts';
import { modelOf } from '../../../src/compile.ts';
import { hostDistinct } from '../../../src/rules/network/host-distinct.ts';

const image = 'example.org/shop:1.0.0';
const size = { cpus: 4, memory: '16gb', disk: '50gb' } as const;

interface Case {
  /** Whether the network is one that the first stack makes, or one that both call external. */
  readonly door?: 'own' | 'external';
  /** The hosts of the two. */
  readonly on?: readonly [string?, string?];
  /** The stack that is pointed at comes after the other one. */
  readonly turned?: boolean;
  readonly client?: Omit<ServiceProps, 'image'>;
  readonly target?: Omit<ServiceProps, 'image'>;
  readonly guest?: Omit<ServiceProps, 'image'>;
  readonly id?: string;
  /** The client alone is on the network of both; what it points at is beside it on one of theirs. */
  readonly inside?: boolean;
}

/** What is said where `client` of the shop points at its `web`, and a blog has a service on their network. */
function messages({ door = 'own', on = [], turned = false, inside = false, id = 'web', ...over }: Case = {}) {
  const app = new App();
  const made = new Map<string, Stack>();
  const all = ['shop', 'blog'].map((name, i) => [name, on[i]] as const);
  for (const [name, host] of turned ? all.reverse() : all)
    for (const environment of Environment.all({
      home: { host: { ...size, ...(host !== undefined && { name: host }) } },
    }))
      made.set(name, new Stack(app, name, environment, { title: name, version: '1.0' }));
  const [shop, blog] = [made.get('shop'), made.get('blog')];
  if (shop === undefined || blog === undefined) throw new Error('both are made');
  const purpose = 'The edge';
  const ours = new Network(shop, 'door', { purpose, ...(door === 'external' && { external: 'proxy' }) });
  const theirs = new Network(blog, 'street', { purpose, external: door === 'external' ? 'proxy' : ours });
  const own = new Network(shop, 'inner', { purpose });
  const networks = inside ? [own] : [ours];
  const [core] = shop.phases('core');
  const [main] = blog.phases('main');
  new Service(core, 'web', { image, port: 8000, networks, ...over.target });
  new Service(core, 'client', {
    ...{ image, env: { WEB_URL: 'http://web:8000' }, networks: inside ? [ours, own] : [ours] },
    ...over.client,
  });
  new Service(main, id, { image, port: 8000, networks: [theirs], ...over.guest });
  return modelOf(app).flatMap(({ stacks }) => stacks.flatMap((stack) => hostDistinct.check(stack)));
}

const found = {
  path: 'shop-home/core/client',
  message:
    '"client" points at "web" in WEB_URL, but "web" of blog-home answers to that name on the network "door", too: the request goes to either of them',
  fix: 'write "shop-home-web-1", the name of its container, or give "web" another id than any of blog-home',
};

describe('a name that two answer to', () => {
  test.each<readonly [string, Case]>([
    ['on a network of one of the stacks', {}],
    ['whichever is first', { turned: true }],
    ['where it is on a network of its own', { inside: true }],
    ['on a network of others, on one host', { door: 'external', on: ['attic', 'attic'] }],
    ['by the host name of the other one', { id: 'page', guest: { compose: { hostname: 'Web' } } }],
    ['by the name of its container', { id: 'page', guest: { compose: { container_name: 'web' } } }],
  ])('%s', (_, world) => {
    const named = world.id === undefined ? 'web' : 'page';
    expect(messages(world)).toEqual([
      { ...found, message: found.message.replace('"web" of', `"${named}" of`) },
    ]);
  });

  test('by an alias of the other one', () => {
    const guest = { compose: { networks: { street: { aliases: ['web'] } } } };
    expect(messages({ id: 'page', guest })).toMatchObject([{ fix: found.fix }]);
  });

  test('an alias of both, where the id is one of its own', () => {
    const target = { compose: { networks: { door: { aliases: ['front'] } } } };
    const guest = { compose: { networks: { street: { aliases: ['front'] } } } };
    const client = { env: { WEB_URL: 'http://front:8000' } };
    expect(messages({ id: 'page', client, target, guest })).toMatchObject([
      { fix: 'write "web", its id, or give "web" another id than any of blog-home' },
    ]);
  });
});

test.each<readonly [string, Case]>([
  ['another id', { id: 'page' }],
  ['the container by its name', { client: { env: { WEB_URL: 'http://shop-home-web-1:8000' } } }],
  ['a link says who', { client: { env: { WEB_URL: 'http://web:8000' }, compose: { links: ['web'] } } }],
  [
    'its hosts file says who',
    { client: { env: { WEB_URL: 'http://web:8000' }, compose: { extra_hosts: ['web:10.0.0.9'] } } },
  ],
  ['the guest is on a network of its own', { guest: { networks: [] } }],
  [
    'the client is on no network of theirs',
    {
      inside: true,
      client: { env: { WEB_URL: 'http://web:8000' }, compose: { networks: replace(['inner']) } },
    },
  ],
  ['a network called alike on two hosts', { door: 'external', on: ['attic', 'cellar'] }],
  ['a network called alike, and nothing said of the hosts', { door: 'external' }],
  ['nobody points at it', { client: { env: { NAME: 'web' } } }],
])('%s', (_, world) => expect(messages(world)).toEqual([]));

test.each([
  ['in one environment', ['home'], 2],
  ['in two', ['home', 'away'], 0],
] as const)('two that call a network of others their own %s', (_, [first, second], found) => {
  const app = new App();
  const all = Environment.all({ home: { host: size }, away: { host: size } });
  for (const [name, at] of [
    ['shop', first],
    ['blog', second ?? first],
  ]) {
    const environment = all.find((one) => one.name === at);
    if (name === undefined || environment === undefined) throw new Error(`no environment ${at}`);
    const stack = new Stack(app, name, environment, { title: name, version: '1.0' });
    const networks = [new Network(stack, 'door', { purpose: 'The edge', external: 'proxy' })];
    const [core] = stack.phases('core');
    new Service(core, 'web', { image, port: 8000, networks });
    new Service(core, 'client', { image, env: { WEB_URL: 'http://web:8000' }, networks });
  }
  expect(
    modelOf(app).flatMap(({ stacks }) => stacks.flatMap((stack) => hostDistinct.check(stack))),
  ).toHaveLength(found);
});

test("two of others, when none is its own; an alias of both is somebody's choice", () => {
  const client = (target: string) => ({ env: { API_URL: `http://${target}:8000` } });
  const both = (compose: ServiceProps['compose'] = {}) => {
    const app = new App();
    for (const environment of Environment.all({ home: { host: { ...size, name: 'attic' } } }))
      for (const name of ['edge', 'green', 'blue']) {
        const stack = new Stack(app, name, environment, { title: name, version: '1.0' });
        const door = new Network(stack, 'door', { purpose: 'The edge', external: 'proxy' });
        const [core] = stack.phases('core');
        const say = name === 'edge' ? client('api') : { compose };
        new Service(core, name === 'edge' ? 'client' : Object.keys(compose).length > 0 ? name : 'api', {
          image,
          networks: [door],
          ...say,
        });
      }
    return modelOf(app).flatMap(({ stacks }) => stacks.flatMap((stack) => hostDistinct.check(stack)));
  };
  expect(both()).toEqual([
    {
      path: 'edge-home/core/client',
      message:
        '"client" points at "api" in API_URL, and both "api" of green-home and "api" of blue-home answer to that name: the request goes to either of them',
      fix: 'write the name of the container that is meant: "green-home-api-1" or "blue-home-api-1"',
    },
  ]);
  expect(both({ networks: { door: { aliases: ['api'] } } })).toEqual([]);
});
