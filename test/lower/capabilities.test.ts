import { describe, expect, test } from 'vitest';
import type { Phase } from '../../constructs/index.ts';
import {
  Caddy,
  ClickHouse,
  ComposeService,
  Job,
  Kafka,
  Minio,
  Postgres,
  Redis,
  Service,
  Zookeeper,
} from '../../constructs/index.ts';
import { modelOf } from '../../src/compile.ts';
import { spellText } from '../../src/compose/interpolation.ts';
import { configOf } from '../../src/lower.ts';
import { appOf } from '../support/author.ts';

/** Of each service that `make` makes: what it drops, what it adds, and whether it is read-only. */
function confinementOf(make: (core: Phase) => void) {
  const [stack] = modelOf(appOf(make)).flatMap(({ stacks }) => stacks);
  return Object.fromEntries(
    (stack?.services ?? []).map((service) => {
      const { capDrop = [], capAdd = [], readOnly = false } = configOf(service);
      const said = [`-${capDrop.map(spellText)}`, ...capAdd.map((name) => `+${spellText(name)}`)];
      return [service.id, `${said.join(' ')}${readOnly === true ? ' read-only' : ''}`];
    }),
  );
}

test('every block drops all and keeps what its image needs', () => {
  const blocks = confinementOf((core) => {
    new Postgres(core, 'postgres', { image: 'registry.example.com/own/postgis:16-3.4', database: 'shop' });
    new Redis(core, 'redis', { image: 'redis:6.2.20-alpine' });
    const zookeeper = new Zookeeper(core, 'zookeeper', { image: 'zookeeper:3.7.0' });
    new Kafka(core, 'kafka', { image: 'ghcr.io/posthog/kafka-container:v2.8.2', zookeeper });
    new ClickHouse(core, 'clickhouse', {
      image: 'clickhouse/clickhouse-server:22.8.21.38',
      database: 'shop',
    });
    const client = 'quay.io/minio/mc:RELEASE.2025-08-13T08-35-41Z';
    const image = 'quay.io/minio/minio:RELEASE.2025-09-07T16-13-09Z';
    new Minio(core, 'minio', { image, client, bucket: 'shop' });
    const web = new Service(core, 'web', { image: 'example.org/web:1.0', port: 80 });
    new Caddy(core, 'caddy', {
      image: 'caddy:2.11.7-alpine',
      domain: 'localhost',
      tls: 'none',
      routes: { '/*': web },
    });
  });
  expect(blocks).toEqual({
    postgres: '-ALL +CHOWN +DAC_OVERRIDE +FOWNER +SETGID +SETUID read-only',
    redis: '-ALL +CHOWN +DAC_OVERRIDE +SETGID +SETUID read-only',
    zookeeper: '-ALL +CHOWN +DAC_OVERRIDE +SETGID +SETUID',
    kafka: '-ALL',
    clickhouse: '-ALL +CHOWN +DAC_OVERRIDE +KILL +SETGID +SETUID',
    minio: '-ALL +DAC_OVERRIDE +FOWNER read-only',
    'minio-setup': '-ALL',
    web: '-',
    caddy: '-ALL +NET_BIND_SERVICE read-only',
  });
});

describe('a service of an image whose needs are known', () => {
  const image = 'redis:7.2.4';
  const of = (props: object) => confinementOf((core) => new Service(core, 'web', { image, ...props })).web;

  test('drops all others, by the name that will run', () => {
    expect(of({})).toBe('-ALL +CHOWN +DAC_OVERRIDE +SETGID +SETUID');
    expect(of({ image: 'example.org/web:1.0', compose: { image: 'redis:7.2.4' } })).toBe(of({}));
    expect(of({ compose: { image: 'example.org/web:1.0' } })).toBe('-');
  });

  test('gets what its author adds, too', () => {
    expect(of({ addCapabilities: ['SYS_NICE'] })).toBe('-ALL +CHOWN +DAC_OVERRIDE +SETGID +SETUID +SYS_NICE');
    expect(of({ compose: { cap_add: ['SYS_NICE'] } })).toBe(of({ addCapabilities: ['SYS_NICE'] }));
  });

  test('has an init that may tell a server of another user to stop', () => {
    expect(of({ init: true })).toBe('-ALL +CHOWN +DAC_OVERRIDE +SETGID +SETUID +KILL');
    expect(of({ compose: { init: true } })).toBe(of({ init: true }));
    const block = confinementOf((core) => {
      new Redis(core, 'redis', { image, compose: { init: true } });
      new Kafka(core, 'kafka', { image: 'apache/kafka:3.9.1', compose: { init: true } });
    });
    expect(block).toEqual({ redis: `${of({ init: true })} read-only`, kafka: '-ALL' });
  });

  test('is as its author says, where they say so', () => {
    expect(of({ dropCapabilities: [] })).toBe('-');
    expect(of({ dropCapabilities: ['NET_RAW'] })).toBe('-NET_RAW');
    expect(of({ dropCapabilities: ['ALL'], addCapabilities: ['SETUID'] })).toBe('-ALL +SETUID');
  });

  test('keeps them where something else than the entrypoint of the image starts it', () => {
    expect(of({ entrypoint: ['sh', '-c'] })).toBe('-');
    expect(of({ compose: { entrypoint: ['sh', '-c'] } })).toBe('-');
    const jobs = confinementOf((core) => {
      new Job(core, 'once', { image });
      new Job(core, 'always', { image, runs: 'always' });
      new ComposeService(core, 'bare', { image });
    });
    expect(jobs).toEqual({ once: '-', always: '-ALL +CHOWN +DAC_OVERRIDE +SETGID +SETUID', bare: '-' });
  });
});
