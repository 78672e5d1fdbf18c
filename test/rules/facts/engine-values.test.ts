import { describe, expect, test } from 'vitest';
import { valuesLegal } from '../../../src/rules/host/values-legal.ts';
import { service, stack } from '../../support/model.ts';

/** What is said of a service without constructs, in the words of an engine 28 that was asked. */
const check = (compose: Readonly<Record<string, unknown>>) =>
  valuesLegal
    .check(stack({ services: [service({ bare: true, compose })] }))
    .map(({ message, fix }) => `${message.replace('"web" says ', '')} -> ${fix}`);
const logs = (driver: string, options: Readonly<Record<string, unknown>>) =>
  check({ logging: { driver, options } });

describe('what an engine refuses', () => {
  test.each([
    [
      { cpuset: '0-x' },
      "cpuset: 0-x, and that is no list of processors: the engine refuses to make it -> write cpuset: '0-3', or '0,2'",
    ],
    [
      { cpuset: '3-1' },
      "cpuset: 3-1, and that is no list of processors: the engine refuses to make it -> write cpuset: '0-3', or '0,2'",
    ],
    [
      { oom_score_adj: 5000 },
      'oom_score_adj: 5000, and it goes from -1000 to 1000: the engine refuses to make it -> write a number from -1000 to 1000',
    ],
    [
      { cpu_shares: 1 },
      'cpu_shares: 1, and 2 is the least that there is: it does not start -> write cpu_shares: 1024',
    ],
    [
      { cpu_period: 500 },
      'cpu_period: 500, and it goes from 1000 to 1000000 microseconds: the engine refuses to make it -> write cpu_period: 100000',
    ],
    [
      { cpu_quota: 500 },
      'cpu_quota: 500, and 1000 microseconds are the least that there is: the engine refuses to make it -> write cpus: the processors that it may use',
    ],
    [
      { cpu_quota: 50_000, cpus: 0.5 },
      'cpu_quota beside cpus: 0.5, and both say how much of the processors it may use: the engine refuses to make it -> leave cpu_quota out',
    ],
    [
      { cpu_period: 50_000, deploy: { resources: { limits: { cpus: '2' } } } },
      'cpu_period beside cpus: 2, and both say how much of the processors it may use: the engine refuses to make it -> leave cpu_period out',
    ],
    [
      { isolation: 'hyperv' },
      'isolation: hyperv, and containers of Linux know only the default: the engine refuses to make it -> write what it takes, as in isolation: default',
    ],
    [
      { platform: 'linux/foo bar' },
      'platform: linux/foo bar, and that is no platform: the engine refuses to make it -> write what it takes, as in platform: linux/amd64',
    ],
    [
      { security_opt: ['no-new-privileges:maybe'] },
      'security_opt: no-new-privileges:maybe, and the engine knows no such one: the engine refuses to make it -> write what it takes, as in security_opt: no-new-privileges:true',
    ],
    [
      { tmpfs: ['/tmp:size=abc'] },
      `tmpfs: /tmp:size=abc, and the kernel takes no "size=abc" there: it does not start -> write as in tmpfs: ['/tmp:size=64m,mode=1777']`,
    ],
    [
      { volumes: [{ type: 'bind', source: '/srv', target: '/srv', bind: { propagation: 'up' } }] },
      'bind.propagation: up, and the kernel has no such one: the engine refuses to make it -> write what it takes, as in bind.propagation: rslave',
    ],
    [
      { device_cgroup_rules: ['c 1:3'] },
      'device_cgroup_rules: c 1:3, and that is no rule: the engine refuses to make it -> write what it takes, as in device_cgroup_rules: c 189:* rmw',
    ],
    [
      { hostname: 'a'.repeat(65) },
      `hostname: ${'a'.repeat(65)}, and the kernel takes 64 characters: the engine refuses to make it -> write what it takes, as in hostname: app`,
    ],
    [
      { memswap_limit: '1g' },
      'memswap_limit without a memory limit, and it is the sum of both: the engine refuses to make it -> say the memory limit, too, or leave memswap_limit out',
    ],
    [
      { ulimits: { nofile: -1 } },
      'ulimits.nofile: -1, and the kernel gives no process files without end: it does not start -> write nofile: 1048576',
    ],
    [
      { ulimits: { nofile: 99_999_999_999 } },
      'ulimits.nofile: 99999999999, and the kernel gives no process so many files: it does not start -> write nofile: 1048576',
    ],
    [
      { healthcheck: { test: ['CMD', 'true'], timeout: '10us' } },
      'healthcheck.timeout: 0.01ms, and 1ms is the least that there is: the engine refuses to make it -> write 10s',
    ],
    [
      { stop_signal: '0' },
      'stop_signal: 0, and the engine knows no such one: the engine refuses to make it -> write what it knows, as in stop_signal: SIGTERM',
    ],
  ])('%o', (compose, said) => {
    expect(check(compose)).toEqual([said]);
  });

  test.each([
    { cpuset: '0-3,5', cpu_shares: 2, cpu_period: 100_000, cpu_quota: -1 },
    { cpuset: '', cpu_shares: 0, cpu_period: 0, cpu_quota: 0, cpus: 1 },
    { cpu_quota: '${QUOTA}', cpus: '${CPUS}' },
    { isolation: 'DEFAULT', platform: 'linux/arm64/v8' },
    { platform: 'amd64' },
    { security_opt: ['label=disable', 'seccomp:unconfined', 'no-new-privileges', 'apparmor=docker-default'] },
    { security_opt: ['no-new-privileges:True', 'systempaths=unconfined', 'writable-cgroups=true'] },
    { tmpfs: ['/run', '/tmp:size=10%,mode=1777,uid=1000,nosuid,noexec', '/x:rw,nr_inodes=1k'] },
    { volumes: [{ type: 'bind', source: '/srv', target: '/srv', bind: { propagation: 'rshared' } }] },
    { device_cgroup_rules: ['a *:* rwm', 'c 189:* rmw'] },
    { memswap_limit: -1 },
    { mem_limit: '1g', memswap_limit: '2g' },
    { ulimits: { nofile: { soft: 1024, hard: 1_048_576 }, memlock: -1, nproc: 65_535 } },
    { hostname: 'a'.repeat(63), stop_signal: '9' },
  ])('but not %o', (compose) => {
    expect(check(compose)).toEqual([]);
  });
});

describe('what a driver of logs refuses', () => {
  test('a name that is misspelt, and none that may be a plugin', () => {
    expect(check({ logging: { driver: 'json-fiel' } })).toEqual([
      'logging.driver: json-fiel, and the engine has none of that name: the engine refuses to make it -> write driver: json-file',
    ]);
    expect(check({ logging: { driver: 'sylsog', options: { tag: 'a' } } })).toHaveLength(1);
    for (const driver of ['none', 'loki', 'grafana/loki-docker-driver', '${DRIVER}'])
      expect(check({ logging: { driver } })).toEqual([]);
  });

  test.each([
    [
      'json-file',
      { 'max-sizee': '10m' },
      'logging.options.max-sizee, and the driver json-file has no such option: the engine refuses to make it -> write one of its own, as in max-size',
    ],
    [
      'local',
      { tag: 'x' },
      'logging.options.tag, and the driver local has no such option: the engine refuses to make it -> write one of its own, as in max-size',
    ],
    [
      'json-file',
      { 'max-size': '10x' },
      "logging.options.max-size: 10x, and that is no size: it does not start -> write max-size: '10m'",
    ],
    [
      'json-file',
      { 'max-size': '0' },
      "logging.options.max-size: 0, and that is no size: it does not start -> write max-size: '10m'",
    ],
    [
      'json-file',
      { 'max-file': '0' },
      "logging.options.max-file: 0, and it keeps 1 file or more: it does not start -> write max-file: '3'",
    ],
    [
      'json-file',
      { compress: 'true' },
      'logging.options.compress: true, and it takes a max-size, and a max-file of 2 or more: it does not start -> say both, or leave compress out',
    ],
    [
      'json-file',
      { compress: 'true', 'max-size': '1m', 'max-file': '1' },
      'logging.options.compress: true, and it takes a max-size, and a max-file of 2 or more: it does not start -> say both, or leave compress out',
    ],
    [
      'local',
      { compress: 'maybe' },
      "logging.options.compress: maybe, and that is neither true nor false: it does not start -> write compress: 'true'",
    ],
    [
      'json-file',
      { mode: 'later' },
      'logging.options.mode: later, and it is blocking or non-blocking: the engine refuses to make it -> write mode: non-blocking, or leave it out',
    ],
    [
      'local',
      { 'max-buffer-size': '4m' },
      'logging.options.max-buffer-size: 4m, and only what is written later has a buffer: the engine refuses to make it -> say mode: non-blocking, too',
    ],
  ])('%s: %o', (driver, options, said) => {
    expect(logs(driver, options)).toEqual([said]);
  });

  test.each([
    [
      'json-file',
      { 'max-size': '1.5g', 'max-file': '03', compress: 'true', labels: 'a', 'env-regex': 'b', tag: 'c' },
    ],
    [
      'json-file',
      { 'max-size': '10 mb', mode: 'non-blocking', 'max-buffer-size': '4m', 'cache-disabled': 'true' },
    ],
    ['local', { 'max-size': '10MiB', 'max-file': '2', compress: 'false' }],
    ['json-file', { 'max-size': '${SIZE}', 'max-file': '${FILES}', compress: 'true' }],
    ['journald', { anything: 'x' }],
    ['loki', { 'loki-url': 'http://loki' }],
  ])('but not %s: %o', (driver, options) => {
    expect(logs(driver, options)).toEqual([]);
  });
});
