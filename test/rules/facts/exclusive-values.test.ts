import { describe, expect, test } from 'vitest';
import { valuesLegal } from '../../../src/rules/host/values-legal.ts';
import { service, stack } from '../../support/model.ts';

const check = (compose: Readonly<Record<string, unknown>>) =>
  valuesLegal
    .check(stack({ services: [service({ bare: true, compose })] }))
    .map(({ message, fix }) => `${message.replace('"web" says ', '')} -> ${fix}`);
const devices = (...all: object[]) => ({ deploy: { resources: { reservations: { devices: all } } } });

describe('what Compose takes one of, or not without another', () => {
  test.each([
    [
      { scale: 2, deploy: { replicas: 3 } },
      'scale: 2 beside deploy.replicas: 3, and both say how many containers it has: Compose refuses the whole file -> leave scale out',
    ],
    [
      { build: { context: '.', dockerfile: 'Dockerfile', dockerfile_inline: 'FROM scratch' } },
      'build.dockerfile beside build.dockerfile_inline, and it is built by one of them: Compose refuses the whole file -> leave one of them out',
    ],
    [
      devices({ capabilities: ['gpu'], count: 1, device_ids: ['0'] }),
      'count beside device_ids in deploy.resources.reservations.devices, and the one takes any, and the other names them: Compose refuses the whole file -> leave one of them out',
    ],
    [
      { gpus: [{ count: 0, device_ids: ['0'] }] },
      'count beside device_ids in gpus, and the one takes any, and the other names them: Compose refuses the whole file -> leave one of them out',
    ],
    [
      { develop: { watch: [{ path: './src', action: 'sync+restart' }] } },
      'develop.watch with action: sync+restart and no target, and nobody knows where to: Compose refuses the whole file -> say target: /app',
    ],
    [
      { volumes: [{ type: 'bind', target: '/etc/shop' }] },
      'a mount of the host at /etc/shop without source, and there is nothing to mount: Compose refuses the whole file -> say its source, or type: volume',
    ],
    [
      { volumes: [{ type: 'tmpfs', source: 'cache', target: '/cache' }] },
      'a mount in memory at /cache with source, and memory comes from nowhere: the engine refuses to make it -> leave its source out',
    ],
    [
      { network_mode: 'container:' },
      'network_mode: container:, and it names nobody: the engine refuses to make it -> write what it takes, as in network_mode: service:web',
    ],
    [
      { deploy: { restart_policy: { condition: 'on-fail' } } },
      'deploy.restart_policy.condition: on-fail, and the engine knows no such one: the engine refuses to make it -> write what it knows, as in deploy.restart_policy.condition: on-failure',
    ],
  ])('%j', (compose, said) => {
    expect(check(compose)).toEqual([said]);
  });

  test.each([
    [{ scale: 2, deploy: { replicas: 2 } }],
    [{ scale: 2, deploy: { replicas: '${REPLICAS}' } }],
    [{ build: { context: '.', dockerfile: '', dockerfile_inline: 'FROM scratch' } }],
    [{ build: { context: '.', dockerfile: 'Dockerfile' } }],
    [{ gpus: 'all' }],
    [devices({ capabilities: ['gpu'], device_ids: ['0'] }, { capabilities: ['gpu'], count: 1 })],
    [{ develop: { watch: [{ path: './src', action: 'rebuild' }] } }],
    [{ develop: { watch: [{ path: './src', action: 'sync', target: '/app' }] } }],
    [{ volumes: [{ type: 'bind', source: '${FOLDER}', target: '/data' }] }],
    [{ volumes: [{ type: 'volume', target: '/data' }] }],
    [{ volumes: [{ type: 'tmpfs', target: '/cache' }] }],
    [{ network_mode: 'container:shop' }],
    [{ deploy: { restart_policy: { condition: 'none' } } }],
  ])('takes %j', (compose) => {
    expect(check(compose)).toEqual([]);
  });
});
