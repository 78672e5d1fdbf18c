import { describe, expect, test } from 'vitest';
import type { ServiceModel } from '../../../src/model/service.ts';
import { containerConfined } from '../../../src/rules/host/container-confined.ts';
import { service, stack, variable, volume } from '../../support/model.ts';

const found = (compose: ServiceModel['compose'], over: Partial<ServiceModel> = {}) =>
  containerConfined.check(stack({ services: [service({ ...over, compose })] }));
const messages = (...args: Parameters<typeof found>) => found(...args).map(({ message }) => message);

const signsIn =
  'it logs in to the cloud or the cluster of a user of the host, or signs, as if it were that user';
const sockets =
  'the sockets of the engine and of the system lie there, and whoever takes it over is root on the host';

describe('what a container has of its host', () => {
  const mounts = (...volumes: unknown[]) => messages({ volumes });

  test('a folder of the system, with the mend', () => {
    expect(found({ volumes: ['/etc:/host/etc:ro'] })).toEqual([
      {
        path: 'shop-test/app/web',
        message:
          '"web" mounts "/etc" of the host: it reads the hashes of all passwords and the keys of the host',
        fix: 'mount the one folder in it that "web" needs, or acknowledge it with the reason',
      },
    ]);
  });

  test.each([
    ['/:/host', '/', 'whoever takes it over is root on the host'],
    ['/:/host:ro', '/', 'it reads every secret of the host, and the data of every other container'],
    ['/srv/../:/host:ro', '/', 'it reads every secret of the host, and the data of every other container'],
    ['//etc//:/x', '/etc', 'it writes who may log in to the host, and what root runs there'],
    ['/root/:/x', '/root', 'it writes keys with which one logs in to the host as its users'],
    ['/home:/x:ro', '/home', 'it reads the keys and the tokens of the users of the host'],
    ['~/.ssh:/x:ro', '~/.ssh', 'it reads the keys and the tokens of the users of the host'],
    ['${HOME}/.ssh:/x:ro', '~/.ssh', 'it reads the keys and the tokens of the users of the host'],
    ['/home/ann/.ssh:/x', '/home/ann/.ssh', 'it writes keys with which one logs in to the host as its users'],
    ['/etc/shadow:/x:ro', '/etc/shadow', 'it reads the hashes of all passwords and the keys of the host'],
    ['/etc/cron.d:/x', '/etc/cron.d', 'it writes who may log in to the host, and what root runs there'],
    [
      '/var/lib/docker/:/x:ro',
      '/var/lib/docker',
      'it holds the data and the secrets of every other container',
    ],
    [
      '${ROOT:-/var/lib/containerd}:/x',
      '/var/lib/containerd',
      'it holds the data and the secrets of every other container',
    ],
    [
      '/var/run:/x:ro',
      '/run',
      'the sockets of the engine and of the system lie there, and a read-only mount does not close them',
    ],
    ['/proc:/x', '/proc', 'it can have the kernel run a program outside of the container'],
    ['/sys:/x', '/sys', 'it can have the kernel run a program outside of the container'],
    ['/usr/local/bin:/x', '/usr/local/bin', 'it writes programs that root of the host runs'],
    [
      '/etc/cron.d/job:/x',
      '/etc/cron.d/job',
      'it writes who may log in to the host, and what root runs there',
    ],
    [
      '/home/ann/.ssh/authorized_keys:/x',
      '/home/ann/.ssh/authorized_keys',
      'it writes who may log in to the host, and what root runs there',
    ],
    [
      '/etc/kubernetes/admin.conf:/x:ro',
      '/etc/kubernetes/admin.conf',
      'it reads the keys with which one commands the cluster, which starts any container on this host',
    ],
    ['/boot:/x', '/boot', 'it writes programs that root of the host runs'],
    ['~/.aws:/x:ro', '~/.aws', signsIn],
    ['/home/ann/.kube/config:/x:ro', '/home/ann/.kube/config', signsIn],
    ['/root/.gnupg:/x', '/root/.gnupg', signsIn],
    ['~/.config/gcloud:/x:ro', '~/.config/gcloud', signsIn],
    ['/run/user/1000:/x', '/run/user/1000', sockets],
    ['/var/lib/lxd:/x', '/var/lib/lxd', sockets],
    [
      '/dev:/dev',
      '/dev',
      'the disks and the memory of the host are files there, and lie below every permission',
    ],
    [
      '/dev/sda1:/disk:ro',
      '/dev/sda1',
      'the disks of the host are files there, which a read-only mount does not close',
    ],
  ])('%s', (mount, path, outcome) => {
    expect(mounts(mount)).toEqual([`"web" mounts "${path}" of the host: ${outcome}`]);
  });

  test.each([
    '/var/run/../run/docker.sock:/s:ro',
    '/run/user/1000/docker.sock:/s',
    '/run/containerd/containerd.sock:/s',
    '/run/podman/podman.sock:/s',
    '/var/run/docker.sock.raw:/s',
    '/var/lib/incus/unix.socket:/s',
    '/var/snap/lxd/common/lxd/unix.socket:/s',
    '/var/run/libvirt/libvirt-sock:/s',
    '${SOCK:-/var/run/docker.sock}:/s',
    '${SOCK}:/var/run/docker.sock',
  ])('the socket %s', (mount) => {
    expect(mounts(mount)).toEqual([
      '"web" mounts the socket of the engine: whoever takes it over can start a container that is root on the host, a read-only mount too',
    ]);
  });

  test.each([
    '/etc/localtime:/etc/localtime:ro',
    '/etc/passwd:/etc/passwd:ro',
    '/etc/ssl/certs:/etc/ssl/certs:ro',
    '/etc/letsencrypt:/certs:ro',
    '/etc/cron.d/job:/x:ro',
    '/home/ann/.ssh/known_hosts:/x',
    '/run/shop/unix.socket:/s',
    '/run/libvirt/libvirt-sock-ro:/s',
    '/proc:/host/proc:ro',
    '/sys:/host/sys:ro',
    '/sys/class/gpio:/sys/class/gpio',
    '/lib/modules:/lib/modules:ro',
    '/run/udev:/run/udev:ro',
    '/run/dbus:/run/dbus:ro',
    '/run/user/1000/pulse:/run/pulse',
    '~/.config/shop:/x',
    '/var/log:/logs:ro',
    '/srv/media:/media',
    '/home/ann/photos:/photos',
    '/var/lib/shop:/data',
    '/var/lib/docker/volumes/old_data/_data:/old:ro',
    '/dev/ttyUSB0:/dev/ttyUSB0',
    '/dev/shm:/dev/shm',
    '/tmp/.X11-unix:/tmp/.X11-unix',
    './etc:/etc/shop',
    'etc:/etc',
    '${DATA}/etc:/x',
  ])('%s is none', (mount) => {
    expect(mounts(mount)).toEqual([]);
  });

  test('where no narrower folder mends it, that is said', () => {
    const mend = (volume: string) => found({ volumes: [volume] }).map(({ fix }) => fix);
    const or = ', or acknowledge it with the reason';
    expect(mend('/etc/passwd:/etc/passwd')).toEqual([`mount it read-only in "web"${or}`]);
    expect(mend('/usr/bin/docker:/usr/bin/docker')).toEqual([]);
    expect(mend('/etc/shadow:/x')).toEqual([`leave it out of "web"${or}`]);
    expect(mend('/dev/sdb1:/x')).toEqual([`leave it out of "web"${or}`]);
    expect(mend('/etc:/x')).toEqual([`mount the one folder in it that "web" needs${or}`]);
  });

  test('a home, and what containers log, are warnings', () => {
    expect(found({ volumes: ['/home/ann:/x', '/var/lib/docker/containers:/logs:ro'] })).toMatchObject([
      {
        severity: 'warn',
        message:
          '"web" mounts "/home/ann" of the host: the keys with which one logs in as that user lie in it',
      },
      {
        severity: 'warn',
        message:
          '"web" mounts "/var/lib/docker/containers" of the host: beside their logs lie the variables of every container there, with the passwords in them',
      },
    ]);
  });

  test('a disk as a device', () => {
    expect(messages({ devices: ['/dev/sda:/dev/xvdc:r', '/dev/dri', '/dev/ttyACM0', '/dev/sr0'] })).toEqual([
      '"web" is given "/dev/sda" of the host: it reads and writes what lies there below every permission, the files of root included',
    ]);
    for (const device of [
      '/dev/nvme0n1p2',
      '/dev/mapper/vg-data',
      '/dev/disk/by-id/x',
      '/dev/mem',
      '/dev/',
      '/dev/zvol/tank/x',
      '/dev/nbd0',
    ])
      expect([device, messages({ devices: [device] }).length]).toEqual([device, 1]);
    expect(messages({ device_cgroup_rules: ['b *:* rwm'] })).toEqual([
      '"web" may open the disks of the host ("b *:* rwm"): it reads and writes what lies there below every permission, the files of root included',
    ]);
    expect(messages({ device_cgroup_rules: ['c 189:* rmw', 'c *:* m', 'b *:* m'] })).toEqual([]);
  });

  test('what volumes, configs, secrets and builds bring in', () => {
    const volumes = [
      volume({ compose: { driver_opts: { type: 'none', o: 'bind,ro', device: '/' } } }),
      volume({ id: 'd', compose: { driver_opts: { type: 'ext4', device: '/dev/sdb1' } } }),
      volume({ id: 'n', compose: { driver_opts: { type: 'nfs', o: 'addr=10.0.0.2', device: ':/' } } }),
      volume({ id: 'b', compose: { driver_opts: { type: 'none', o: 'bind', device: '/srv/shop' } } }),
    ];
    const compose = { secrets: { s: { file: '/etc/shadow' }, t: { file: './t.txt' } } };
    expect(containerConfined.check(stack({ volumes, compose }))).toEqual([
      {
        path: 'shop-test/app/web/web_data',
        message:
          '"web_data" binds "/" of the host: it reads every secret of the host, and the data of every other container',
        fix: 'name the one path that is needed in "web_data", or acknowledge it with the reason',
      },
      {
        path: 'shop-test',
        message:
          '"s" reads "/etc/shadow" of the host: it reads the hashes of all passwords and the keys of the host',
        fix: 'name another file in "s", or acknowledge it with the reason',
      },
    ]);
    expect(messages({ build: { context: '/' } })).toEqual([
      '"web" is built with "/" of the host: it reads every secret of the host, and the data of every other container',
    ]);
  });

  test('the default of a variable of the stack', () => {
    const host = variable({ name: 'ROOT', default: '/' });
    const one = service({ compose: { volumes: ['${ROOT}:/x'] } });
    expect(containerConfined.check(stack({ services: [one], variables: [host] }))).toHaveLength(1);
    expect(containerConfined.check(stack({ services: [one] }))).toEqual([]);
  });

  const uses = (compose: ServiceModel['compose'], image = 'docker:29') =>
    containerConfined
      .check(
        stack({
          services: [service({ compose }), service({ id: 'engine', path: 'shop-test/app/engine', image })],
        }),
      )
      .map(({ message }) => message);

  test.each([
    ['tcp://10.0.0.5:2375', 'tcp://10.0.0.5:2375'],
    ['tcp://engine:2375', 'tcp://engine:2375'],
    ['tcp://engine', 'tcp://engine'],
    ['engine:2375', 'engine:2375'],
    ['tcp://10.0.0.5:4243', 'tcp://10.0.0.5:4243'],
    ['tcp://[::1]:2375', 'tcp://[::1]:2375'],
  ])('an engine at %s', (value, at) => {
    expect(uses({ environment: { DOCKER_HOST: value } })).toEqual([
      `"web" uses an engine without TLS at ${at} (DOCKER_HOST): whoever reaches that port is root on its host`,
    ]);
  });

  test('an engine in a command, and behind what lets some questions through', () => {
    expect(uses({ command: ['dockerd', '-H', 'tcp://0.0.0.0:2375'] })).toEqual([
      '"web" uses an engine without TLS at tcp://0.0.0.0:2375 (its command): whoever reaches that port is root on its host',
    ]);
    expect(uses({ environment: { DOCKER_HOST: 'tcp://engine:2375' } }, 'example.org/socket-proxy:1')).toEqual(
      [],
    );
    for (const value of ['unix:///run/docker.sock', 'ssh://ops@ci.example.com', 'tcp://engine:2376', ''])
      expect([value, uses({ environment: { DOCKER_HOST: value } })]).toEqual([value, []]);
    expect(uses({ environment: { DOCKER_HOST: 'tcp://engine:2375', DOCKER_TLS_VERIFY: '1' } })).toEqual([]);
    expect(uses({ command: ['dockerd', '--tlsverify', '-H', 'tcp://0.0.0.0:2375'] })).toEqual([]);
    expect(uses({ environment: { PORT: '2375', BUILD: 'rev-12375' } })).toEqual([]);
  });
});
