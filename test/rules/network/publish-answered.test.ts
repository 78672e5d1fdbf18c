import { describe, expect, test } from 'vitest';
import { knownImage } from '../../../constructs/images/index.ts';
import type { ServiceModel } from '../../../src/model/service.ts';
import { publishAnswered } from '../../../src/rules/network/publish-answered.ts';
import { service, stack } from '../../support/model.ts';

const listens = [{ port: 80, purpose: 'main' }];
const to = (target: number) => [{ address: '127.0.0.1', published: 8080, target, protocol: 'tcp' }] as const;
const check = (...all: readonly Partial<ServiceModel>[]) =>
  publishAnswered.check(stack({ services: all.map((over) => service(over)) }));

describe('publish-answered', () => {
  test('a port that nobody listens on', () => {
    expect(check({ listens, ports: to(8080) })).toEqual([
      {
        path: 'shop-test/app/web',
        message:
          '"web" publishes its port 8080, and all that it is known to listen on is 80: whoever connects is refused',
        fix: "write target: 80, or say that it listens there: otherPorts: { 8080: '…' }",
      },
    ]);
    expect(check({ listens, compose: { ports: ['127.0.0.1:80:8080'] } })).toHaveLength(1);
    const image = 'redis:8.2.1';
    const known = knownImage(image);
    expect(check({ image, ...(known && { known }), ports: to(6380) })).toHaveLength(1);
  });

  test('the port that is meant, of several, and one of an image as it comes', () => {
    const found = (image: string, target: number, over: Partial<ServiceModel> = {}) => {
      const known = knownImage(image);
      return check({ image, ...(known && { known }), ports: to(target), ...over }).map(({ fix }) => fix);
    };
    expect(found('rabbitmq:4.1.4-management', 15_673)).toEqual([
      "write target: 15672, or say that it listens there: otherPorts: { 15673: '…' }",
    ]);
    expect(found('nginx:1.29.1', 8080)).toHaveLength(1);
    expect(found('nextcloud:31.0.7', 8080)).toHaveLength(1);
    expect(found('nextcloud:31.0.7-fpm', 9000)).toEqual([]);
    expect(found('nginxinc/nginx-unprivileged:1.29.1', 8080)).toEqual([]);
    expect(found('wordpress:6.8.2', 80)).toEqual([]);
  });

  test('one that is listened on, or may be', () => {
    expect(check({ listens, ports: to(80) })).toEqual([]);
    expect(check({ ports: to(8080) })).toEqual([]);
    expect(check({ ports: to(8080), compose: { expose: ['80'] } })).toEqual([]);
    expect(check({ listens, ports: to(8080), env: [{ name: 'ADMIN', value: [':8080'] }] })).toEqual([]);
    expect(check({ listens, compose: { ports: ['127.0.0.1:53:53/udp'] } })).toEqual([]);
    expect(check({ listens, ports: to(8080), compose: { network_mode: 'host' } })).toEqual([]);
    expect(check({ listens, ports: to(22) })).toEqual([]);
    expect(check({ listens, ports: to(443) })).toHaveLength(1);
    const opens = [{ first: 8080, last: 8080, protocol: 'tcp', purpose: 'Calls' }] as const;
    expect(check({ listens, ports: to(5349), opens })).toEqual([]);
    const vpn = { id: 'vpn', listens: [], ports: to(8080) };
    const behind = {
      id: 'behind',
      listens: [{ port: 8080, purpose: 'main' }],
      compose: { network_mode: 'service:vpn' },
    };
    expect(check(vpn, behind)).toEqual([]);
  });
});
