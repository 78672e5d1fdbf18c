import { afterAll, beforeAll, expect, it } from 'vitest';
import { images } from './support/posthog.ts';
import { System, sourceOf } from './support/system.ts';
import { must } from './support/tool.ts';

const system = new System('needs');
afterAll(() => system.dispose());

const using = (device: string, least: number) =>
  sourceOf(
    'needs',
    ['Service'],
    `const reader = new Service(core, 'app', { image: '${images.posthog}', user: '0', memory: '64mb', stopGrace: '1s', command: ['sh', '-c', 'sleep 100000'],
    devices: [{ host: '${device}', at: '/dev/mine', access: 'r' }, { host: '/dev/kmsg', at: '/dev/log-of-kernel', access: 'r' }], sysctls: { 'net.core.somaxconn': 1234 },
    hostSettings: { 'kernel.pid_max': ${least} }, unlimited: ['cpus', 'processes'] });
  stack.acknowledge('container-confined', [reader], 'It reads a device as root.');`,
  );

beforeAll(() => {
  system.becomes(using('/dev/zero', 1));
  system.mustMake('start');
});

it('gives a container the device under its name, its settings, and no limit that it shall not have', () => {
  const seen = (line: string) => system.exec('app', ['sh', '-c', line]);
  expect(seen('head -c 3 /dev/mine | od -An -tx1').out.trim()).toBe('00 00 00');
  // It may read and no more: anybody may open the kernel's log for writing alone, and zero is everybody's in any container.
  const { code, err } = seen('(: >/dev/log-of-kernel)');
  expect([code === 0, err]).toEqual([false, expect.stringContaining('Operation not permitted')]);
  expect(seen('cat /proc/sys/net/core/somaxconn').out.trim()).toBe('1234');
  const limits = '{{.HostConfig.NanoCpus}} {{json .HostConfig.PidsLimit}} {{.HostConfig.Memory}}';
  expect(must('docker', ['inspect', '--format', limits, `${system.project}-app-1`]).trim()).toMatch(
    /^0 (null|0|-1) 67108864$/,
  );
  expect(system.make('doctor').out).toContain('devices and settings of this host are as services need them');
});

it('says before a start what is not there, and the engine refuses it', () => {
  system.becomes(using('/dev/stowage-none', 9_000_000));
  const { out } = system.make('doctor');
  expect(out).toContain('the device /dev/stowage-none, which app shall use, is not on this host');
  expect(out).toMatch(/kernel\.pid_max of this host is \d+, and at least 9000000 is needed by app/);
  const { code, out: said, err } = system.make('start');
  expect(code).not.toBe(0);
  expect(said + err).toContain('/dev/stowage-none');
});
