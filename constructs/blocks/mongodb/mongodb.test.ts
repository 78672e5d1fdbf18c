import { describe, expect, test } from 'vitest';
import { Capture, Match, Output } from '../../../src/testing.ts';
import { authored } from '../../../test/support/author.ts';
import type { MongoDbProps } from '../../index.ts';
import { MongoDb, Service } from '../../index.ts';
import { setup } from './setup.ts';

const image = 'mongo:8.0.4';
const documents = (props: Partial<MongoDbProps> = {}) =>
  authored((core, site) => {
    const db = new MongoDb(core, 'mongo', { image, database: 'shop', ...props });
    new Service(site, 'web', { image: 'example:1', env: { URL: db.url } });
  });

test('a member of a replica set, by the name of its service, with a key that is in no argument', () => {
  const output = Output.of(documents());
  output.hasService('mongo', {
    hostname: 'mongo',
    command: ['sh', '-ec', expect.stringContaining('mongod --replSet rs0 --keyFile /tmp/member-key ')],
    environment: Match.objectEquals({
      HOME: '/tmp',
      MONGO_INITDB_ROOT_USERNAME: 'root',
      MONGO_INITDB_ROOT_PASSWORD: Match.variable('MONGO_ROOT_PASSWORD'),
      MEMBER_KEY: Match.variable('MONGO_KEY'),
    }),
    healthcheck: { test: expect.arrayContaining(['--host', 'mongo']) },
    ports: Match.absent(),
    stop_grace_period: '60s',
  });
  output.hasService('web', {
    environment: {
      URL: 'mongodb://shop:${MONGO_PASSWORD:?run make init}@mongo:27017/shop?replicaSet=rs0&authSource=shop',
    },
    depends_on: Match.objectEquals({
      mongo: { condition: 'service_healthy' },
      'mongo-setup': { condition: 'service_completed_successfully' },
    }),
  });
});

test('its files are archived while it stands still, and every name may be another', () => {
  expect(documents({ volume: 'documents' }).stores).toMatchObject([
    { meanwhile: 'stop', method: { name: 'archive' }, volumes: ['documents'] },
  ]);
  expect(documents({ backup: false }).stores).toEqual([]);
  Output.of(documents({ user: 'clerk' })).hasService('mongo-setup', { environment: { APP_USER: 'clerk' } });
  expect(() => documents({ database: 'admin' })).toThrow(/database of "mongo"/);
});

test('its cache is what its own default would be in a container of that size', () => {
  const cache = (memory?: MongoDbProps['memory']) => {
    const command = new Capture(expect.anything());
    Output.of(documents(memory ? { memory } : {})).hasService('mongo', { command });
    return /CacheSizeGB ([\d.]+)/.exec(String(command.value))?.[1];
  };
  expect([cache(), cache('4gb')]).toEqual(['0.25', '1.50']);
});

describe('what its first start and each later one does', () => {
  const named = { SERVER: 'mongodb://root:x@mongo:27017/admin', MEMBER: 'mongo:27017', DATABASE: 'shop' };
  const env = { ...named, APP_USER: 'shop', APP_PASSWORD: 'new' };
  /** A server that knows these commands alone, each with its arguments. */
  const run = (status: 'none' | 'member' | 'denied', users: readonly string[], elects = true) => {
    const told: unknown[] = [];
    let primary = status === 'member';
    const fails = (code: number) => Object.assign(new Error('refused'), { code });
    const commands: Readonly<Record<string, (all: Readonly<Record<string, unknown>>) => unknown>> = {
      replSetGetStatus: () => {
        if (status === 'member') return { ok: 1 };
        throw fails(status === 'none' ? 94 : 13);
      },
      replSetInitiate: (all) => {
        if (status !== 'none') throw fails(23);
        told.push(all);
        return { ok: 1 };
      },
      hello: () => ({ ok: 1, isWritablePrimary: primary }),
    };
    const database = {
      getUser: (name: string) => (users.includes(name) ? { user: name } : null),
      createUser: (user: unknown) => told.push(['createUser', user]),
      updateUser: (name: string, user: unknown) => told.push(['updateUser', name, user]),
    };
    const connect = (url: string) => ({
      runCommand(all: Readonly<Record<string, unknown>>) {
        const command = commands[Object.keys(all)[0] ?? ''];
        if (url !== env.SERVER || command === undefined) throw fails(59);
        return command(all);
      },
      getSiblingDB: (name: string) => (name === 'shop' && primary ? database : undefined),
    });
    const sleep = () => {
      primary = elects;
    };
    new Function('process', 'connect', 'sleep', setup)({ env }, connect, sleep);
    return told;
  };
  const rights = {
    pwd: 'new',
    roles: [
      { role: 'readWrite', db: 'shop' },
      { role: 'dbAdmin', db: 'shop' },
    ],
  };

  test('makes the replica set, waits until it takes writes, and makes the user', () => {
    expect(run('none', [])).toEqual([
      { replSetInitiate: { _id: 'rs0', members: [{ _id: 0, host: 'mongo:27017' }] } },
      ['createUser', { user: 'shop', ...rights }],
    ]);
  });

  test('again, it tells the user its password and makes nothing', () => {
    expect(run('member', ['shop'])).toEqual([['updateUser', 'shop', rights]]);
  });

  test('fails when it is not let in, and when it takes no writes', () => {
    expect(() => run('denied', [])).toThrow('refused');
    expect(() => run('none', [], false)).toThrow('mongo:27017 took no writes for two minutes');
  });
});
