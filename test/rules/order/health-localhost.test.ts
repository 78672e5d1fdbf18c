import { describe, expect, test } from 'vitest';
import { healthLocalhost } from '../../../src/rules/order/health-localhost.ts';
import { service, stack } from '../../support/model.ts';

const found = (test: unknown) =>
  healthLocalhost.check(stack({ services: [service({ compose: { healthcheck: { test } } })] }));

describe('health-localhost', () => {
  test('wget asks a name that is two addresses', () => {
    expect(found(['CMD', 'wget', '-qO-', 'http://localhost/'])).toEqual([
      {
        path: 'shop-test/app/web',
        message:
          'the health check of "web" has wget ask localhost: that is ::1 first, and the wget of BusyBox asks no second address, so a program that listens on 0.0.0.0 never gets healthy',
        fix: 'write 127.0.0.1 in place of localhost',
        edit: { kind: 'text', text: 'http://localhost/', by: 'http://127.0.0.1/' },
      },
    ]);
    expect(found('wget --spider -q "https://localhost:8443/up" || wget http://localhost')).toMatchObject([
      { edit: { by: 'wget --spider -q "https://127.0.0.1:8443/up" || wget http://127.0.0.1' } },
    ]);
    expect(found(['CMD-SHELL', '/usr/bin/wget http://LOCALHOST'])).toHaveLength(1);
  });

  test('an address without a scheme', () => {
    expect(found(['CMD', 'wget', '--spider', 'localhost:8080/up'])).toMatchObject([
      { edit: { text: 'localhost:8080/up', by: '127.0.0.1:8080/up' } },
    ]);
    expect(found('wget -q --spider localhost || exit 1')).toMatchObject([
      { edit: { by: 'wget -q --spider 127.0.0.1 || exit 1' } },
    ]);
    expect(found("wget -qO- --header 'Host: localhost' http://127.0.0.1/")).toEqual([]);
    expect(found(['CMD', 'wget', '--header', 'Host: localhost', 'http://127.0.0.1/'])).toEqual([]);
  });

  test('an address, another program, and another host', () => {
    expect(found(['CMD', 'wget', '-qO-', 'http://127.0.0.1/'])).toEqual([]);
    expect(found(['CMD', 'curl', '-f', 'http://localhost/'])).toEqual([]);
    expect(found('wget -q http://127.0.0.1/ || curl http://localhost/')).toEqual([]);
    expect(found('wget -q http://localhost.example.org/')).toEqual([]);
  });
});
