import { describe, expect, test } from 'vitest';
import { operationsFolder } from '../../../support/operations-folder.ts';
import { shop } from '../../../support/shop.ts';

const inhibit = 'com.docker.network.bridge.inhibit_ipv4';
const network = 'shop-test_inside';

interface Host {
  /** What Docker says of the network: internal, driver, IPv6, how many pools. @default - one of ours */
  readonly facts?: string;
  /** What its driver was told. @default - nothing: it is of before */
  readonly option?: string;
  /** The project of the containers on it. */
  readonly project?: string;
  /** The fixed address of the first of them. */
  readonly fixed?: string;
}

/** A host with a network and two containers on it; what was disconnected stays so, and what was made is there. */
function host({
  facts = 'true bridge false 1',
  option = '',
  project = 'shop-test',
  fixed = ' --ip 172.30.0.9',
}: Host = {}) {
  const config = JSON.stringify({
    services: { db: { image: 'db' } },
    networks: {
      default: { name: 'shop-test_default' },
      inside: { name: network, internal: true, driver_opts: { [inhibit]: 'true' } },
      open: { name: 'open', driver_opts: { [inhibit]: 'true' } },
      asked: { name: 'asked', internal: true },
    },
  });
  const folder = operationsFolder(
    shop(),
    `*' config --format json') printf '%s' '${config}' ;;
'network inspect --format {{.Name}}'*Options*' ${network}') if [ -f ../made ]; then echo '${network} true'; elif [ ! -f ../gone ]; then echo '${network} ${option}'; else echo; exit 1; fi ;;
'network inspect --format '*Options*) if [ -f ../made ]; then echo true; else echo '${option}'; fi ;;
'network inspect --format '*Driver*) echo '${facts}' ;;
'network inspect --format '*Subnet*) echo 'network ${network} 172.30.0.0/16' ;;
'network inspect --format '*Labels*) printf '%s\\n' 'label com.docker.compose.config-hash=1' 'label com.docker.compose.network=inside' 'label note=two words' '' ;;
'network inspect ${network}') [ ! -f ../gone ] || [ -f ../made ] ;;
'network rm '*) touch ../gone ;;
'network create '*--subnet*) [ ! -f ../full ] || { cat ../full >&2; exit 1; }; touch ../made ;;
'network create '*) touch ../made ;;
'network disconnect '*) touch "../off-\${5}" ;;
'network connect '*) rm -f "../off-\${*: -1}" ;;
'ps '*'network=${network} --format'*) echo '${project} shop-test-db-1' ;;
'ps '*'id='*'network='*) for id in aa bb; do case "$*" in *"id=$id "*) [ -f "../off-$id" ] || echo $id ;; esac; done ;;
'ps '*'id='*) echo one ;;
'ps --all --quiet'*'network=${network}') for id in aa bb; do [ -f "../off-$id" ] || echo $id; done ;;
'inspect --format container aa'*) echo 'container aa${fixed} --alias db --alias shop-test-db-1' ;;
'inspect --format container bb'*) echo 'container bb' ;;
'compose '*' up '* | 'volume ls'* | 'ps '* | 'network ls '*) ;;`,
  );
  const begins = /^network (?:disconnect|rm|create|connect) |^compose .* up /;
  return {
    ...folder,
    did: () =>
      folder
        .calls()
        .split('\n')
        .filter((line) => begins.test(line)),
  };
}

const renewed = [
  `network disconnect --force ${network} aa`,
  `network disconnect --force ${network} bb`,
  `network rm ${network}`,
  `network create --internal --driver bridge --subnet 172.30.0.0/16 --opt ${inhibit}=true --label com.docker.compose.network=inside --label note=two words ${network}`,
  `network connect --ip 172.30.0.9 --alias db --alias shop-test-db-1 ${network} aa`,
  `network connect ${network} bb`,
];
const up = 'compose --project-name shop-test up --detach --wait db';

describe('a network of before', () => {
  test('is made anew under its containers, before Compose sees it', () => {
    const folder = host();
    expect(folder.run('scripts/start db')).toEqual({
      status: 0,
      out: `Making the network ${network} anew: this host gets no address on it any more. What is on it keeps running.\n`,
      err: '',
    });
    expect(folder.did()).toEqual([...renewed, up]);
    expect(folder.run('ls -A backups').out).toBe('');
  });

  test('is made whole after a kill between the two', () => {
    const folder = host();
    folder.write('../full', 'no space left on device');
    expect(folder.run('scripts/start db')).toMatchObject({
      status: 1,
      err: `error: the network ${network} cannot be made anew: no space left on device\n       run the same command again\n`,
    });
    expect(folder.did()).toEqual(renewed.slice(0, 4));
    folder.run('rm ../full');
    expect(folder.run('scripts/start db')).toMatchObject({ status: 0, err: '' });
    expect(folder.did().slice(4)).toEqual([...renewed.slice(3), up]);
  });

  test('gets other addresses where its own were given away meanwhile, unless a container has one of them', () => {
    const full = 'Error response from daemon: Pool overlaps with other one on this address space';
    const fixed = host();
    fixed.write('../full', full);
    expect(fixed.run('scripts/start db')).toMatchObject({
      status: 1,
      err: `error: another network has the addresses 172.30.0.0/16 of ${network} by now\n       remove it, see: docker network ls; then run the same command again\n`,
    });
    fixed.run('rm ../full');
    expect(fixed.run('scripts/start db')).toMatchObject({ status: 0, err: '' });

    const folder = host({ fixed: '' });
    folder.write('../full', full);
    expect(folder.run('scripts/start db')).toMatchObject({
      status: 0,
      out: expect.stringContaining(
        `Another network has the addresses 172.30.0.0/16 by now: ${network} gets others.`,
      ),
    });
    expect(folder.did().slice(3)).toEqual([
      renewed[3],
      renewed[3]?.replace(' --subnet 172.30.0.0/16', ''),
      `network connect --alias db --alias shop-test-db-1 ${network} aa`,
      renewed[5],
      up,
    ]);
  });

  test.each([
    [
      'something foreign is on it',
      { project: 'other' },
      'the container shop-test-db-1, which is not of shop-test, is on the network',
    ],
    ['it has IPv6', { facts: 'true bridge true 2' }, 'must be made anew, and not while its containers run'],
    [
      'it leads out',
      { facts: 'false bridge false 1' },
      'must be made anew, and not while its containers run',
    ],
  ])('is left alone where %s', (_, facts, message) => {
    const folder = host(facts);
    expect(folder.run('scripts/start db')).toMatchObject({
      status: 1,
      err: expect.stringContaining(message),
    });
    expect(folder.did()).toEqual([]);
  });
});

test('one that is not there yet is left to Compose', () => {
  const folder = host();
  folder.write('../gone', '');
  expect(folder.run('scripts/start db')).toEqual({ status: 0, out: '', err: '' });
  expect(folder.did()).toEqual([up]);
});

test('one that is as it is described is not touched', () => {
  const folder = host({ option: 'true' });
  expect(folder.run('scripts/start db')).toEqual({ status: 0, out: '', err: '' });
  expect(folder.did()).toEqual([up]);
});

test('what was started before joins the networks that the files give it now, and those alone', () => {
  const config = JSON.stringify({
    services: {
      db: { image: 'db', networks: { 'db-clients': null, here: { aliases: ['x'] } } },
      web: { image: 'web', networks: { 'db-clients': null } },
      gone: { image: 'gone', networks: { here: null } },
    },
    networks: { 'db-clients': { name: 'shop-test_db-clients' }, here: { name: 'elsewhere' } },
  });
  const folder = operationsFolder(
    shop(),
    `*' config --format json') printf '%s' '${config}' ;;
'ps '*'service=gone '*) ;;
'ps '*'com.docker.compose.service='*) echo aa ;;
'inspect --format '*' aa') printf '%s\\n' elsewhere shop-test_db-clients-of-another '' ;;
'network inspect '*) [ -f ../made ] ;;
*' up --no-start '*) touch ../made ;;
'ps '* | 'network connect '*) ;;`,
  );
  const lines = 'set -- && . scripts/common.sh && . scripts/described.sh && . scripts/networks.sh';
  expect(folder.run(`bash -c '${lines} && ask_compose && join_networks db gone' scripts/x`)).toEqual({
    status: 0,
    out: 'Connecting db to the network shop-test_db-clients, as these files have it.\n',
    err: '',
  });
  expect(
    folder
      .calls()
      .split('\n')
      .filter((line) => /^network connect| up /.test(line)),
  ).toEqual([
    'compose --project-name shop-test up --no-start --no-deps --no-recreate db',
    'network connect --alias db shop-test_db-clients aa',
  ]);
});
