import { expect, test } from 'vitest';
import { project, stowage } from '../../support/command.ts';
import { tree } from '../../support/folder.ts';

const constructs = new URL('../../../constructs/index.ts', import.meta.url).href;

/** A system in two environments, made by a class with these raw keys and lines. */
const system = (
  raw: string,
  lines: string,
) => `import { App, Environment, Service, Stack } from '${constructs}';

const app = new App();
const host = { cpus: 2, memory: '4gb', disk: '10gb' } as const;
class Web extends Service {
  constructor(scope: ConstructorParameters<typeof Service>[0], id: string) {
    super(scope, id, { image: 'example/web:2.1.0', command: ['sleep 2d'] });
  }
}
class Shop extends Stack {
  constructor(environment: Environment) {
    super(app, 'shop', environment, { title: 'Shop', version: '2.1', compose: ${raw} });
    const [stores, site] = this.phases('stores', 'site');
    ${lines}
  }
}
for (const environment of Environment.all({ staging: { host }, production: { host, guarded: true } })) new Shop(environment);
export default app;
`;
const run = async (raw: string, lines: string, ...args: readonly string[]) => {
  const cwd = project(system(raw, lines));
  const said = await stowage(cwd, ['lint', '--fix', ...args]);
  return { ...said, source: tree(cwd)['stacks/index.ts'] };
};
const raw = (command: string) =>
  `{ services: { old: { image: 'example/old:2.1.0', command: [${command}], mem_limit: '64m', restart: 'always' }, db: { image: 'mysql:8.4.6', mem_limit: '1g', restart: 'always' } } }`;

test('a string among the raw keys of a stack, and one that a class hands on, are edited where they stand', async () => {
  const { out, source } = await run(raw("'sleep 1d'"), "new Web(site, 'web');");
  expect(out).toContain('2 mended\n');
  // No edit is tried that only a construct could take.
  expect(out).toContain(`→ give it a volume: volumes: ['db-data:/var/lib/mysql'] with new Volume(`);
  const innocent = system(raw("'sleep', '1d'"), "new Web(site, 'web');");
  expect(source).toBe(innocent.replace("['sleep 2d']", "['sleep', '2d']"));
}, 60_000);

const redis = `new Service(stores, 'cache', { image: 'redis:7.4.1', health: { exec: ['redis-cli', 'ping'] } });`;
const reader = (phase: string, id: string, value: string) =>
  `new Service(${phase}, '${id}', { image: 'example/${id}:2.1.0', env: { ${value} } });`;

test('localhost becomes the other service; what brings another finding is taken back, and the rest stays', async () => {
  const lines = (host: string) => `${redis}
    ${reader('stores', 'early', "CACHE: 'redis://localhost:6379/0'")}
    ${reader('site', 'one', `CACHE: 'redis://${host}:6379/0'`)}
    ${reader('site', 'two', `REDIS_HOST: '${host}', REDIS_PORT: '6379'`)}
    ${reader('site', 'three', "CACHES: 'redis://localhost:6379/0,redis://localhost:6379/1'")}`;
  const { out, source } = await run('{}', lines('localhost'));
  expect(source).toBe(system('{}', lines('cache')));
  expect(out).toContain('2 mended, 1 left\n');
  expect(out).toMatch(
    /^left .*"early".*\n {8}it would bring another finding: "early" points at "cache" in CACHE, but nothing makes it wait/m,
  );
}, 60_000);

test('a program gets each edit by its lines, planned or made', async () => {
  const line = `    ${reader('site', 'one', "CACHE: 'redis://localhost:6379/0'")}\n`;
  const lines = `${redis}\n${line.trimEnd()}`;
  const at = system('{}', lines).split('\n').indexOf(line.trimEnd()) + 1;
  const edit = {
    file: 'stacks/index.ts',
    line: at,
    lines: 1,
    old: line,
    new: line.replace('localhost', 'cache'),
  };
  const planned = JSON.parse((await run('{}', lines, '--dry-run', '--format', 'json')).out);
  expect(planned.edits).toEqual([{ state: 'planned', ...edit }]);
  expect(planned.findings).toHaveLength(2);
  const made = JSON.parse((await run('{}', lines, '--format=json')).out);
  expect(made).toMatchObject({ edits: [{ state: 'made', ...edit }], findings: [], left: [] });
  expect(made.mended.map(({ rule, path }: Record<string, string>) => [rule, path])).toEqual([
    ['localhost-own', 'shop-staging/site/one'],
    ['localhost-own', 'shop-production/site/one'],
  ]);
}, 60_000);

test('a class under another name is imported from where its volume is, too', async () => {
  const db = (mount: string) =>
    `new Db(stores, 'db', { image: 'mysql:8.4.6', memory: '1gb', env: { MYSQL_RANDOM_ROOT_PASSWORD: 'yes' } })${mount};`;
  const source = (mount: string, more: string) =>
    system('{}', db(mount)).replace('Service, Stack }', `Service, Service as Db, Stack${more} }`);
  const cwd = project(source('', ''));
  await stowage(cwd, ['lint', '--fix']);
  const volume = `new Volume(stores, 'db-data', { holds: 'The data of MySQL', backup: { stop: true } })`;
  expect(tree(cwd)['stacks/index.ts']).toBe(source(`.mount(${volume}, '/var/lib/mysql')`, ', Volume'));
}, 60_000);
