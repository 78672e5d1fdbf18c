import { expect, test } from 'vitest';
import { english, said } from '../../../src/model/words.ts';
import { Match, Output } from '../../../src/testing.ts';
import { appOf, authored } from '../../../test/support/author.ts';
import { ClickHouse, Kafka, Zookeeper } from '../../index.ts';

const image = 'zookeeper:3.7.0';
const output = (props: object = {}) =>
  Output.of(appOf((core) => new Zookeeper(core, 'zk', { image, ...props })));

test('its snapshots are purged, and its heap is smaller than its container', () => {
  output({ memory: '900mb' }).hasService('zk', {
    environment: Match.objectEquals({
      ZOO_AUTOPURGE_PURGEINTERVAL: '1',
      ZOO_AUTOPURGE_SNAPRETAINCOUNT: '3',
      ZOO_ADMINSERVER_ENABLED: 'false',
      ZOO_4LW_COMMANDS_WHITELIST: 'ruok,srvr,mntr',
      JVMFLAGS: '-Xmx600m',
      SERVER_JVMFLAGS: '-XX:-UseContainerSupport',
    }),
  });
});

test('its health asks what only a server that serves can tell, with a word that its list allows', () => {
  output().hasService('zk', {
    healthcheck: { test: ['CMD-SHELL', "echo srvr | nc -w 2 127.0.0.1 2181 | grep -q '^Mode: '"] },
    environment: { ZOO_4LW_COMMANDS_WHITELIST: /(^|,)srvr(,|$)/ },
  });
});

test('a volume for each path that the image declares: data and its log are state', () => {
  const model = authored((core) => new Zookeeper(core, 'zk', { image }));
  Output.of(model).hasService('zk', { volumes: ['zk_data:/data', 'zk_datalog:/datalog', 'zk_logs:/logs'] });
  expect(model.volumes.map(({ id, kind }) => [id, kind])).toEqual([
    ['zk_data', 'state'],
    ['zk_datalog', 'state'],
    ['zk_logs', 'cache'],
  ]);
});

test('its nodes start empty when the tables that they know are replaced, and Kafka with them', () => {
  const model = authored((core) => {
    const zookeeper = new Zookeeper(core, 'zk', { image });
    new Kafka(core, 'kafka', { image: 'bitnamilegacy/kafka:2.8.1', zookeeper });
    new ClickHouse(core, 'ch', { image: 'clickhouse/clickhouse-server:22.8', database: 'd', zookeeper });
  });
  expect(model.volumes.flatMap(({ id, emptyWith }) => emptyWith.map((other) => `${id} ${other}`))).toEqual([
    'zk_data zk_datalog',
    'zk_data ch_data',
    'zk_datalog zk_data',
    'zk_datalog ch_data',
    'kafka_data zk_data',
    'kafka_data zk_datalog',
  ]);
});

test('what the author sets goes before what the construct sets', () => {
  output({ env: { JVMFLAGS: '-Xmx100m', ZOO_TICK_TIME: 3000 } }).hasService('zk', {
    environment: { JVMFLAGS: '-Xmx100m', ZOO_TICK_TIME: '3000' },
  });
});

test('its Java is told to leave control groups alone only where it is an old one', () => {
  output({ image: 'zookeeper:3.9.3' }).hasService('zk', { environment: { SERVER_JVMFLAGS: Match.absent() } });
  output({ env: { SERVER_JVMFLAGS: '-XX:+UseG1GC' } }).hasService('zk', {
    environment: { SERVER_JVMFLAGS: '-XX:-UseContainerSupport -XX:+UseG1GC' },
  });
});

test('how room is made in its volumes the author may say, and nobody is named who does not use it', () => {
  const rooms = (over: object) =>
    authored((core) => new Zookeeper(core, 'zk', { image, ...over })).volumes.map(
      ({ room }) => room && said(room, english),
    );
  expect(rooms({ room: 'Ask us.' })).toEqual(['Ask us.', 'Ask us.', undefined]);
  expect(rooms({})[0]).toMatch(/Never delete its files by hand: whoever keeps metadata in it needs them\.$/);
});
