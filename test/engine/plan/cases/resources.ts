import type { Change, Part } from '../change.ts';
import { only, parts } from '../change.ts';

const late = ['2.40', '5.6'];

/** A network in several states, which a service is on, and a neighbour that is on another one. */
function network(key: string, ...states: readonly (object | null)[]): Change {
  return parts(
    `networks: ${key}`,
    ...states.map((said) => (as: (name: string) => string) => ({
      services: { '': { networks: [as('n')] }, x: { networks: [as('m')] } },
      networks: { n: said, m: {} },
    })),
  );
}

/** How a service is on a network, in several states. */
function attached(key: string, third: number, ...states: readonly object[]): Change {
  return parts(
    `networks of a service: ${key}`,
    ...states.map((said) => (as: (name: string) => string) => ({
      services: { '': { networks: { [as('n')]: said } } },
      networks: { n: subnet(third) },
    })),
  );
}

function volume(key: string, ...states: readonly (object | null)[]): Change {
  return parts(
    `volumes: ${key}`,
    ...states.map((said) => (as: (name: string) => string) => ({
      services: { '': { volumes: [`${as('v')}:/v`] }, x: { volumes_from: [as('')] } },
      volumes: { v: said },
    })),
  );
}

/** What a service mounts, in several states. */
function mounted(key: string, ...states: readonly (object | string)[]): Change {
  return parts(
    `volumes of a service: ${key}`,
    ...states.map(
      (said) =>
        (as: (name: string) => string): Part => ({
          services: {
            '': {
              volumes: [
                typeof said === 'string'
                  ? said.replace('@', as(''))
                  : { ...said, ...('source' in said && said.source === '@' && { source: as('v') }) },
              ],
            },
          },
          volumes: { v: {}, w: {} },
          files: { 'a/keep': '', 'b/keep': '' },
        }),
    ),
  );
}

const subnet = (third: number) => ({ ipam: { config: [{ subnet: `10.213.${third}.0/24` }] } });

/** Networks and volumes, and how services use them. */
export const resources: readonly Change[] = [
  network('labels', {}, { labels: { a: '1' } }, { labels: ['a=1'] }, { labels: { a: '2' } }),
  network('driver', {}, { driver: 'bridge' }),
  network(
    'driver_opts',
    {},
    { driver_opts: { 'com.docker.network.bridge.enable_icc': 'true' } },
    { driver_opts: { 'com.docker.network.bridge.enable_icc': 'false' } },
  ),
  network('internal', {}, { internal: false }, { internal: true }),
  network('attachable', {}, { attachable: true }),
  network('enable_ipv6', {}, { enable_ipv6: false }, { enable_ipv6: true }),
  only(late, network('enable_ipv4', {}, { enable_ipv4: true })),
  network('ipam.config.subnet', subnet(1), subnet(2)),
  network('ipam.config.gateway', subnet(3), {
    ipam: { config: [{ subnet: '10.213.3.0/24', gateway: '10.213.3.9' }] },
  }),
  network('ipam.config.ip_range', subnet(4), {
    ipam: { config: [{ subnet: '10.213.4.0/24', ip_range: '10.213.4.128/25' }] },
  }),
  network('ipam.config.aux_addresses', subnet(5), {
    ipam: { config: [{ subnet: '10.213.5.0/24', aux_addresses: { a: '10.213.5.5' } }] },
  }),
  network('ipam.driver', {}, { ipam: { driver: 'default' } }),
  network('ipam.options', {}, { ipam: { options: { a: 'b' } } }),
  only(['2.26', '2.40'], network('name', {}, { name: 'plan-exact-other' }, { name: 'plan-exact-third' })),
  parts(
    'networks: name, of one that is not the first',
    ...[{}, { name: 'plan-exact-fourth' }].map((said) => (as: (name: string) => string) => ({
      services: { '': { networks: ['m', 'n'].map(as) }, x: { networks: [as('m')] } },
      networks: { m: {}, n: said },
    })),
  ),
  only(
    ['2.26', '2.40'],
    network('external, before it is not', { external: true, name: 'plan-exact-outside' }, {}),
  ),
  network('external', {}, { external: true, name: 'plan-exact-outside' }, {}),
  network('x-note', {}, { 'x-note': 'a' }),
  parts(
    'networks: one that nobody uses',
    { services: { '': {} }, networks: { n: {} } },
    { services: { '': {} }, networks: { n: { internal: true } } },
  ),
  parts(
    'networks: another name for the same key, beside who waits',
    ...[{}, { internal: true }].map((said) => (as: (name: string) => string) => ({
      services: {
        x: { networks: [as('n')] },
        '': { depends_on: { [as('x')]: { condition: 'service_started', restart: true } } },
      },
      networks: { n: said },
    })),
  ),
  parts(
    'networks: one that the namespace of another is on',
    ...[{}, { internal: true }].map((said) => (as: (name: string) => string) => ({
      services: { x: { networks: [as('n')] }, '': { network_mode: `service:${as('x')}` } },
      networks: { n: said },
    })),
  ),
  parts(
    'networks of a service',
    ...[['n'], ['n', 'm'], ['m', 'n'], ['m']].map((on) => (as: (name: string) => string) => ({
      services: { '': { networks: on.map(as) } },
      networks: { n: {}, m: {} },
    })),
  ),
  attached('aliases', 6, {}, { aliases: ['a'] }, { aliases: ['a', 'b'] }),
  attached('ipv4_address', 7, { ipv4_address: '10.213.7.7' }, { ipv4_address: '10.213.7.8' }),
  attached('priority', 8, {}, { priority: 1 }, { priority: 2 }),
  attached('link_local_ips', 9, {}, { link_local_ips: ['169.254.8.8'] }),
  attached('mac_address', 10, {}, { mac_address: '02:42:ac:11:65:45' }),
  attached(
    'driver_opts',
    11,
    {},
    { driver_opts: { 'com.docker.network.endpoint.sysctls': 'net.ipv4.conf.IFNAME.log_martians=1' } },
  ),
  only(late, attached('gw_priority', 12, {}, { gw_priority: 1 })),
  only(late, attached('interface_name', 13, {}, { interface_name: 'plan0' })),
  volume('labels', {}, { labels: { a: '1' } }, { labels: { a: '2' } }),
  volume('driver', {}, { driver: 'local' }),
  volume('driver_opts', {}, { driver_opts: { type: 'tmpfs', device: 'tmpfs', o: 'size=1m' } }),
  volume('name', {}, { name: 'plan-exact-other' }, { name: 'plan-exact-third' }),
  volume('external', {}, { external: true, name: 'plan-exact-outside' }, {}),
  only(
    ['2.26', '2.40'],
    volume('external, before it is not', { external: true, name: 'plan-exact-outside' }, {}),
  ),
  mounted('source', '@-v:/v', '@-w:/v'),
  mounted('target', '@-v:/v', '@-v:/w'),
  mounted('read only', '@-v:/v', '@-v:/v:ro', { type: 'volume', source: '@', target: '/v', read_only: true }),
  mounted('nocopy', '@-v:/v', { type: 'volume', source: '@', target: '/v', volume: { nocopy: true } }),
  mounted('an anonymous one', '/v', '/w', { type: 'volume', target: '/w' }),
  mounted(
    'tmpfs',
    { type: 'tmpfs', target: '/v' },
    { type: 'tmpfs', target: '/v', tmpfs: { size: '1m' } },
    { type: 'tmpfs', target: '/v', tmpfs: { size: '1m', mode: 511 } },
  ),
  mounted('bind', './a:/v', './a:/v:ro', './b:/v'),
  mounted(
    'bind.create_host_path',
    { type: 'bind', source: './a', target: '/v' },
    { type: 'bind', source: './a', target: '/v', bind: { create_host_path: true } },
    { type: 'bind', source: './a', target: '/v', bind: { create_host_path: false } },
  ),
  mounted(
    'bind.propagation',
    { type: 'bind', source: './a', target: '/v' },
    { type: 'bind', source: './a', target: '/v', bind: { propagation: 'private' } },
  ),
  mounted('bind.selinux', './a:/v', './a:/v:z', './a:/v:Z'),
  mounted(
    'consistency',
    { type: 'bind', source: './a', target: '/v' },
    { type: 'bind', source: './a', target: '/v', consistency: 'cached' },
  ),
];
