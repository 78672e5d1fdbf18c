import { describe, expect, test } from 'vitest';
import { valuesLegal } from '../../../src/rules/host/values-legal.ts';
import { service, stack } from '../../support/model.ts';

const check = (compose: Readonly<Record<string, unknown>>) =>
  valuesLegal
    .check(stack({ services: [service({ compose })] }))
    .map(({ message, fix }) => `${message} -> ${fix}`);
const limits = (said: object) => check({ deploy: { resources: { limits: said } } });

describe('values-legal', () => {
  test('limits below the least', () => {
    expect(limits({ memory: '1m' })).toEqual([
      '"web" says deploy.resources.limits.memory: 1m, and 6m is the least that there is: the engine refuses to make it -> write 6m or more',
    ]);
    expect(limits({ memory: '6m' })).toEqual([]);
    expect(check({ mem_reservation: '5m' })).toHaveLength(1);
    expect(limits({ cpus: '-1' })).toEqual([
      '"web" says deploy.resources.limits.cpus: -1, and 0.01 is the least that there is: it does not start -> write the processors that it may use: 0.5',
    ]);
    expect(limits({ cpus: '0' })).toMatchObject([
      expect.stringContaining('the engine takes that for no limit at all'),
    ]);
    expect(limits({ cpus: '0.001' })).toHaveLength(1);
    expect(limits({ cpus: '0.01' })).toEqual([]);
    expect(limits({ cpus: '${CPUS}' })).toEqual([]);
    expect(check({ mem_swappiness: 101 })).toHaveLength(1);
  });

  test('words that the engine does not know', () => {
    expect(check({ restart: 'sometimes' })).toEqual([
      '"web" says restart: sometimes, and the engine knows no such one: the engine refuses to make it -> write what it knows, as in restart: unless-stopped',
    ]);
    for (const [key, wrong, right] of [
      ['restart', 'always:3', 'on-failure:3'],
      ['stop_signal', 'SIGFOO', 'SIGRTMIN+3'],
      ['pid', 'web', 'service:web'],
      ['ipc', 'web', 'shareable'],
      ['uts', 'web', 'host'],
      ['user', 'a b', '1000:shop'],
      ['user', '1000:', ''],
      ['cap_add', ['NET_BIND'], ['CAP_NET_BIND_SERVICE', 'all']],
      ['cap_drop', ['EVERYTHING'], ['ALL']],
    ] as const) {
      expect(check({ [key]: wrong }), key).toHaveLength(1);
      expect(check({ [key]: right }), key).toEqual([]);
    }
  });

  test('a word that is nearly one', () => {
    expect(check({ cap_add: ['NET_ADMN'] })).toMatchObject([expect.stringMatching(/cap_add: NET_ADMIN$/)]);
    expect(check({ restart: 'allways' })).toMatchObject([expect.stringMatching(/restart: always$/)]);
  });

  test('how often something starts again that always does', () => {
    const again = (restart_policy: object) => check({ deploy: { restart_policy } });
    expect(again({ condition: 'any', max_attempts: 3 })).toEqual([
      '"web" says deploy.restart_policy.max_attempts with condition: any, and only what starts again after an error can be counted: the engine refuses to make it -> leave max_attempts out',
    ]);
    expect(again({ condition: 'on-failure', max_attempts: 3 })).toEqual([]);
    expect(again({ condition: 'any', delay: '5s' })).toEqual([]);
    expect(check({ shm_size: -1 })).toEqual([
      '"web" says shm_size: -1, and there is no less than nothing: the engine refuses to make it -> write shm_size: \'64m\'',
    ]);
  });

  test('a text that the kernel would cut off', () => {
    expect(check({ environment: { SAY: 'a\0b' } })).toEqual([
      '"web" says a NUL byte in SAY, and it does not start -> write it without: no variable and no argument can hold one',
    ]);
    expect(check({ command: ['serve', 'a\0'] })).toHaveLength(1);
    expect(check({ environment: { SAY: 'a\tb\n' } })).toEqual([]);
  });

  test('limits and settings of the kernel', () => {
    expect(check({ sysctls: { 'vm.max_map_count': '262144' } })).toEqual([
      `"web" says sysctls.vm.max_map_count, and that setting is the host's, and no container has one of its own: it does not start -> write hostSettings: { 'vm.max_map_count': … }: make doctor asks the host for it`,
    ]);
    expect(check({ sysctls: ['net.core.somaxconn=1024', 'kernel.shmmax=1'] })).toEqual([]);
    expect(check({ ulimits: { nofile: { soft: 100, hard: 10 } } })).toEqual([
      '"web" says ulimits.nofile from 100 to 10, and the soft one goes beyond the hard one: it does not start -> write hard: 100',
    ]);
    expect(check({ ulimits: { files: 10 } })).toHaveLength(1);
    expect(
      check({ ulimits: { nofile: 10, memlock: { soft: -1, hard: -1 }, nproc: { soft: 5, hard: -1 } } }),
    ).toEqual([]);
    expect(check({ healthcheck: { test: ['CMD', 'true'], interval: '0.1ms' } })).toHaveLength(1);
    expect(check({ healthcheck: { test: ['CMD', 'true'], start_period: '-5s' } })).toHaveLength(1);
    expect(check({ healthcheck: { test: ['CMD', 'true'], interval: '0s' } })).toEqual([]);
  });
});
