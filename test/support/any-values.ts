import fc from 'fast-check';

/** The names that things of the document have, so that they meet: services, networks, volumes, configs, secrets, models. */
export const names = {
  services: ['web', 'db'],
  networks: ['front', 'back'],
  volumes: ['data', 'cache'],
  configs: ['conf'],
  secrets: ['token'],
  models: ['llm'],
} as const;

export const pick = <Value>(...values: readonly Value[]) => fc.constantFrom(...values);

export const number = pick<string | number>(1, 7, '3', 0);

/** The values of places of which the schema does not say enough. A place is a key and what it is a key of: `service.ports`. */
export function special(
  may: boolean,
  without: (place: string) => boolean,
): Readonly<Record<string, fc.Arbitrary<unknown>>> {
  const port = pick<unknown>(
    80,
    '3000',
    '8000:80',
    '127.0.0.1:8001:80/tcp',
    '[::1]:8002:80/udp',
    '9000-9002:90-92',
    '99-101',
    '8100-8110:70',
    '127.0.0.1::81',
    '0.0.0.0:8003:82/UDP',
    { target: 83 },
    { target: '84', published: 8084, protocol: 'udp', mode: 'host' },
    { target: 85, published: '8085-8087', host_ip: '127.0.0.1', app_protocol: 'http', name: 'x' },
    ...(may
      ? ['${P}', '${P:-80}:80', '${P}:${P}', '${IP:-127.0.0.1}:80:80', '${IP}::80', '80:${P}/udp']
      : []),
  );
  const mount = pick<unknown>(
    ...[
      'data:/data',
      'data:/data/:ro',
      '/var/log',
      './x:/x',
      '~/x:/y:ro,z',
      '/srv:/s:rshared',
      'cache:/c:nocopy',
    ],
    ...['../a b:/q:rw', 'C:\\x:/win', '/d/:/z/../d2:cached', './$$x:/$$y'],
    { type: 'volume', target: '/anonymous' },
    { type: 'volume', source: 'data', target: '/sub', volume: { nocopy: true, subpath: 'a' } },
    { type: 'volume', source: 'data', target: '/long' },
    { type: 'bind', source: './l', target: '/l', bind: { create_host_path: false, selinux: 'Z' } },
    { type: 'bind', source: './m', target: '/m/', read_only: true },
    { type: 'bind', source: './m', target: '/n', bind: { create_host_path: true } },
    { type: 'bind', source: './m:n', target: '/o', bind: { create_host_path: true, propagation: 'rslave' } },
    { type: 'tmpfs', target: '/t', tmpfs: { size: '64m', mode: 511 } },
    { type: 'tmpfs', target: '/u', read_only: false },
    { type: 'bind', source: './o', target: '/cc', consistency: 'cached', bind: { recursive: 'readonly' } },
    ...(without('volumes.volume.labels')
      ? []
      : [{ type: 'volume', source: 'data', target: '/dl', volume: { labels: { a: '1' } } }]),
    ...(without('volumes.image')
      ? []
      : [{ type: 'image', source: 'busybox', target: '/i', image: { subpath: 'bin' } }]),
    ...(may ? ['${D}:/v', '${D:-./d}/x:/w:ro', '${D}', 'data:${D}', 'data:/dd:${M:-ro}', './${D}:/ee'] : []),
  );
  const device = pick<unknown>(
    ...['/dev/a', '/dev/a:/dev/b', '/dev/c:/dev/d:r'],
    { source: '/dev/e', target: '/dev/f' },
    { source: '/dev/g', target: '/dev/h', permissions: 'rw' },
    ...(may ? ['${D}', '${D}:/dev/i'] : []),
  );
  const command = pick<unknown>(
    ...['run', 'sh -c "a && b" \'c d\'', '', 'echo a; b', 'x\\ y "" z', null],
    ...[['a', 'b c', ''], []],
    ...(may ? ['run ${A}', ['${A}', '$$x']] : []),
  );
  const addresses = pick<unknown>(
    ['a=1.2.3.4', 'b:5.6.7.8', 'c=[::1]', 'a=1.2.3.5'],
    { d: '1.2.3.4', e: '::1' },
    ...(may ? [['${H}', 'x=${H:-1.1.1.1}'].slice(1)] : []),
  );
  const from = (list: readonly string[]) => pick(...list);
  return {
    'service.ports': fc.uniqueArray(port, { maxLength: 3 }),
    'service.volumes': fc.uniqueArray(mount, { maxLength: 8 }),
    'service.devices': fc.uniqueArray(device, { maxLength: 2 }),
    'service.networks': fc.oneof(
      fc.uniqueArray(from(names.networks)),
      fc.record(
        {
          front: pick(null, {}, { aliases: ['x', 'y'], priority: 5 }),
          back: pick<unknown>(
            { ipv4_address: '10.0.0.9', mac_address: '02:42:ac:11:65:43' },
            { ipv6_address: '2001:db8::9', link_local_ips: ['169.254.8.8'] },
            ...(without('networks.gw_priority') ? [] : [{ gw_priority: 2 }]),
            { driver_opts: { a: 1 } },
            ...(without('networks.interface_name') ? [] : [{ interface_name: 'eth7' }]),
          ),
        },
        { requiredKeys: [] },
      ),
    ),
    'service.depends_on': pick<unknown>(
      ['db'],
      {},
      { db: { condition: 'service_healthy' } },
      { db: { condition: 'service_started', required: false } },
      { db: { condition: 'service_completed_successfully', restart: true } },
    ),
    'service.network_mode': pick('host', 'none', 'service:db'),
    'service.restart': pick('no', 'always', 'on-failure:3'),
    'service.pid': pick<unknown>('host', 'service:db', null),
    'service.ipc': pick('host', 'shareable'),
    'service.links': pick(['db'], ['db:other']),
    'service.volumes_from': pick(['db:ro'], ['db']),
    'service.extends': pick<unknown>('db', { service: 'db', file: 'x.yml' }),
    'service.pull_policy': pick('always', 'never', 'missing'),
    'service.expose': fc.uniqueArray(pick<unknown>('80', 81, '90-91', '53/udp'), { maxLength: 3 }),
    'service.group_add': pick<unknown>(['a', 1], ['${G:-x}'].slice(may ? 0 : 1)),
    'service.configs': files('conf'),
    'service.secrets': files('token'),
    'service.models': pick<unknown>(['llm'], { llm: { endpoint_var: 'U', model_var: 'M' } }),
    'service.env_file': pick<unknown>('.env', [
      'a.env',
      { path: './b', required: false },
      { path: 'c', format: 'raw' },
    ]),
    'service.tmpfs': pick<unknown>('/run', ['/run', '/t:size=1m']),
    'service.oom_score_adj': number,
    'service.mac_address': pick('02:42:ac:11:65:43'),
    'service.provider': pick({ type: 'x', options: { a: 1, b: ['c', true] } }),
    'service.storage_opt': pick<unknown>({ size: '1G' }),
    'service.platform': pick('linux/amd64'),
    'service.blkio_config': pick<unknown>({
      weight: 300,
      weight_device: [{ path: '/dev/a', weight: 20 }],
      device_read_bps: [{ path: '/dev/a', rate: '1mb' }],
      device_read_iops: [{ path: '/dev/a', rate: '40' }],
      device_write_bps: [{ path: '/dev/b', rate: 1024 }],
      device_write_iops: [{ path: '/dev/a', rate: 30 }],
    }),
    'healthcheck.test': pick<unknown>('curl $$x', ['CMD', 'a', 'b c'], ['CMD-SHELL', 'x | y'], ['NONE']),
    'deployment.mode': pick('replicated', 'global'),
    'resources.devices': pick<unknown>([{ capabilities: ['gpu'], count: 'all', driver: 'nvidia' }]),
    'build.context': pick('.', './a', 'https://example.org/a.git'),
    'build.additional_contexts': pick<unknown>(['a=./b'], { c: '../d' }),
    'build.ssh': pick<unknown>(['default'], ['a=/k'], { b: '/k' }),
    'build.secrets': files('token'),
    'build.platforms': pick(['linux/amd64']),
    // Beside an external one, a name must be the same.
    ...Object.fromEntries(
      ['network', 'volume', 'secret', 'config'].flatMap((kind) => [
        [`${kind}.name`, pick('e')],
        [`${kind}.external`, pick<unknown>(true, false, 'true', { name: 'e' })],
      ]),
    ),
    'network.ipam': pick<unknown>({
      driver: 'default',
      config: [
        {
          subnet: '10.0.0.0/16',
          gateway: '10.0.0.1',
          ip_range: '10.0.1.0/24',
          aux_addresses: { a: '10.0.0.2' },
        },
      ],
      options: { a: 'b' },
    }),
    'include.path': pick<unknown>('a.yml', ['a.yml', 'b.yml']),
    ulimits: pick<unknown>({ nofile: 1024, nproc: { soft: 1, hard: '2' } }),
    extra_hosts: addresses,
    command,
  };
}

function files(source: string): fc.Arbitrary<unknown> {
  return pick<unknown>(
    [source],
    [{ source, target: '/f', uid: '5', gid: '6', mode: 292 }],
    [{ source }, { source, target: '/g' }],
  );
}
