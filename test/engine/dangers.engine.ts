import { createConnection } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { variable } from '../support/model.ts';
import type { Part } from './plan/change.ts';
import { becomes, configOf, dangers, dispose, mounts, patience, project, runs } from './plan/danger.ts';
import { alone, idle } from './plan/idle.ts';
import { blockImages } from './support/block-images.ts';
import { images } from './support/posthog.ts';
import { run } from './support/tool.ts';

// What else `stowage plan` warns of, and that it is so: the same change is planned, and made on the engine by a plain `up`.
afterEach(dispose);

describe('settings', () => {
  it('that a store reads only while it is empty, and another secret: who is given the new one is refused', async () => {
    const of = (secret: string, locale: string): Part => ({
      services: {
        db: {
          image: images.postgres,
          environment: { POSTGRES_PASSWORD: `\${${secret}:?}`, POSTGRES_INITDB_ARGS: `--locale=${locale}` },
          volumes: ['data:/var/lib/postgresql/data'],
        },
        app: { ...idle, image: images.postgres, environment: { PGPASSWORD: `\${${secret}:?}` } },
      },
      volumes: { data: null },
      env: { OLD_PASSWORD: 'one', NEW_PASSWORD: 'other' },
    });
    const [before, after] = [of('OLD_PASSWORD', 'C.UTF-8'), of('NEW_PASSWORD', 'C')];
    const variables = ['OLD_PASSWORD', 'NEW_PASSWORD'].map((name) => variable({ name, kind: 'secret' }));
    expect(dangers(before, after, { variables })).toEqual([
      'only-when-empty: POSTGRES_PASSWORD, POSTGRES_INITDB_ARGS of db changed, and PostgreSQL reads them only while its data are empty: data is not',
      'secret-changed: db reads NEW_PASSWORD as POSTGRES_PASSWORD, and read OLD_PASSWORD there',
      'secret-changed: app reads NEW_PASSWORD as PGPASSWORD, and read OLD_PASSWORD there',
    ]);
    const running = await runs(before);
    const asks = (...environment: readonly string[]) =>
      running.says(
        'app',
        'env',
        ...environment,
        'psql',
        '-h',
        'db',
        '-U',
        'postgres',
        '-Atc',
        'SHOW lc_collate',
      );
    await expect.poll(() => asks(), patience).toBe('C.UTF-8');
    await becomes(running, after);
    await expect.poll(() => asks('PGPASSWORD=one'), patience).toBe('C.UTF-8');
    expect(asks()).toBe('');
  });

  it('of KRaft: a broker does not start with another id of its cluster', async () => {
    const of = (id: string): Part => ({
      services: {
        a: {
          image: blockImages.kafka3,
          environment: {
            CLUSTER_ID: id,
            KAFKA_NODE_ID: '1',
            KAFKA_PROCESS_ROLES: 'broker,controller',
            KAFKA_LISTENERS: 'PLAINTEXT://:9092,CONTROLLER://:9093',
            KAFKA_ADVERTISED_LISTENERS: 'PLAINTEXT://localhost:9092',
            KAFKA_CONTROLLER_LISTENER_NAMES: 'CONTROLLER',
            KAFKA_LISTENER_SECURITY_PROTOCOL_MAP: 'CONTROLLER:PLAINTEXT,PLAINTEXT:PLAINTEXT',
            KAFKA_CONTROLLER_QUORUM_VOTERS: '1@localhost:9093',
            KAFKA_OFFSETS_TOPIC_REPLICATION_FACTOR: '1',
            KAFKA_LOG_DIRS: '/var/lib/kafka/data',
          },
          volumes: ['log:/var/lib/kafka/data'],
          stop_grace_period: '5s',
        },
      },
      volumes: { log: null },
    });
    const [before, after] = [of('5L6g3nShT-eMCtK--X86sw'), of('MkU3OEVBNTcwNTJENDM2Qg')];
    expect(dangers(before, after)).toEqual([
      'only-when-empty: CLUSTER_ID of a changed, and Apache Kafka reads it only while its data are empty: log is not',
    ]);
    const running = await runs(before);
    const id = () => running.says('a', 'sh', '-c', 'grep ^cluster.id /var/lib/kafka/data/meta.properties');
    await expect.poll(id, patience).toBe('cluster.id=5L6g3nShT-eMCtK--X86sw');
    await becomes(running, after);
    const logs = () => run('docker', ['logs', `${project}-a-1`]).err;
    await expect
      .poll(logs, patience)
      .toContain('Expected MkU3OEVBNTcwNTJENDM2Qg, but read 5L6g3nShT-eMCtK--X86sw');
  });
});

describe('the project', () => {
  it('with another name is begun anew beside the old one', async () => {
    const part = mounts('data:/v');
    expect(dangers(part, part, { called: `${project}-2` })).toEqual([
      expect.stringMatching(/^data-at-risk: data is replaced by another one: /),
      `project-renamed: the project is called ${project}-2, and was called ${project}: Compose makes all of it anew, with empty volumes, and leaves ${project} running beside it`,
    ]);
    const old = await runs(part);
    old.says('a', 'touch', '/v/kept');
    const other = await runs(part, '2.40', `${project}-2`);
    expect([old.says('a', 'ls', '/v'), other.says('a', 'ls', '/v')]).toEqual(['kept', '']);
  });

  it('opens a port that was shut', async () => {
    const [shut, open] = [{}, { ports: ['127.0.0.1:18790:80'] }].map(
      (over): Part => ({ services: { a: { ...idle, ...over } } }),
    );
    if (shut === undefined || open === undefined) throw new Error('two states');
    expect(dangers(shut, open)).toEqual([
      'port-opened: a opens port 18790/tcp of 127.0.0.1 of the host, for this host alone',
    ]);
    const answers = () =>
      new Promise<boolean>((resolve) => {
        const socket = createConnection(18_790, '127.0.0.1', () => resolve(true)).on('error', () =>
          resolve(false),
        );
        socket.setTimeout(2000, () => resolve(false)).unref();
      });
    const running = await runs(shut);
    expect(await answers()).toBe(false);
    await becomes(running, open);
    expect(await answers()).toBe(true);
  });

  it('has a file that changed, and who reads it is made anew', async () => {
    const of = (content: string): Part => ({
      services: {
        a: {
          ...alone,
          configs: [{ source: 'c', target: '/c.txt' }],
          labels: { 'stowage.digest/c.txt': content },
        },
      },
      configs: { c: { file: './c.txt' } },
      files: { 'c.txt': content },
    });
    expect(dangers(of('one'), of('other'))).toEqual([
      'readers-restart: c.txt changed, and a is made anew to read it',
    ]);
    const running = await runs(of('one'));
    expect(await becomes(running, of('other'))).toMatchObject({ replaced: ['a'] });
    expect(running.says('a', 'cat', '/c.txt')).toBe('other');
  });

  it('goes past a version that must have run, and nothing stops it', async () => {
    const of = (version: string): Part => ({
      services: { a: { ...alone, image: `rabbitmq:${version}`, volumes: ['data:/var/lib/rabbitmq'] } },
      volumes: { data: null },
      // Neither server is to be had here: what matters is what Compose does.
      images: { [`rabbitmq:${version}`]: images.posthog },
    });
    const [before, after] = [of('3.10.25'), of('3.13.7')];
    try {
      expect(dangers(before, after)).toEqual([
        'version-skipped: a goes from RabbitMQ 3.10.25 to 3.13.7, past 3.11: that must have run on the way',
      ]);
      const running = await runs(before);
      expect(await becomes(running, after)).toEqual({ replaced: ['a'], restarted: [], ended: [] });
    } finally {
      for (const part of [before, after]) run('docker', ['rmi', ...Object.keys(part.images ?? {})]);
    }
  });

  it.each([
    ['2.26', '2.40', 'b'],
    ['2.40', '5.6', 'a'],
  ] as const)('in the hands of Compose %s, and then of %s', async (from, version, which) => {
    const part: Part = {
      services: { a: { ...alone, volumes: ['./a:/a'] }, b: { ...alone, depends_on: ['a'] } },
    };
    expect(dangers(part, part, { from, version })).toEqual([
      `compose-recreates: Compose ${version} makes ${which} anew although nothing of it changed: it spells what it hashes otherwise than ${from}`,
    ]);
    const running = await runs(part, from);
    running.becomes(part);
    expect(await running.by(configOf(version)).up()).toMatchObject({ replaced: [which] });
  });
});

describe('a network', () => {
  const of = (said: object): Part => ({
    services: { a: { ...idle, networks: ['n'] }, b: { ...idle, networks: ['n'] } },
    networks: { n: said },
  });

  it('that is made anew under its services loses their names', async () => {
    const [before, after] = [of({}), of({ labels: { a: '1' } })];
    expect(dangers(before, after)).toEqual([
      'names-lost: the network n is another one: Compose moves a, b to it, and nobody finds them by name there until they are made anew',
    ]);
    const running = await runs(before);
    const finds = () => running.says('a', 'getent', 'hosts', 'b');
    expect(finds()).not.toBe('');
    await becomes(running, after);
    expect(finds()).toBe('');
    await running.up('--force-recreate');
    expect(finds()).not.toBe('');
  });

  it('that is called otherwise: with Compose 5.6 its services do not start', async () => {
    const [before, after] = [of({}), of({ name: 'plan-exact-danger-called' })];
    expect(dangers(before, after, { version: '5.6' })).toEqual([
      expect.stringMatching(/^up-fails: the network that a is made for is called otherwise/),
      expect.stringMatching(/^up-fails: the network that b is made for is called otherwise/),
    ]);
    const running = await runs(before, '5.6');
    expect(await becomes(running, after)).toHaveProperty('failure');
    expect(running.says('a', 'true')).toBe('');
    expect(run('docker', ['inspect', '--format', '{{.State.Running}}', `${project}-a-1`]).out.trim()).toBe(
      'false',
    );
  });
});
