import { describe, expect, test } from 'vitest';
import type { Phase, Stack } from '../../constructs/index.ts';
import {
  ComposeService,
  Kafka,
  Network,
  Postgres,
  Redis,
  Service,
  Zookeeper,
} from '../../constructs/index.ts';
import { ruleFindings } from '../../src/compile/rules.ts';
import { networksOf } from '../../src/graph/wiring.ts';
import { resourcesOf } from '../../src/lower.ts';
import { english, said } from '../../src/model/words.ts';
import { authored } from '../support/author.ts';

const image = 'example.org/web:1.0';
type Make = (core: Phase, site: Phase, stack: Stack) => void;
const derived = (make: Make) => authored(make, { networks: 'derived' });
/** Who is on which network. */
const places = (make: Make) =>
  Object.fromEntries(derived(make).services.map((service) => [service.id, networksOf(service)?.join(' ')]));

describe('networks that are derived', () => {
  const shop: Make = (core, site) => {
    const postgres = new Postgres(core, 'postgres', { image: 'postgres:16.4', database: 'shop' });
    const redis = new Redis(core, 'redis', { image: 'redis:7.2.4' });
    new Service(site, 'web', { image, port: 80, env: { DB: postgres.url, CACHE: redis.url } });
    new Service(site, 'worker', { image, env: { CACHE: redis.url } });
  };

  test('join whoever is pointed at with all that point at it', () => {
    expect(places(shop)).toEqual({
      postgres: 'postgres-clients',
      redis: 'redis-clients',
      web: 'postgres-clients redis-clients',
      worker: 'redis-clients',
    });
  });

  test('lead nowhere else, and say in the runbook who meets', () => {
    const stack = derived(shop);
    const driverOpts = new Map([['com.docker.network.bridge.inhibit_ipv4', ['true']]]);
    expect([...(resourcesOf(stack).networks ?? [])]).toEqual([
      ['postgres-clients', { internal: true, driverOpts }],
      ['redis-clients', { internal: true, driverOpts }],
    ]);
    expect(stack.networks.map(({ path, purpose }) => [path, said(purpose, english)])).toEqual([
      ['shop-test/core/postgres', 'postgres and who reaches it'],
      ['shop-test/core/redis', 'redis and who reaches it'],
    ]);
    expect(ruleFindings(stack).filter(({ rule }) => /network|reach/.test(rule))).toEqual([]);
  });

  test('keep two stores apart, unless one points at the other', () => {
    const stores = places((core, site) => {
      const zookeeper = new Zookeeper(core, 'zookeeper', { image: 'zookeeper:3.9.3' });
      const kafka = new Kafka(core, 'kafka', { image: 'bitnamilegacy/kafka:3.9.0', zookeeper });
      const redis = new Redis(core, 'redis', { image: 'redis:7.2.4' });
      new Service(site, 'web', { image, env: { KAFKA: kafka.address, CACHE: redis.url } });
    });
    expect(stores).toEqual({
      zookeeper: 'zookeeper-clients',
      kafka: 'zookeeper-clients kafka-clients',
      redis: 'redis-clients',
      web: 'kafka-clients redis-clients',
    });
  });

  test('come beside the way out that a service says itself', () => {
    const stack: Make = (core, site, whole) => {
      const egress = new Network(whole, 'egress', { purpose: 'The way out' });
      const redis = new Redis(core, 'redis', { image: 'redis:7.2.4' });
      new Service(site, 'web', { image, networks: [egress], env: { CACHE: redis.url } });
    };
    expect(places(stack).web).toBe('egress redis-clients');
  });

  test('leave what publishes a port a network that is not internal', () => {
    const stack: Make = (core, site) => {
      const web = new Service(core, 'web', { image, port: 80 });
      const published = { address: '127.0.0.1', published: 80, target: 80, protocol: 'tcp' } as const;
      new Service(site, 'proxy', { image, port: 80, publish: [published], env: { UP: web.address } });
    };
    expect(places(stack)).toEqual({ web: 'web-clients', proxy: 'default web-clients' });
    expect(ruleFindings(derived(stack)).map(({ rule }) => rule)).not.toContain('networks-used');
  });

  test('join who is reached without being named, where its author says so', () => {
    const stack: Make = (core) => {
      const redis = new Redis(core, 'redis', { image: 'redis:7.2.4' });
      new Service(core, 'jobs', { image }).reaches(redis, redis);
      new Service(core, 'alone', { image });
    };
    expect(places(stack)).toEqual({ redis: 'redis-clients', jobs: 'redis-clients', alone: 'default' });
  });

  test('go to the service whose network stack another one shares, and to none that has none', () => {
    const stack: Make = (core, site) => {
      const redis = new Redis(core, 'redis', { image: 'redis:7.2.4' });
      const env = { CACHE: redis.url };
      new Service(site, 'vpn', { image });
      new Service(site, 'web', { image, env, compose: { network_mode: 'service:vpn' } });
      new Service(site, 'host', { image, env, compose: { network_mode: 'host' } });
      new ComposeService(site, 'bare', { image, environment: { CACHE: redis.url } });
    };
    expect(places(stack)).toEqual({
      redis: 'redis-clients',
      vpn: 'redis-clients',
      web: undefined,
      host: '',
      bare: 'default',
    });
  });

  test('are asked for by the stack alone', () => {
    expect(authored(shop).networks).toEqual([]);
    expect(authored(shop).services.every((service) => networksOf(service)?.join() === 'default')).toBe(true);
  });
});
