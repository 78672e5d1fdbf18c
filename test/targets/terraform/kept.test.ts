import { expect, test } from 'vitest';
import { container, lost, schemaSays } from './made.ts';

const reference = (name: string) => `\${${name}}`;

/** What a service says in the Specification, and what its container gets of it. */
const kept: readonly (readonly [said: Record<string, unknown>, gets: Record<string, unknown>])[] = [
  [{ command: ['sh', '-c', 'echo "$$HOME"'] }, { command: ['sh', '-c', 'echo "$HOME"'] }],
  [{ command: 'serve --all' }, { command: ['serve', '--all'] }],
  [{ entrypoint: ['/bin/tini', ''] }, { entrypoint: ['/bin/tini', ''] }],
  [
    { init: true, tty: true, stdin_open: true },
    { init: true, tty: true, stdin_open: true },
  ],
  [{ init: '${INIT}' }, { init: reference('var.INIT') }],
  [{ working_dir: '/srv/app/' }, { working_dir: '/srv/app' }],
  [{ working_dir: '/' }, { working_dir: '/' }],
  [
    { hostname: 'web', domainname: 'example.org', user: '1000:1000', group_add: ['10', 'mail'] },
    { hostname: 'web', domainname: 'example.org', user: '1000:1000', group_add: ['10', 'mail'] },
  ],
  [
    { runtime: 'runc', stop_signal: 'SIGINT' },
    { runtime: 'runc', stop_signal: 'SIGINT' },
  ],
  [{ stop_grace_period: '1m30s' }, { stop_timeout: 90, destroy_grace_seconds: 90 }],
  [
    { environment: { A: '1', B$$: '${X:-2}', 'C${': '' } },
    { env: ['A=1', 'B$$=${var.X != "" ? var.X : "2"}', 'C$${='] },
  ],
  [{ tmpfs: ['/run:rw,size=64m', '/$${'] }, { tmpfs: { '/run': 'rw,size=64m', '/$${': '' } }],
  [
    { devices: ['/dev/sda:/dev/xvda:r', '/dev/fuse'] },
    {
      devices: [
        { host_path: '/dev/sda', container_path: '/dev/xvda', permissions: 'r' },
        { host_path: '/dev/fuse', container_path: '/dev/fuse', permissions: 'rwm' },
      ],
    },
  ],
  [{ device_cgroup_rules: ['c 1:3 mr'] }, { device_cgroup_rules: ['c 1:3 mr'] }],
  [{ gpus: 'all' }, { gpus: 'all' }],
  [{ gpus: [{ device_ids: ['0', '2'], capabilities: ['gpu'] }] }, { gpus: 'device=0,2' }],
  [
    {
      deploy: {
        resources: { reservations: { devices: [{ driver: 'nvidia', count: 'all', capabilities: ['gpu'] }] } },
      },
    },
    { gpus: 'all' },
  ],
  [
    { dns: ['10.0.0.1'], dns_opt: ['use-vc'], dns_search: ['example.org'] },
    { dns: ['10.0.0.1'], dns_opts: ['use-vc'], dns_search: ['example.org'] },
  ],
  [
    { extra_hosts: ['host.docker.internal:host-gateway', 'other=10.0.0.2,10.0.0.3'] },
    {
      host: [
        { host: 'host.docker.internal', ip: 'host-gateway' },
        { host: 'other', ip: '10.0.0.2' },
        { host: 'other', ip: '10.0.0.3' },
      ],
    },
  ],
  [{ restart: 'on-failure:3' }, { restart: 'on-failure', max_retry_count: 3 }],
  [{ restart: '${RESTART:-no}' }, { restart: '${var.RESTART != "" ? var.RESTART : "no"}' }],
  [
    {
      healthcheck: {
        test: 'curl -f "http://localhost/${X}"',
        interval: '90s',
        timeout: '1h',
        retries: 4,
        start_period: '0s',
        start_interval: '500ms',
      },
    },
    {
      healthcheck: {
        test: ['CMD-SHELL', 'curl -f "http://localhost/${var.X}"'],
        interval: '1m30s',
        timeout: '1h0m0s',
        retries: 4,
        start_period: '0s',
        start_interval: '500ms',
      },
      wait: true,
      wait_timeout: 18480,
    },
  ],
  [{ healthcheck: { disable: true } }, { healthcheck: { test: ['NONE'] } }],
  [{ cpus: 2 }, { cpus: '2.0' }],
  [
    { cpus: '${CPUS}' },
    {
      cpus: '${[for n in [tonumber("${var.CPUS}")] : length(regexall("0", format("%.9f", n))) == 9 && n * 10 == floor(n * 10) ? format("%.1f", n) : replace(format("%.9f", n), "/0+$/", "")][0]}',
    },
  ],
  [
    { cpu_shares: 512, cpu_period: 1000, cpu_quota: 500, cpuset: '0,1' },
    { cpu_shares: 512, cpu_period: 1000, cpu_quota: 500, cpu_set: '0,1' },
  ],
  [
    { mem_limit: '64m', mem_reservation: '32m' },
    { memory: 64, memory_reservation: 32, memory_swap: 128 },
  ],
  [
    { mem_limit: '64m', memswap_limit: '80m' },
    { memory: 64, memory_swap: 80 },
  ],
  [
    { mem_limit: '64m', memswap_limit: -1 },
    { memory: 64, memory_swap: -1 },
  ],
  [
    { mem_limit: '64m', memswap_limit: 0 },
    { memory: 64, memory_swap: 128 },
  ],
  [
    {
      deploy: {
        mode: 'replicated',
        replicas: 1,
        resources: { limits: { cpus: '1.5', memory: '1g' }, reservations: { memory: '512m' } },
      },
    },
    { cpus: '1.5', memory: 1024, memory_reservation: 512, memory_swap: 2048 },
  ],
  [
    {
      blkio_config: {
        device_read_bps: [{ path: '/dev/sda', rate: '1mb' }],
        device_write_iops: [{ path: '/dev/sda', rate: 30 }],
      },
    },
    {
      device_read_bps: [{ path: '/dev/sda', rate: 1048576 }],
      device_write_iops: [{ path: '/dev/sda', rate: 30 }],
    },
  ],
  [
    { ulimits: { nofile: { soft: 1024, hard: 2048 }, nproc: 65535, core: '${CORE}' } },
    {
      ulimit: [
        { name: 'nofile', soft: 1024, hard: 2048 },
        { name: 'nproc', soft: 65535, hard: 65535 },
        { name: 'core', soft: '${var.CORE}', hard: '${var.CORE}' },
      ],
    },
  ],
  [{ shm_size: '128m' }, { shm_size: 128 }],
  [
    { storage_opt: { size: '1G' }, sysctls: { 'net.core.somaxconn': 1024 } },
    { storage_opts: { size: '1G' }, sysctls: { 'net.core.somaxconn': '1024' } },
  ],
  [
    { privileged: true, read_only: true },
    { privileged: true, read_only: true },
  ],
  [
    { cap_drop: ['all'], cap_add: ['net_bind_service', 'CAP_CHOWN'] },
    { capabilities: { add: ['CAP_NET_BIND_SERVICE', 'CAP_CHOWN'], drop: ['ALL'] } },
  ],
  [
    { security_opt: ['no-new-privileges:true', 'seccomp=unconfined'] },
    { security_opts: ['no-new-privileges:true', 'seccomp=unconfined'] },
  ],
  [
    { pid: 'host', security_opt: ['no-new-privileges'] },
    { pid_mode: 'host', security_opts: ['no-new-privileges', 'label=disable'] },
  ],
  [
    { cgroup: 'private', cgroup_parent: '/shop', ipc: 'shareable', userns_mode: 'host' },
    { cgroupns_mode: 'private', cgroup_parent: '/shop', ipc_mode: 'shareable', userns_mode: 'host' },
  ],
  [
    { logging: { driver: 'local', options: { 'max-size': '10m' } } },
    { log_driver: 'local', log_opts: { 'max-size': '10m' } },
  ],
  [{ logging: {} }, {}],
  [
    { container_name: 'shop' },
    {
      name: 'shop',
      networks_advanced: [{ name: reference('docker_network.default.name'), aliases: ['web', 'shop'] }],
    },
  ],
  [
    {
      ports: ['80:8080', '127.0.0.1:443:8443/udp', { target: 70, published: '', mode: 'host' }, '${PORT}:90'],
    },
    {
      ports: [
        { internal: 70, ip: '0.0.0.0', protocol: 'tcp' },
        { internal: 90, external: '${var.PORT}', ip: '0.0.0.0', protocol: 'tcp' },
        { internal: 8080, external: 80, ip: '0.0.0.0', protocol: 'tcp' },
        { internal: 8443, external: 443, ip: '127.0.0.1', protocol: 'udp' },
      ],
    },
  ],
  [{ network_mode: 'host' }, { network_mode: 'host' }],
  [
    {
      networks: {
        default: null,
        inside: {
          aliases: ['web', 'shop'],
          ipv4_address: '10.0.0.9',
          ipv6_address: 'fd00::9',
          link_local_ips: ['169.254.1.1'],
          mac_address: '02:42:ac:11:00:09',
          gw_priority: 1,
          driver_opts: { a: 'b' },
        },
      },
    },
    {
      networks_advanced: [
        { name: reference('docker_network.default.name'), aliases: ['web', 'shop-test-web-1'] },
        {
          name: 'inside',
          aliases: ['web', 'shop-test-web-1', 'shop'],
          ipv4_address: '10.0.0.9',
          ipv6_address: 'fd00::9',
          link_local_ips: ['169.254.1.1'],
          mac_address: '02:42:ac:11:00:09',
          gw_priority: 1,
          driver_opts: ['a=b'],
        },
      ],
    },
  ],
  [
    { volumes: ['/srv/data:/data:ro,z'] },
    { volumes: [{ host_path: '/srv/data', container_path: '/data', read_only: true, selinux_relabel: 'z' }] },
  ],
  [
    {
      volumes: [
        {
          type: 'bind',
          source: '/srv/${X}',
          target: '/x',
          bind: { create_host_path: false, propagation: 'rslave' },
        },
        { type: 'volume', target: '/anonymous', consistency: 'cached' },
        {
          type: 'volume',
          source: 'data',
          target: '/data',
          read_only: true,
          volume: { nocopy: true, subpath: 'a' },
        },
        { type: 'tmpfs', target: '/tmp', tmpfs: { size: '64m', mode: '1777' } },
      ],
    },
    {
      mounts: [
        { type: 'bind', source: '/srv/${var.X}', target: '/x', bind_options: { propagation: 'rslave' } },
        { type: 'volume', target: '/anonymous' },
        {
          type: 'volume',
          source: 'data',
          volume_options: { no_copy: true, subpath: 'a' },
          target: '/data',
          read_only: true,
        },
        { type: 'tmpfs', tmpfs_options: { size_bytes: 67108864, mode: 1023 }, target: '/tmp' },
      ],
    },
  ],
  // What nothing comes of with Compose either, or another resource says.
  [{ attach: false, expose: ['80'], scale: 1, pull_policy: 'missing', platform: 'linux/amd64' }, {}],
  [{ oom_kill_disable: false, use_api_socket: false, post_start: [], links: [] }, {}],
];

test.each(kept)('%j', (said, gets) => {
  expect(container(said)).toEqual(gets);
  expect(lost(said)).toEqual([]);
  expect(schemaSays('docker_container', { name: 'web', image: 'web', ...gets })).toEqual([]);
});
