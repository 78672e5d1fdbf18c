import { expect, test } from 'vitest';
import { canonical } from '../../src/compose/canonical.ts';
import type { Surroundings } from '../../src/compose/hash.ts';
import { configHashes, dialects } from '../../src/compose/hash.ts';
import { print } from '../../src/compose/print.ts';
import { withConfigs } from '../../src/files/configs.ts';

const files = new Map(
  ['web/a.conf', 'web_b.conf', 'web/b.conf', 'a b.conf', 'x.conf'].map((file) => [file, {}]),
);
const mount = (source: string, over: object = {}) => ({
  ...{ type: 'bind', source, target: '/a', read_only: true },
  bind: { create_host_path: false },
  ...over,
});
const moved = (volumes: readonly unknown[], over: object = {}) =>
  print(withConfigs(canonical({ services: { web: { image: 'a', volumes } }, ...over }).project, files));

test('a generated file that is mounted alone is a config', () => {
  expect(moved(['data:/data', mount('./web/a.conf')], { configs: { motd: { file: './motd' } } })).toEqual({
    services: {
      web: { image: 'a', volumes: ['data:/data'], configs: [{ source: 'web_a.conf', target: '/a' }] },
    },
    configs: { motd: { file: './motd' }, 'web_a.conf': { file: './web/a.conf' } },
  });
});

test('one that a start makes of .env is a secret', () => {
  const rendered = new Map([['rendered/a', { rendered: { mode: '0444', format: 'text' } as never }]]);
  const { project } = canonical({ services: { web: { image: 'a', volumes: [mount('./rendered/a')] } } });
  expect(print(withConfigs(project, rendered))).toEqual({
    services: { web: { image: 'a', secrets: [{ source: 'rendered_a', target: '/a' }] } },
    secrets: { rendered_a: { file: './rendered/a' } },
  });
});

test('two files never have one name', () => {
  const { configs } = Object(
    moved([...files.keys()].map((file, i) => mount(`./${file}`, { target: `/${i}` }))),
  );
  expect(Object.keys(configs)).toHaveLength(files.size);
  for (const name of Object.keys(configs)) expect(name).toMatch(/^[A-Za-z0-9._-]+$/);
});

test.each([
  ['a file that is not ours', mount('./web/c.conf')],
  ['a folder with files of ours', mount('./web')],
  ['what can be written', mount('./web/a.conf', { read_only: false })],
  ['what is made where it is not there', mount('./web/a.conf', { bind: {} })],
  ['a label for SELinux', mount('./web/a.conf', { bind: { create_host_path: false, selinux: 'z' } })],
  ['a path that a variable says', mount('${FILE}')],
])('%s stays a mount', (_, volume) => {
  const project = canonical({ services: { web: { image: 'a', volumes: [volume] } } }).project;
  expect(withConfigs(project, files)).toBe(project);
});

test('every version of Compose hashes it alike; of the mount they do not', () => {
  const around: Surroundings = { folder: '/srv/shop', home: '/root', lookUp: () => undefined };
  const { project } = canonical({ services: { web: { image: 'a', volumes: [mount('./web/a.conf')] } } });
  const hashes = (of: typeof project) =>
    new Set(dialects.map((one) => configHashes(of, one, around).get('web')));
  expect(hashes(project).size).toBe(2);
  expect(hashes(withConfigs(project, files)).size).toBe(1);
});
