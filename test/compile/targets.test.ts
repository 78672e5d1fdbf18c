import { describe, expect, test } from 'vitest';
import type { Target } from '../../constructs/index.ts';
import { App, Environment, Service, Stack } from '../../constructs/index.ts';
import { compile } from '../../src/compile.ts';
import { operations } from '../../src/targets/operations/index.ts';

/** A third target, as anybody can write it. */
const inventory: Target = {
  id: 'inventory',
  rules: [
    {
      id: 'inventory-named',
      severity: 'error',
      summary: 'Each service has a tag of three numbers.',
      check: (stack) =>
        stack.services
          .filter(({ image }) => !/:\d+\.\d+\.\d+$/.test(image ?? ''))
          .map(({ id, path }) => ({ path, message: `"${id}" has another tag`, fix: 'write all three' })),
      about: { why: 'An inventory is read by machines.', wrong: '', right: '', sources: [] },
    },
  ],
  schemas: [{ end: 'inventory.json', schema: () => ({ type: 'array', items: { type: 'string' } }) }],
  stackFiles: (stack) => [
    {
      path: 'inventory.json',
      content: `${JSON.stringify(stack.services.map(({ id }) => id))}\n`,
      executable: false,
    },
  ],
  systemFiles: ({ name }, environments) => [
    {
      path: 'INVENTORY.md',
      content: `${name}: ${environments.map(({ path }) => path)}\n`,
      executable: false,
    },
  ],
};

/** A shop with one service, for these targets; or one that names none. */
function app(targets?: readonly Target[], props: object = {}): App {
  const made = new App(targets === undefined ? {} : { targets });
  const host = { cpus: 4, memory: '16gb', disk: '50gb' } as const;
  for (const environment of Environment.all({ test: { host } })) {
    const stack = new Stack(made, 'shop', environment, { title: 'Shop', version: '1.0' });
    const [site] = stack.phases('site');
    new Service(site, 'web', {
      image: 'example.org/shop:1.0.0',
      memory: '1gb',
      health: { exec: ['true'] },
      ...props,
    });
  }
  return made;
}

const paths = (made: App) => compile(made).artifacts.map(({ path }) => path);
const messages = (made: App) =>
  compile(made).findings.map(({ rule, path, message }) => [rule, path, message]);

describe('targets', () => {
  test('an app that names none makes the operations repository', () => {
    expect(compile(app()).artifacts).toEqual(compile(app([operations()])).artifacts);
    expect(paths(app())).toContain('shop/test/docker-compose.yml');
  });

  test('a third one stands beside it, in its own words, and touches nothing of it', () => {
    const { artifacts, findings } = compile(app([operations(), inventory]));
    expect(findings).toEqual([]);
    const [above, inside, ...more] = artifacts.slice(compile(app()).artifacts.length);
    expect(artifacts.slice(0, -2)).toEqual(compile(app()).artifacts);
    expect([above, inside, more]).toEqual([
      { path: 'shop/INVENTORY.md', content: 'shop: test/inventory.json\n', executable: false },
      { path: 'shop/test/inventory.json', content: '["web"]\n', executable: false },
      [],
    ]);
  });

  test('what is not chosen makes nothing and asks nothing', () => {
    expect(paths(app([inventory]))).toEqual([
      ...['shop/.gitattributes', 'shop/INVENTORY.md', 'shop/test/inventory.json'],
    ]);
    const taken = {
      console: { target: 'backup', help: 'Two.', command: ['sh'] },
    };
    expect(messages(app([inventory], taken))).toEqual([]);
    expect(messages(app([operations()], taken)).map(([rule]) => rule)).toEqual(['targets-unique']);
  });

  test('it asks its own rules, which can be acknowledged where it is chosen', () => {
    const silent = app([inventory], { image: 'example.org/shop:1.0' });
    expect(messages(silent)).toEqual([['inventory-named', 'shop-test/site/web', '"web" has another tag']]);
    const signed = app([inventory], { image: 'example.org/shop:1.0' });
    const [stack] = signed.node.children.filter((child) => child instanceof Stack);
    stack?.acknowledge(
      'inventory-named',
      stack.node.findAll().filter((one) => one instanceof Service),
      'Known.',
    );
    expect(messages(signed)).toEqual([]);
    expect(paths(signed)).toHaveLength(3);
  });

  test('its files are held against its schemas', () => {
    const odd = {
      ...inventory,
      stackFiles: () => [{ path: 'inventory.json', content: '[1]\n', executable: false }],
    };
    expect(messages(app([odd]))).toEqual([
      ['schema', 'shop-test', 'shop/test/inventory.json: 0 must be string, and it is 1'],
    ]);
  });

  test('two files of one path are refused, whoever makes them', () => {
    const rival = { id: 'rival', stackFiles: () => [{ path: 'Makefile', content: '', executable: false }] };
    expect(() => compile(app([operations(), rival]))).toThrow(
      expect.objectContaining({
        code: 'artifact-twice',
        message: 'two files want to be shop/test/Makefile',
      }),
    );
  });
});

describe('a target that is none', () => {
  test.each([
    [[], 'bad-prop'],
    [['operations'], 'bad-prop'],
    [[operations], 'bad-prop'],
    [[{ id: 'Big Word', stackFiles: () => [] }], 'bad-prop'],
    [[{ id: 'nothing' }], 'bad-prop'],
    [[operations(), operations()], 'target-twice'],
  ])('is refused where it is named (%#)', (targets, code) => {
    expect(() => new App({ targets: targets as never })).toThrow(expect.objectContaining({ code })); // as JavaScript may
  });

  test.each([
    ['nothing', undefined],
    ['a text', 'docker-compose.yml'],
    ['a file without content', [{ path: 'a' }]],
    ['a number for a path', [{ path: 42, content: '', executable: false }]],
    ['a hole', [undefined]],
  ])('makes %s', (_, made) => {
    const odd = { id: 'odd', stackFiles: () => made as never }; // as JavaScript may
    expect(() => compile(app([odd]))).toThrow(
      expect.objectContaining({
        code: 'bad-artifact',
        at: 'shop-test',
        message: 'the target "odd" makes something that is no list of files',
      }),
    );
  });
});
