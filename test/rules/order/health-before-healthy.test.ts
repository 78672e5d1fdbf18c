import { describe, expect, test } from 'vitest';
import { nothing, replace } from '../../../src/compose/replace.ts';
import type { HealthModel, ServiceModel } from '../../../src/model/service.ts';
import { healthBeforeHealthy } from '../../../src/rules/order/health-before-healthy.ts';
import { service, stack } from '../../support/model.ts';

const health = (test: HealthModel['test']): HealthModel => ({
  test,
  interval: '10s',
  timeout: '5s',
  retries: 6,
  startPeriod: '30s',
});
const good = health({ exec: [['pg_isready']] });
const none = { product: 'Memcached', dataPaths: [], healthcheck: false };
const check = (db: Partial<ServiceModel>, condition: 'healthy' | 'completed' = 'healthy') =>
  healthBeforeHealthy.check(
    stack({
      services: [service({ id: 'db', ...db }), service({ dependsOn: [{ service: 'db', condition }] })],
    }),
  );

describe('health-before-healthy', () => {
  test('no health check', () => {
    expect(check({ known: none })).toEqual([
      {
        path: 'shop-test/app/db',
        message:
          '"web" waits until "db" is healthy, but it has no health check: Compose refuses to start what waits',
        fix: `give "db" one: health: { exec: ['<program that fails until it is ready>'] }; or wait until it has started: .waitFor(db, 'started')`,
      },
    ]);
  });

  test('one finding, however many wait', () => {
    const waiting = ['a', 'b', 'c', 'd', 'e'].map((id) =>
      service({ id, dependsOn: [{ service: 'db', condition: 'healthy' }] }),
    );
    expect(
      healthBeforeHealthy.check(stack({ services: [service({ id: 'db', known: none }), ...waiting] })),
    ).toMatchObject([
      {
        message:
          '"a", "b", "c" and 2 more wait until "db" is healthy, but it has no health check: Compose refuses to start what waits',
      },
    ]);
  });

  test('a health check', () => {
    expect(check({ health: good })).toEqual([]);
    expect(check({ health: health({ shell: ['redis-cli ping | grep -q PONG'] }) })).toEqual([]);
    expect(check({ compose: { healthcheck: { test: ['CMD', 'true'] } } })).toEqual([]);
    expect(check({ compose: { healthcheck: { test: 'true' } } })).toEqual([]);
  });

  test('a health check that is none', () => {
    expect(check({ health: health({ exec: [['NONE']] }) })).toHaveLength(1);
    expect(check({ health: health({ exec: [] }) })).toHaveLength(1);
    expect(check({ health: health({ shell: [] }) })).toHaveLength(1);
    expect(check({ health: good, compose: { healthcheck: { disable: true } } })).toHaveLength(1);
    expect(check({ health: good, compose: { healthcheck: nothing } })).toHaveLength(1);
    expect(check({ health: good, compose: { healthcheck: replace({ interval: '5s' }) } })).toHaveLength(1);
    expect(check({ health: good, compose: { healthcheck: { test: ['NONE'] } } })).toHaveLength(1);
    expect(check({ compose: { healthcheck: { interval: '5s' } } })).toHaveLength(1);
  });

  test('a raw key that leaves the test as it is', () => {
    expect(check({ health: good, compose: { healthcheck: { interval: '5s' } } })).toEqual([]);
  });

  test('a service never completes', () => {
    expect(check({ health: good }, 'completed')).toEqual([
      {
        path: 'shop-test/app/db',
        message:
          '"web" waits until "db" has completed, but it is a service and never ends: Compose waits for ever',
        fix: 'make "db" a Job, or wait for service_healthy',
      },
    ]);
  });

  test('what starts again never completes', () => {
    expect(check({ kind: 'job', restart: 'no', compose: { restart: 'always' } }, 'completed')).toEqual([
      {
        path: 'shop-test/app/db',
        message: `"web" waits until "db" has completed, but it says restart: 'always' and starts again each time that it ends: Compose waits for ever`,
        fix: 'take restart out of the raw keys of "db"',
      },
    ]);
    expect(check({ compose: { restart: 'always' } }, 'completed')).toMatchObject([
      { fix: 'make "db" a Job, without a raw restart' },
    ]);
    expect(
      check({ kind: 'job', restart: 'no', compose: { restart: 'unless-stopped' } }, 'completed'),
    ).toMatchObject([{ fix: 'take restart out of the raw keys of "db"' }]);
    expect(check({ compose: { restart: 'on-failure:3' } }, 'completed')).toEqual([]);
    expect(check({ kind: 'job', compose: { restart: 'on-failure' } }, 'completed')).toEqual([]);
    expect(check({ compose: { restart: 'no' } }, 'completed')).toEqual([]);
  });

  test('a job completes and is never healthy', () => {
    expect(check({ kind: 'job', restart: 'no' }, 'completed')).toEqual([]);
    expect(check({ kind: 'job' })[0]?.message).toBe(
      '"web" waits until "db" is healthy, but it is a job and ends: Compose gives up',
    );
  });

  test('a raw depends_on that asks for nothing', () => {
    const started = service({ compose: { depends_on: ['db'] } });
    expect(healthBeforeHealthy.check(stack({ services: [service({ id: 'db' }), started] }))).toEqual([]);
    const healthy = service({ compose: { depends_on: { db: { condition: 'service_healthy' } } } });
    const asked = (db: Partial<ServiceModel>) =>
      healthBeforeHealthy.check(stack({ services: [service({ id: 'db', ...db }), healthy] }));
    expect(asked({ known: none })).toHaveLength(1);
    // Nobody here has seen its image.
    expect(asked({ bare: true })).toEqual([]);
    expect(asked({ compose: { healthcheck: { disable: true } } })).toHaveLength(1);
  });

  test('an image that may bring a health check', () => {
    expect(check({})).toEqual([
      {
        path: 'shop-test/app/db',
        severity: 'warn',
        message:
          '"web" waits until "db" is healthy, but it says no health check, and nobody has said that example/web:1.0 brings one: without one Compose refuses to start what waits',
        fix: `give "db" one: health: { exec: ['<program that fails until it is ready>'] }; or wait until it has started: .waitFor(db, 'started'); or say that the image brings one: new App({ images: [{ image: 'example/web', healthcheck: true, … }] })`,
      },
    ]);
    expect(check({ known: { ...none, healthcheck: true } })).toEqual([]);
    expect(check({ bare: true })).toEqual([]);
    const built = (text: string) => ({
      build: {
        folder: 'db',
        copies: [],
        own: { files: [{ path: 'Dockerfile', text }], dockerfile: 'Dockerfile', args: {} },
      },
    });
    expect(check(built('FROM example/web:1.0'))).toEqual([]);
    const checked = 'FROM memcached:1.6\nHEALTHCHECK CMD ["/bin/check"]';
    expect(check({ ...built(checked), known: none })).toEqual([]);
    expect(check({ ...built('FROM memcached:1.6'), known: none })).toHaveLength(1);
  });
});
