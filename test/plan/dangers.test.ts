import { describe, expect, test } from 'vitest';
import { knownImage } from '../../constructs/images/index.ts';
import { dangers } from '../../src/plan/dangers/index.ts';
import type { Versions } from '../../src/plan/services.ts';
import { service, variable } from '../support/model.ts';
import { planned } from '../support/planned.ts';

const image = 'example/web:1.0';
const of = (web: object, over: object = {}) => ({
  name: 'shop',
  services: { web: { image, ...web } },
  ...over,
});
const found = (...given: Parameters<typeof planned>) =>
  planned(...given).dangers.filter(({ rule }) => rule !== 'data-at-risk');
const path = 'shop-test/app/web';

describe('the dangers of a deploy', () => {
  test('each has an id of its own and says why, with a source', () => {
    expect(new Set(dangers.map(({ id }) => id)).size).toBe(dangers.length);
    for (const { about, summary } of dangers) {
      expect(summary).toMatch(/^[A-Z].+\.$/);
      expect(about.why).toMatch(/^[A-Z].+\.$/);
      expect(about.sources).not.toHaveLength(0);
    }
  });

  test('nothing changed: none', () => {
    expect(found(of({ ports: ['80:80'] }), of({ ports: ['80:80'] }))).toEqual([]);
  });

  test('a port that appears, on every address, at one, for the host alone', () => {
    expect(
      found(
        of({ ports: ['80:80'] }),
        of({ ports: ['80:80', '5432:5432', '10.0.0.1:81:81/udp', '127.0.0.1:82:82'] }),
      ),
    ).toEqual([
      {
        ...{ rule: 'port-opened', severity: 'warn', path },
        message: 'web opens port 5432/tcp of the host, on every address that it has',
        fix: 'see who may reach it: rules of a firewall on the host do not hold for published ports',
      },
      {
        ...{ rule: 'port-opened', severity: 'warn', path },
        message: 'web opens port 81/udp of 10.0.0.1 of the host, at 10.0.0.1',
        fix: 'see who may reach it: rules of a firewall on the host do not hold for published ports',
      },
      {
        ...{ rule: 'port-opened', severity: 'info', path },
        message: 'web opens port 82/tcp of 127.0.0.1 of the host, for this host alone',
        fix: 'see that nothing else listens there',
      },
    ]);
  });

  test('a door that only moves to another service is no new one', () => {
    const other = { other: { image, ports: ['80:80'] } };
    expect(found(of({ ports: ['80:80'] }), { name: 'shop', services: { web: { image }, ...other } })).toEqual(
      [],
    );
  });

  const secrets = ['OLD', 'NEW'].map((name) => variable({ name, kind: 'secret' }));
  const password = (name: string) => of({ environment: { PASSWORD: `\${${name}:?}` } });

  test('another secret', () => {
    expect(found(password('OLD'), password('NEW'), { variables: secrets })).toEqual([
      {
        ...{ rule: 'secret-changed', severity: 'warn', path },
        message: 'web reads NEW as PASSWORD, and read OLD there',
        fix: 'see that what it logs in to knows NEW, and that .env has it: make init draws a new one',
      },
    ]);
    expect(found(password('OLD'), password('OLD'), { variables: secrets })).toEqual([]);
    expect(found(password('A'), password('B'))).toEqual([]);
  });

  const known = {
    product: 'Base',
    dataPaths: ['/data'],
    initialVariables: ['BASE_NAME'],
    reach: { logins: [{ userVariable: 'BASE_USER', passwordVariable: 'BASE_PASSWORD' }] },
    traits: { stops: ['2.4', '3'] },
  };
  const base = (environment: object, version = '2.3') =>
    of(
      { image: `example/base:${version}`, environment, volumes: ['base_data:/data'] },
      { volumes: { base_data: null } },
    );
  const described = { services: [service({ image: 'example/base:2.3', known })] };

  test.each([['BASE_NAME'], ['BASE_USER'], ['BASE_PASSWORD']])(
    '%s counts only while the data are empty',
    (name) => {
      expect(found(base({ [name]: 'a' }), base({ [name]: 'b' }), described)).toEqual([
        {
          ...{ rule: 'only-when-empty', severity: 'warn', path },
          message: `${name} of web changed, and Base reads it only while its data are empty: base_data is not`,
          fix: 'say what was said before; or change it in Base itself, too: what it has stays as it was',
        },
      ]);
    },
  );

  test('an image that several run is told of once', () => {
    const both = (version: string) => {
      const image = `example/base:${version}`;
      return { name: 'shop', services: { web: { image }, worker: { image }, other: { image: 'a:1' } } };
    };
    const services = ['web', 'worker'].map((id) => service({ id, known: { ...known, version: '2.5' } }));
    expect(found(both('2.3'), both('2.5'), { services }).map(({ message }) => message)).toEqual([
      'web, worker go from Base 2.3 to 2.5, past 2.4: that must have run on the way',
    ]);
  });

  test.each([
    ['posthog/posthog:release-1.40.0', 'posthog/posthog:release-1.43.0', '1.41'],
    ['gitlab/gitlab-ce:16.8.1-ce.0', 'gitlab/gitlab-ee:17.4.0-ee.0', '16.11, 17.3'],
    ['rabbitmq:3.9-management', 'rabbitmq:3.13.7', '3.11'],
    ['mongo:5.0.31', 'mongo:7.0', '6.0'],
  ])('%s does not become %s at once', (from, to, past) => {
    const of = (image: string) => ({ name: 'shop', services: { web: { image } } });
    const now = knownImage(to);
    const services = [service({ image: to, ...(now && { known: now }) })];
    expect(found(of(from), of(to), { services, images: { of: knownImage } })).toMatchObject([
      { rule: 'version-skipped', message: expect.stringContaining(`, past ${past}: `) },
    ]);
  });

  test('of a volume that is new, and so empty, it is no danger', () => {
    const renamed = {
      ...base({ BASE_NAME: 'b' }),
      services: {
        web: { image: 'example/base:2.3', environment: { BASE_NAME: 'b' }, volumes: ['fresh:/data'] },
      },
      volumes: { fresh: null },
    };
    expect(found(base({ BASE_NAME: 'a' }), renamed, described)).toEqual([]);
  });

  test('another variable counts at each start', () => {
    expect(found(base({ LEVEL: 'a' }), base({ LEVEL: 'b' }), described)).toEqual([]);
  });

  test.each([
    ['2.3', '2.4', []],
    ['2.3.1', '2.4.9', []],
    ['2.4', '2.5', []],
    ['2.3', '2.5', ['2.4']],
    ['2.3', '3.1', ['2.4']],
    ['2.4.1', '4.0', ['3']],
    ['2.3', '4', ['2.4', '3']],
    ['4', '2.3', []],
  ])('from %s to %s', (from, to, passed) => {
    const services = [service({ image: `example/base:${to}`, known: { ...known, version: to } })];
    const messages = found(base({}, from), base({}, to), { services }).map(({ message }) => message);
    const which = passed.length > 1 ? 'each of them' : 'that';
    expect(messages).toEqual(
      passed.length === 0
        ? []
        : [
            `web goes from Base ${from} to ${to}, past ${passed.join(', ')}: ${which} must have run on the way`,
          ],
    );
  });

  test.each([
    ['postgres:16.4', 'POSTGRES_DB'],
    ['postgres:16.4', 'POSTGRES_PASSWORD'],
    ['postgres:16.4', 'POSTGRES_INITDB_ARGS'],
    ['mysql:8.4.2', 'MYSQL_DATABASE'],
    ['mariadb:11.4.3', 'MARIADB_DATABASE'],
    ['mongo:7.0.12', 'MONGO_INITDB_DATABASE'],
    ['rabbitmq:3.13.6', 'RABBITMQ_DEFAULT_VHOST'],
    ['postgres:16.4', 'LANG'],
    ['postgres:16.4', 'POSTGRES_PASSWORD_FILE'],
    ['influxdb:2.7.11', 'DOCKER_INFLUXDB_INIT_ORG'],
    ['neo4j:5.26.0', 'NEO4J_AUTH'],
    ['cassandra:5.0.2', 'CASSANDRA_CLUSTER_NAME'],
    ['nextcloud:30.0.4', 'NEXTCLOUD_ADMIN_USER'],
    ['gitlab/gitlab-ee:17.7.0-ee.0', 'GITLAB_ROOT_PASSWORD'],
  ])('%s reads %s only while its data are empty', (name, variable) => {
    const known = knownImage(name);
    const at = (value: string) =>
      of(
        { image: name, environment: { [variable]: value }, volumes: ['store:/data'] },
        { volumes: { store: null } },
      );
    const services = [service({ image: name, ...(known && { known }) })];
    expect(found(at('a'), at('b'), { services }).map(({ rule }) => rule)).toEqual(['only-when-empty']);
  });

  test.each([
    ['mysql:8.4.3', ['mysqld', '--lower-case-table-names=1'], ['mysqld'], '--lower-case-table-names'],
    [
      'mariadb:11.4.4',
      ['--collation-server=utf8mb4_bin'],
      '--collation_server utf8mb4_general_ci',
      '--collation-server',
    ],
    ['mongo:7.0.16', ['mongod'], ['mongod', '--directoryperdb'], '--directoryperdb'],
    [
      'mysql:8.4.3',
      ['--collation-server=a', '--sort-buffer-size=1M'],
      '--sort_buffer_size=2M --collation_server a',
      '',
    ],
    ['postgres:16.4', ['postgres', '-c', 'shared_buffers=1GB'], ['postgres'], ''],
  ])('a command of %s: from %o to %o', (name, from, to, flag) => {
    const known = knownImage(name);
    const at = (command: unknown) =>
      of({ image: name, command, volumes: ['store:/data'] }, { volumes: { store: null } });
    const services = [service({ image: name, ...(known && { known }) })];
    expect(found(at(from), at(to), { services }).map(({ message }) => message)).toEqual(
      flag === ''
        ? []
        : [
            `${flag} of web changed, and ${known?.product} reads it only while its data are empty: store is not`,
          ],
    );
  });

  test.each([
    ['mongo:6.0.17', 'mongo:8.0.0', '7.0'],
    ['rabbitmq:3.10.8', 'rabbitmq:3.12.0', '3.11'],
    ['elasticsearch:7.10.2', 'elasticsearch:8.15.0', '7.17'],
    ['nextcloud:27.1.2', 'nextcloud:29.0.4', '28'],
  ])('%s to %s goes past %s', (from, to, stop) => {
    const known = knownImage(to);
    const services = [service({ image: to, ...(known && { known }) })];
    const messages = found(of({ image: from }), of({ image: to }), { services, images: { of: knownImage } });
    expect(messages).toMatchObject([
      { rule: 'version-skipped', message: expect.stringContaining(`past ${stop}:`) },
    ]);
  });

  test('a file that changed, and who reads it', () => {
    const labelled = (digest: string) => of({ labels: { 'stowage.digest/conf/a.conf': digest, other: '1' } });
    expect(found(labelled('1'), labelled('2'))).toEqual([
      {
        ...{ rule: 'readers-restart', severity: 'info', path },
        message: 'conf/a.conf changed, and web is made anew to read it',
        fix: 'deploy it when that service may be away',
      },
    ]);
  });

  test('a newer Compose makes anew what did not change', () => {
    const bind = of({ volumes: ['./conf:/conf'] });
    const move = (from: Versions['from'], to: Versions['to']) => found(bind, bind, {}, [{ from, to }]);
    expect(move('2.40', '5.6')).toEqual([
      {
        ...{ rule: 'compose-recreates', severity: 'warn', path: 'shop-test' },
        message:
          'Compose 5.6 makes web anew although nothing of it changed: it spells what it hashes otherwise than 2.40',
        fix: 'bring the new Compose with a deploy that starts these anew in any case, or when they may be away',
      },
    ]);
    expect(move('5.6', '5.6')).toEqual([]);
    expect(move('2.26', '2.40')).toEqual([]);
  });

  test('a network that is made anew takes the names of who stays on it', () => {
    const net = (internal: boolean) =>
      of({ networks: ['back'] }, { networks: { back: internal ? { internal } : null } });
    expect(found(net(false), net(true))).toEqual([
      {
        ...{ rule: 'names-lost', severity: 'warn', path: 'shop-test' },
        message:
          'the network back is another one: Compose moves web to it, and nobody finds it by name there until it is made anew',
        fix: 'deploy it with make upgrade, which makes them anew; by hand: docker compose up -d --force-recreate',
      },
    ]);
    expect(found(net(true), net(true))).toEqual([]);
  });

  test('a network that is called otherwise: 5.6 cannot start who was made for it', () => {
    const net = (name: string) => of({ networks: ['back'] }, { networks: { back: { name } } });
    expect(found(net('one'), net('two'))).toEqual([
      {
        ...{ rule: 'up-fails', severity: 'error', path },
        message:
          'the network that web is made for is called otherwise: with Compose 5.6 "up" fails, and web stays down',
        fix: 'keep the name of the network; or remove the container first: docker compose rm --stop --force web',
      },
    ]);
    expect(found(net('one'), net('two'), {}, [{ from: '2.40', to: '2.40' }])).toEqual([]);
  });

  test('another name of the project', () => {
    expect(found(of({}), of({}, { name: 'store' }))).toMatchObject([
      {
        rule: 'project-renamed',
        severity: 'error',
        fix: 'say the old name again; or stop shop first and take its data over: make adopt FROM=shop',
      },
    ]);
  });
});
