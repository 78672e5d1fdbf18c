import { describe, expect, test } from 'vitest';
import type { HealthModel } from '../../../src/model/service.ts';
import { healthTiming } from '../../../src/rules/order/health-timing.ts';
import { service, stack } from '../../support/model.ts';

const sane: HealthModel = {
  test: { exec: [['check']] },
  interval: '10s',
  timeout: '5s',
  retries: 6,
  startPeriod: '30s',
};
const found = (over: Partial<HealthModel>) =>
  healthTiming.check(stack({ services: [service({ health: { ...sane, ...over } })] }));

describe('health-timing', () => {
  test('a check that takes longer than its interval', () => {
    expect(found({ interval: '5s', timeout: '30s' })).toEqual([
      {
        path: 'shop-test/app/web',
        message:
          'the health check of "web" may take 30s and is due every 5s: when it hangs, nobody knows for 180s',
        fix: 'make timeout of "web" no longer than its interval',
      },
    ]);
  });

  test('the times of the engine for 0, and none below it', () => {
    const raw = (healthcheck: object) =>
      healthTiming.check(
        stack({
          services: [service({ compose: { healthcheck: { test: ['CMD', 'check'], ...healthcheck } } })],
        }),
      );
    const ready = { start_period: '60s' };
    expect(raw({ ...ready, interval: '0s', timeout: '30s' })).toEqual([]);
    expect(raw({ ...ready, interval: '10s', timeout: '0s' })).toMatchObject([
      { message: expect.stringContaining('may take 30s and is due every 10s') },
    ]);
    // values-legal says so.
    expect(raw({ ...ready, interval: '-5s' })).toEqual([]);
  });

  test('no retries', () => {
    expect(found({ retries: 0 })).toEqual([
      {
        path: 'shop-test/app/web',
        severity: 'error',
        message: 'the health check of "web" has 0 retries: the engine takes 3 instead',
        fix: 'say how many failures in a row make "web" unhealthy: retries: 6',
      },
    ]);
  });

  test('no time for a first start', () => {
    expect(found({ interval: '2s', timeout: '1s', retries: 2, startPeriod: '0s' })).toEqual([
      {
        path: 'shop-test/app/web',
        message:
          '"web" has 4s to become healthy at its first start: on a busy host whoever waits for it gives up',
        fix: 'give "web" a startPeriod as long as a first start may take',
      },
    ]);
  });

  test('less time than a first start has been seen to take', () => {
    const known = { product: 'MySQL', dataPaths: [], firstStart: 62 };
    const patient = (startPeriod: HealthModel['startPeriod']) =>
      healthTiming.check(
        stack({
          services: [
            service({ known, health: { ...sane, interval: '10s', timeout: '5s', retries: 5, startPeriod } }),
          ],
        }),
      );
    expect(patient('0s')).toEqual([
      {
        path: 'shop-test/app/web',
        message:
          '"web" has 50s to become healthy at its first start, and MySQL has been seen to need 62s on a busy host: whoever waits for it gives up',
        fix: `give "web" startPeriod: '90s'`,
      },
    ]);
    expect(patient('12s')).toEqual([]);
  });

  test('a raw one', () => {
    const raw = (healthcheck: unknown, health: HealthModel | undefined = sane) =>
      healthTiming.check(
        stack({ services: [service({ ...(health && { health }), compose: { healthcheck } })] }),
      );
    expect(raw({ timeout: '1m30s' })[0]?.message).toBe(
      'the health check of "web" may take 90s and is due every 10s: when it hangs, nobody knows for 540s',
    );
    expect(raw({ retries: 0 })[0]?.severity).toBe('error');
    expect(raw({ test: ['CMD', 'check'], interval: '500ms', timeout: '0.5s' }, sane)).toEqual([]);
    for (const silent of [
      { timeout: '${SLOW}' },
      { retries: 'odd' },
      { disable: true, timeout: '9h' },
      null,
      'odd',
    ])
      expect(raw(silent)).toEqual([]);
  });

  test('a sane one, and none', () => {
    expect(found({})).toEqual([]);
    expect(found({ interval: '1m', timeout: '60s' })).toEqual([]);
    expect(healthTiming.check(stack())).toEqual([]);
  });
});
