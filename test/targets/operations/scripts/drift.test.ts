import { describe, expect, test } from 'vitest';
import type { LiveHost } from '../../../support/live-host.ts';
import { liveDb, liveHost, liveServices, liveWeb } from '../../../support/live-host.ts';

const services = {
  db: { ...liveServices.db, restart: 'unless-stopped' },
  web: { ...liveServices.web, restart: 'unless-stopped' },
};
const host = (over: LiveHost = {}) => liveHost({ services, ...over });
const drifted = (over: LiveHost = {}, before = ':', env = {}) => {
  const { status, out, err } = host(over).run(`${before}; scripts/drift`, env);
  expect(out.split('\n').filter((line) => line.length > 80)).toEqual([]);
  return { status, said: `${out}${err}` };
};
const one = (said: string) => ({ status: 2, said: `${said}\nshop-test: 1 otherwise than described\n` });

test('a system that is as described has none', () => {
  expect(drifted()).toEqual({ status: 0, said: 'shop-test runs as it is described\n' });
});

describe('it names', () => {
  test.each<readonly [string, LiveHost, string]>([
    [
      'a container of another hash',
      { containers: [liveDb, { ...liveWeb, hash: 'a' }] },
      '  web: its file or .env says something else\n    make plan says what a start does; then make start',
    ],
    [
      'a container of another image than its tag',
      { containers: [liveDb, { ...liveWeb, tagged: 'sha256:old' }] },
      '  web: another image stands behind example/shop:1.0\n    make plan says what a start does; then make start',
    ],
    [
      'a service that does not run',
      { containers: [liveDb, { ...liveWeb, state: 'exited', code: 1 }] },
      '  web: its container is exited (exit code 1)\n    make start',
    ],
    [
      'a service without a container',
      { containers: [liveDb] },
      '  web is described, and does not run\n    make start',
    ],
    [
      'one that is unhealthy',
      { containers: [liveDb, { ...liveWeb, health: 'unhealthy' }] },
      '  shop-test-web-1: it runs, and is unhealthy\n    make logs SERVICE=web',
    ],
    [
      'a limit of memory that docker update changed',
      { containers: [liveDb, { ...liveWeb, limits: '134217728\t0\t<nil>' }] },
      '  shop-test-web-1: its limit of memory is 134217728 bytes, and the file says\n    none\n    scripts/compose up --detach --force-recreate web, or make it so in the\n      source',
    ],
    [
      'a restart policy that was changed',
      { containers: [liveDb, { ...liveWeb, policy: 'always' }] },
      '  shop-test-web-1: its restart policy is always, and the file says\n    unless-stopped\n    scripts/compose up --detach --force-recreate web, or make it so in the\n      source',
    ],
    [
      'a container of a service that is gone',
      { containers: [liveDb, liveWeb, { ...liveWeb, service: 'old', ports: [] }] },
      '  shop-test-old-1: its service old is not described any more; its volumes stay\n    make start removes it',
    ],
    [
      'what docker compose run left',
      { containers: [liveDb, liveWeb, { ...liveWeb, name: 'shop-test-web-run-1', oneoff: 'True' }] },
      '  the container shop-test-web-run-1 was started by hand, by docker compose run\n    where it is done: docker rm -f shop-test-web-run-1',
    ],
    [
      'a stranger on a network',
      { strangers: ['shop-test-db-1\tshop-test', 'box\t'] },
      '  the container box is on the network shop-test_default, and is not of shop-test\n    take it off: docker network disconnect shop-test_default box',
    ],
    [
      'a network that is not described',
      {
        hostNetworks: ['shop-test_default\tshop-test\tdefault\t\tn1', 'shop-test_old\tshop-test\told\t\tn2'],
      },
      '  the network shop-test_old is of shop-test, and not described\n    docker network rm shop-test_old',
    ],
    [
      'a volume that is not described',
      { hostVolumes: ['shop-test_db_data\tshop-test\tdb_data\t', 'shop-test_old\tshop-test\told\t'] },
      '  the volume shop-test_old is not described any more\n    make start ADOPT=shop-test_old:NEW copies it to the volume NEW,\n      FORGET=shop-test_old leaves it aside',
    ],
  ])('%s', (_, over, said) => {
    const { status, said: all } = drifted(over);
    expect({ status, said: all }).toEqual(one(said));
  });

  test('a variable of the shell that Compose reads', () => {
    expect(drifted({}, ':', { COMPOSE_PROFILES: 'secret-value' })).toEqual(
      one(
        '  this shell exports COMPOSE_PROFILES, which a plain docker compose obeys\n    unset COMPOSE_PROFILES',
      ),
    );
  });

  test('a file that was edited, by what git knows of it', () => {
    const git = 'git -c user.name=a -c user.email=a@b -c init.defaultBranch=main';
    const commit = `${git} init -q && printf '.env\n' >.gitignore && ${git} add . && ${git} commit -qm a`;
    expect(drifted({}, commit).status).toBe(0);
    expect(drifted({}, `${commit}; echo '# b' >>Makefile`)).toEqual(
      one(
        '  the file Makefile is not as it was generated\n    change the source and run npm run synth; here: git checkout -- Makefile',
      ),
    );
  });
});

test('a monitoring system asks for the exit code alone', () => {
  const quiet = (over: LiveHost) => host(over).run('scripts/drift --quiet');
  expect(quiet({})).toEqual({ status: 0, out: '', err: '' });
  expect(quiet({ containers: [] })).toEqual({ status: 2, out: '', err: '' });
  expect(quiet({ answers: `'network ls '*) exit 1 ;;` })).toEqual({ status: 1, out: '', err: '' });
});
