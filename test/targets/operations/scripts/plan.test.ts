import { describe, expect, test } from 'vitest';
import type { LiveHost } from '../../../support/live-host.ts';
import { liveDb, liveHost, liveServices, liveWeb } from '../../../support/live-host.ts';

const planned = (host: LiveHost = {}) => {
  const { status, out, err } = liveHost(host).run('scripts/plan');
  expect(out.split('\n').filter((line) => line.length > 80)).toEqual([]);
  return { status, said: `${out}${err}` };
};
const head = (version = '2.40.3') => `shop-test, as Compose ${version} would start it here\n`;
const web = liveServices.web ?? {};
const db = liveServices.db ?? {};

test('a system that is as the files say is one line', () => {
  expect(planned()).toEqual({ status: 0, said: 'shop-test: nothing to do; 2 stay as they are\n' });
});

test('a job that is done runs again at each start, and that is no change', () => {
  expect(planned({ containers: [liveDb, { ...liveWeb, state: 'exited', policy: 'no' }] })).toEqual({
    status: 0,
    said: 'shop-test: nothing to do; 1 stay as they are; each start runs again: web\n',
  });
});

describe('a container', () => {
  test.each<readonly [string, LiveHost, string]>([
    [
      'of another image',
      {
        services: { db, web: { ...web, image: 'example/shop:2.0' } },
        images: { 'postgres:12.13': 'sha256:db' },
        containers: [liveDb, { ...liveWeb, hash: 'a' }],
      },
      `Made anew
  web: image example/shop:1.0 -> example/shop:2.0
Also
  the image example/shop:2.0 is not here, and is pulled first
1 stay as they are
`,
    ],
    [
      'whose tag has moved',
      { containers: [liveDb, { ...liveWeb, tagged: 'sha256:old' }] },
      `Made anew
  web: another image stands behind example/shop:1.0
1 stay as they are
`,
    ],
    [
      'of which the file says something else, made by another Compose',
      { containers: [{ ...liveDb, hash: 'a', compose: '2.26.1' }, liveWeb] },
      `Made anew
  db: its file or .env says something else; made by Compose 2.26.1: that alone
    may be why
To know
  1 container was made by Compose 2.26.1, and here is 2.40.3: a hash may differ
    for that alone
1 stay as they are
`,
    ],
    [
      'that publishes another port',
      {
        services: { db, web: { ...web, ports: [{ target: 81, published: '8081', protocol: 'tcp' }] } },
        containers: [liveDb, { ...liveWeb, hash: 'a' }],
      },
      `Made anew
  web: publishes 8081->81/tcp; publishes 8080->80/tcp no more
Also
  web publishes 8081->81/tcp
1 stay as they are
`,
    ],
    [
      'that starts again with one that is made anew',
      {
        services: {
          db: { ...db, init: true },
          web: { ...web, depends_on: { db: { condition: 'service_healthy', restart: true } } },
        },
        containers: [{ ...liveDb, hash: 'a' }, liveWeb],
      },
      `Made anew
  db: its file or .env says something else
Stopped, and started again
  web: starts again with db
0 stay as they are
`,
    ],
    [
      'of a service that is gone, one that is not there, one that has ended',
      {
        containers: [
          { ...liveDb, state: 'exited', code: 137 },
          { ...liveWeb, service: 'old' },
        ],
      },
      `Removed
  shop-test-old-1: its service old is not described any more; its volumes stay
Made
  web: example/shop:1.0
Started
  db: its container is exited (exit code 137)
0 stay as they are
`,
    ],
  ])('%s', (_, host, said) => {
    expect(planned(host)).toEqual({ status: 2, said: `${head()}${said}` });
  });
});

describe('data', () => {
  const renamed = { name: 'shop-test_new' };
  test('an empty volume beside one that is left behind is a danger', () => {
    const { status, said } = planned({ volumes: { db_data: renamed } });
    expect([status, said]).toEqual([
      3,
      `${head()}DATA AT RISK
  the volume shop-test_new is described and not there: it would be made, empty
  the volume shop-test_db_data is not described any more, and stays behind: make
    start ADOPT=shop-test_db_data:NEW copies it to the volume NEW,
    FORGET=shop-test_db_data leaves it aside
Made anew
  db: mounts shop-test_new at /data in the place of shop-test_db_data
1 stay as they are
`,
    ]);
  });

  test('Compose 2.26 leaves the container on the old one', () => {
    const { status, said } = planned({ volumes: { db_data: renamed }, version: '2.26.1' });
    expect(status).toBe(3);
    expect(said).not.toContain('db:');
  });

  test('a volume that Compose would make anew is one, too', () => {
    const { status, said } = planned({ hostVolumes: ['shop-test_db_data\tshop-test\tdb_data\t00'] });
    expect([status, said]).toEqual([
      3,
      `${head()}DATA AT RISK
  the volume shop-test_db_data is not as the file says it, and Compose asks
    whether to make it anew, empty: answer no
2 stay as they are
`,
    ]);
  });

  test('a first start makes volumes, and nothing is lost', () => {
    const { status, said } = planned({ containers: [], hostVolumes: [], hostNetworks: [] });
    expect([status, said]).toEqual([
      2,
      `${head()}Made
  db: postgres:12.13
  web: example/shop:1.0
Also
  the network shop-test_default is made
  the volume shop-test_db_data is made, empty
  web publishes 8080->80/tcp
0 stay as they are
`,
    ]);
  });
});

describe('it cannot be found out', () => {
  test.each([
    ['without .env', {}, 'rm .env; scripts/plan', 'error: there is no .env here\n       run: make init\n'],
    [
      'with a word that it does not know',
      {},
      'scripts/plan all',
      'error: plan does not know "all"\n       usage: scripts/plan [--json]\n',
    ],
    [
      'where Docker does not answer',
      { answers: `'network ls '*) exit 1 ;;` },
      'scripts/plan',
      'error: Docker does not answer\n       start it, or see: docker info\n',
    ],
    [
      'where Compose says no hash',
      { answers: `*' config --hash '*) ;;` },
      'scripts/plan',
      "error: Compose does not say the hash of each service\n       see: docker compose config --hash '*'\n",
    ],
  ])('%s', (_, host, line, err) => {
    expect(liveHost(host).run(line)).toEqual({ status: 1, out: '', err });
  });
});

test('make takes a change for no fault, and data at risk for one', () => {
  expect(liveHost({ containers: [liveDb] }).run('make plan').status).toBe(0);
  expect(liveHost({ volumes: { db_data: { name: 'x' } } }).run('make plan').status).toBe(2);
});
