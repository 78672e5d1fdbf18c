import { expect, test } from 'vitest';
import { Secret, Service, text, Volume } from '../../../constructs/index.ts';
import { compile } from '../../../src/compile.ts';
import { orderPossible } from '../../../src/rules/order/order-possible.ts';
import { appOf, authored } from '../../support/author.ts';

const image = 'example/web:1.0';
const password = new Secret('PASSWORD', { description: 'Opens it.' });

const app = appOf((core, site) => {
  const data = new Volume(core, 'data', { holds: 'All of it.', backup: { stop: true } });
  new Service(core, 'db', { image }).mount(data, '/data');
  new Service(core, 'admin', { image, profile: 'tools', env: { URL: text`db:${password}` } }).mount(
    data,
    '/data',
  );
  new Service(site, 'web', { image, env: { PASSWORD: password } });
});
const filesOf = (of: typeof app) => {
  const { artifacts } = compile(of);
  return (path: string) => artifacts.find((one) => one.path.endsWith(`/${path}`))?.content ?? '';
};
const file = filesOf(app);

test('what starts only when asked for is in no start order, and nobody waits for it', () => {
  expect(file('test/docker-compose.yml')).toMatch(/\n {4}depends_on:\n {6}- db\n {4}\w/);
  expect(file('test/docker-compose.yml')).toMatch(/\n {2}admin:\n {4}image: .*\n {4}profiles: \[tools\]\n/);
  expect(file('test/Makefile')).toContain('scripts/start $(or $(call option,SERVICE), db web)');
  expect(file('README.md')).toContain(
    'Only when somebody asks for them: `admin`. `make start SERVICE=admin` starts one',
  );
});

test('it stands still with the others, and takes the secret that others take', () => {
  expect(file('scripts/stores.sh')).toContain('  rest "$1" stop db admin\n');
  expect(file('scripts/stores.sh')).toContain('\nasked=( admin )\n');
  expect(file('scripts/backup')).toContain('\napplication+=("${asked[@]}")\n');
  expect(file('scripts/upgrade')).toContain('\nfor service in "${asked[@]}"; do\n');
  expect(file('scripts/rotate')).toContain('readers=( web ) asked=( admin )');
  const without = filesOf(appOf((core) => new Service(core, 'web', { image, env: { PASSWORD: password } })));
  for (const path of ['scripts/stores.sh', 'scripts/backup', 'scripts/upgrade', 'scripts/rotate'])
    expect(without(path)).not.toMatch(/\basked(\[|=)/);
});

test('who always starts cannot wait for it; who starts with it can', () => {
  const waiting = (profile: object) =>
    authored((core) => {
      const db = new Service(core, 'db', { image, profile: 'tools' });
      new Service(core, 'web', { image, ...profile }).waitFor(db, 'started');
    });
  expect(orderPossible.check(waiting({}))).toMatchObject([
    {
      message:
        '"web" waits for "db", which starts only with the profile "tools": Compose refuses the project',
    },
  ]);
  expect(orderPossible.check(waiting({ profile: 'tools' }))).toEqual([]);
});
