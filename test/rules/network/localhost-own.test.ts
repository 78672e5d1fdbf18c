import { describe, expect, test } from 'vitest';
import type { ServiceModel } from '../../../src/model/service.ts';
import { localhostOwn } from '../../../src/rules/network/localhost-own.ts';
import { service, stack } from '../../support/model.ts';

const db = service({ id: 'db', image: 'example/db:1.0', listens: [{ port: 5432, purpose: 'main' }] });
const env = (name: string, value: string) => ({ env: [{ name, value: [value] }] });
const check = (web: Partial<ServiceModel>, over: Partial<ServiceModel> = {}) =>
  localhostOwn.check(stack({ services: [{ ...db, ...over }, service(web)] }));
const health = (...exec: readonly string[]) => ({
  health: {
    test: { exec: exec.map((word) => [word]) },
    interval: '10s' as const,
    timeout: '5s' as const,
    retries: 6,
    startPeriod: '30s' as const,
  },
});

describe('localhost-own', () => {
  test('the port of another service', () => {
    expect(check(env('DATABASE_URL', 'postgres://u@localhost:5432/shop'))).toEqual([
      {
        path: 'shop-test/app/web',
        message:
          '"web" points at localhost:5432 in DATABASE_URL, and inside its container that is "web" itself, not "db": the connection is refused',
        fix: 'put db.at(5432) in place of localhost:5432',
        edit: {
          kind: 'text',
          text: 'postgres://u@localhost:5432/shop',
          by: 'postgres://u@db:5432/shop',
        },
      },
    ]);
  });

  test.each([
    ['DATABASE_URL', 'postgres://127.0.0.1/shop'],
    ['DB_HOST', 'localhost'],
    ['DB_SERVER', '127.0.0.1:5432'],
    ['URL', 'http://[::1]:5432/'],
  ])('%s=%s', (name, value) => {
    expect(check(env(name, value))).toHaveLength(1);
  });

  test.each([
    ['ALLOWED_HOSTS', 'localhost,127.0.0.1'],
    ['LISTEN_ADDRESS', '127.0.0.1:5432'],
    ['SITE_URL', 'http://localhost:5432'],
    ['OTHER_HOST', 'localhost'],
    ['DB_HOST', '0.0.0.0'],
    ['URL', 'http://localhost/'],
    ['URL', 'http://localhost:9999/'],
    ['NOTE', 'see localhost:5432'],
  ])('nothing is said of %s=%s', (name, value) => {
    expect(check(env(name, value))).toEqual([]);
  });

  test('a port that its own program is told, or asked', () => {
    const [url] = env('DATABASE_URL', 'postgres://localhost:5432/shop').env;
    const having = (over: Partial<ServiceModel>, ...others: readonly (readonly [string, string])[]) =>
      check({
        env: [url, ...others.map(([name, value]) => ({ name, value: [value] }))].filter(
          (one) => one !== undefined,
        ),
        ...over,
      });
    expect(having({})).toHaveLength(1);
    expect(having({}, ['DB_PORT', '5432'])).toHaveLength(1);
    expect(having({}, ['LISTEN_PORT', '5432'])).toEqual([]);
    expect(having({}, ['PORT', '5432'])).toEqual([]);
    expect(having({ command: [['web'], ['--db-port=5432']] })).toEqual([]);
    expect(having({ command: [['web'], ['--db=postgres://localhost:5432']] })).toHaveLength(1);
    expect(having(health('pg_isready', '-p', '5432'))).toEqual([]);
    expect(having({ command: [['sh'], ['-c'], ['postgres & exec web']] })).toEqual([]);
  });

  test('its own port, that of its twin, and one that a browser reaches', () => {
    const url = env('URL', 'http://localhost:5432/');
    expect(check({ ...url, listens: [{ port: 5432, purpose: 'main' }] })).toEqual([]);
    expect(check({ ...url, image: 'example/db:1.0' })).toEqual([]);
    expect(check(url, { ports: [{ published: 5432, target: 5432, protocol: 'tcp' }] })).toEqual([]);
  });

  test('who shares a network stack shares localhost', () => {
    expect(check({ ...env('DB_HOST', 'localhost'), compose: { network_mode: 'service:db' } })).toEqual([]);
    expect(check({ ...env('DB_HOST', 'localhost'), compose: { network_mode: 'host' } })).toEqual([]);
  });

  test('a health check of another port', () => {
    const listens = [{ port: 8000, purpose: 'main' }];
    expect(check({ listens, ...health('curl', '-f', 'http://localhost:3000/health') })).toEqual([
      {
        path: 'shop-test/app/web',
        severity: 'warn',
        message:
          'the health check of "web" asks port 3000, but all that "web" says it listens on is 8000: where nothing answers it never gets healthy',
        fix: "ask a port that it listens on, or say that it listens there: otherPorts: { 3000: 'health' }",
      },
    ]);
    expect(check({ listens, ...health('curl', '-f', 'http://localhost:8000/health') })).toEqual([]);
    expect(check(health('curl', '-f', 'http://localhost:3000/health'))).toEqual([]);
    const told = { ...env('MANAGEMENT_PORT', '3000'), listens };
    expect(check({ ...told, ...health('curl', '-f', 'http://localhost:3000/health') })).toEqual([]);
  });
});
