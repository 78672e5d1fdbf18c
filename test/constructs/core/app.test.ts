import { Construct } from 'constructs';
import { expect, test } from 'vitest';
import { App, Environment, Service, Stack, Variable } from '../../../constructs/index.ts';

const host = { cpus: 2, memory: '4gb', disk: '10gb' } as const;
const environments = Environment.all({ staging: { host }, production: { host } });
const props = { title: 'Shop', version: '1' };

/** Each of these systems in each environment. */
function app(...systems: readonly string[]): App {
  const root = new App();
  for (const system of systems)
    for (const environment of environments) new Stack(root, system, environment, props);
  return root;
}

test('one system for each name, its environments in the order in which they were made', () => {
  const systems = app('shop', 'blog').toModel();
  expect(systems.map(({ name, stacks }) => [name, ...stacks.map(({ path }) => path)])).toEqual([
    ['shop', 'shop-staging', 'shop-production'],
    ['blog', 'blog-staging', 'blog-production'],
  ]);
});

test('the tree is locked once it has been read', () => {
  const root = app('shop');
  root.toModel();
  expect(() => new Construct(root, 'late')).toThrow('during synthesis');
});

test('reading it twice gives the same', () => {
  const root = app('shop');
  expect(root.toModel()).toEqual(root.toModel());
});

test('every construct is asked, and the second line of what it says is the mend', () => {
  const root = app('shop');
  const [stack] = root.node.children;
  stack?.node.addValidation({ validate: () => ['it leaks\ncaulk it', 'it lists'] });
  expect(root.validate()).toEqual([
    { rule: 'validate', severity: 'error', path: 'shop-staging', message: 'it leaks', fix: 'caulk it' },
    {
      rule: 'validate',
      severity: 'error',
      path: 'shop-staging',
      message: 'it lists',
      fix: 'change it so that this no longer holds',
    },
  ]);
});

test('an app without a stack would remove every file: it is refused', () => {
  expect(new App().validate()).toMatchObject([
    { path: '', message: 'the app has no stack', fix: 'make one in it: new MyStack(app, environment)' },
  ]);
});

test('what is no stack makes no file: it is refused', () => {
  const root = app('shop');
  new Construct(root, 'stray');
  expect(root.validate()).toMatchObject([{ message: '"stray" is no stack, so nothing comes of it' }]);
});

test('a mistake that comes to light late points at its construct', () => {
  const root = app('shop');
  const [stack] = root.node.children;
  if (!(stack instanceof Stack)) throw new Error('no stack');
  const [site] = stack.phases('site');
  for (const [id, example] of [
    ['a', 'x'],
    ['b', 'y'],
  ] as const)
    new Service(site, id, {
      image: 'example/shop:1',
      env: { A: new Variable('A', { description: 'A.', example }) },
    });
  expect(() => root.toModel()).toThrow(
    expect.objectContaining({ code: 'variable-twice', at: 'shop-staging/site/b' }),
  );
});

test('it knows the line of each construct, and none of what is not there', () => {
  const root = app('shop');
  expect(root.place('shop-staging')).toMatchObject({ file: import.meta.filename, line: 13 });
  expect(root.place('')).toMatchObject({ file: import.meta.filename, line: 11 });
  expect(root.place('nowhere')).toBeUndefined();
});

test('environments on one host know those before them', () => {
  const root = new App();
  const shared = { ...host, name: 'attic' };
  for (const environment of Environment.all({
    test: { host: shared },
    staging: { host: shared },
    preview: { host: shared },
    production: { host },
  }))
    new Stack(root, 'shop', environment, props);
  const neighbours = root
    .toModel()
    .flatMap(({ stacks }) => stacks.map((stack) => stack.neighbours?.map(({ project }) => project)));
  expect(neighbours).toEqual([undefined, ['shop-test'], ['shop-test', 'shop-staging'], undefined]);
});

/** A stack for each: its system, its environment, the name of its host, the project that it keeps. */
function kept(
  ...all: readonly (readonly [system: string, id: string, name?: string | undefined, project?: string])[]
): App {
  const root = new App();
  for (const [system, id, name, project] of all)
    for (const environment of Environment.all({ [id]: { host: { ...host, ...(name && { name }) } } }))
      new Stack(root, system, environment, { ...props, ...(project !== undefined && { project }) });
  return root;
}

test('a project keeps the name that it has', () => {
  const [shop] = kept(['shop', 'home', undefined, 'old_shop']).toModel();
  expect(shop?.stacks.map(({ path, project }) => [path, project])).toEqual([['shop-home', 'old_shop']]);
  expect(
    kept(['shop', 'home', 'attic', 'old'], ['shop', 'away', 'cellar', 'old'])
      .toModel()
      .flatMap(({ stacks }) => stacks.map(({ project }) => project)),
  ).toEqual(['old', 'old']);
});

test.each(['Shop', 'my shop', '-shop', '', 'shop.old', 7])('%j is no name of a project', (project) => {
  expect(() => kept(['shop', 'home', undefined, project as string])).toThrow(
    expect.objectContaining({ code: 'bad-prop' }),
  ); // as JavaScript may
});

test.each([
  [
    'a name that another stack has by itself',
    kept(['shop', 'home'], ['blog', 'home', undefined, 'shop-home']),
  ],
  [
    'one name in two environments',
    kept(['shop', 'home', undefined, 'old'], ['shop', 'away', 'attic', 'old']),
  ],
  ['one name twice on a host', kept(['shop', 'home', 'attic', 'old'], ['blog', 'home', 'attic', 'old'])],
])('two projects that may meet on one host have two names: %s', (_, root) => {
  const second = root.node.children[1]?.node.path;
  expect(() => root.toModel()).toThrow(expect.objectContaining({ code: 'project-twice', at: second }));
});
