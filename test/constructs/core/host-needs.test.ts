import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { ComposeService, Service, Variable } from '../../../constructs/index.ts';
import { guardsKept } from '../../../src/rules/host/guards-kept.ts';
import { composeFile } from '../../../src/targets/operations/compose.ts';
import { authored } from '../../support/author.ts';

const image = 'example/films:1.0';
const made = (props: object) => authored((core) => new Service(core, 'web', { image, ...props }));
const written = (props: object) => {
  const [file] = composeFile(made(props));
  return parse(file?.content ?? '').services.web;
};

test('devices, graphics cards and settings of the kernel are in the compose file as one would write them', () => {
  const stick = new Variable('ZIGBEE', { description: 'The stick.' });
  const { devices, sysctls, deploy } = written({
    devices: [
      '/dev/dri',
      { host: stick, at: '/dev/zigbee', access: 'rw' },
      { host: '/dev/serial/by-path/pci-0000:00:14.0-usb-0:1:1.0', at: '/dev/meter' },
    ],
    gpus: 2,
    sysctls: { 'net.core.somaxconn': 1024, 'net.ipv4.ip_local_port_range': '1024 65000' },
    hostSettings: { 'vm.max_map_count': 262_144 },
  });
  expect(devices).toEqual([
    '/dev/dri:/dev/dri:rwm',
    expect.stringMatching(/^\$\{ZIGBEE.*\}:\/dev\/zigbee:rw$/),
    { source: '/dev/serial/by-path/pci-0000:00:14.0-usb-0:1:1.0', target: '/dev/meter', permissions: 'rwm' },
  ]);
  expect(sysctls).toEqual({
    'net.core.somaxconn': '1024',
    'net.ipv4.ip_local_port_range': '1024 65000',
  });
  expect(deploy.resources.reservations.devices).toEqual([
    { driver: 'nvidia', count: 2, capabilities: ['gpu'] },
  ]);
  expect(deploy.resources.limits).toEqual({ cpus: '1', memory: '512M', pids: 512 });
  expect(written({ gpus: 'all' }).deploy.resources.reservations.devices[0].count).toBe('all');
});

test('files with variables are read by Compose, and env goes over them', () => {
  const { env_file, environment } = written({ envFiles: ['.env.shop', '.env.more'], env: { A: 'b' } });
  expect({ env_file, environment }).toEqual({
    env_file: ['.env.shop', '.env.more'],
    environment: { A: 'b' },
  });
});

// What the scripts use, what a repository takes, and what lies elsewhere.
test.each(['.env', '.env.example', '.env.rotating', '.env.new.AbCdEf', 'shop.env', '.env.a/../x', '.env.$X'])(
  '%s is no file with variables of one service',
  (name) => {
    expect(() => made({ envFiles: [name] })).toThrow('envFiles');
  },
);

test.each([
  [{ devices: ['/srv/disk'] }, 'devices'],
  [{ devices: [{ host: '/dev/dri', access: '' }] }, 'access'],
  [{ gpus: 0 }, 'gpus'],
  // A setting of the whole host: the engine refuses to start what asks for it.
  [{ sysctls: { 'vm.max_map_count': 262_144 } }, 'vm.max_map_count'],
  [{ sysctls: { 'kernel.shmall\nprivileged': 1 } }, 'sysctls'],
  [{ hostSettings: { '/etc/passwd': 1 } }, '/etc/passwd'],
  [{ hostSettings: { 'vm.max_map_count': -1 } }, 'hostSettings'],
  [{ unlimited: ['disk'] }, 'unlimited'],
  [{ memory: '1gb', unlimited: ['memory'] }, 'says memory, and that it is unlimited'],
])('what is none is refused: %j', (props, says) => {
  expect(() => made(props)).toThrow(says);
});

test('a limit that is left out by choice is in no file, and its reason is asked for where it is that of memory', () => {
  expect(written({ unlimited: ['cpus', 'processes'] }).deploy.resources.limits).toEqual({ memory: '512M' });
  expect(guardsKept.check(made({ unlimited: ['cpus', 'processes'] }))).toEqual([]);
  const none = made({ unlimited: ['cpus', 'memory', 'processes'] });
  expect(parse(composeFile(none)[0]?.content ?? '').services.web.deploy).toBeUndefined();
  expect(guardsKept.check(none)).toEqual([
    {
      path: 'shop-test/core/web',
      severity: 'warn',
      message:
        '"web" has no memory limit, by choice: when it leaks, the kernel kills whatever is largest on the host',
      fix: `leave 'memory' out of unlimited of "web", or sign for it: stack.acknowledge('guards-kept', [web], '<why>')`,
    },
  ]);
  // What is said by a raw key instead counts.
  expect(guardsKept.check(made({ unlimited: ['memory'], compose: { mem_limit: 0 } }))).toHaveLength(1);
  // An element of Compose never had one: another finding.
  expect(guardsKept.check(authored((core) => new ComposeService(core, 'web', { image })))).toEqual([]);
});
