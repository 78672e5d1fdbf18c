import { text } from '../../../../constructs/index.ts';
import type { World } from './world.ts';
import { image } from './world.ts';

/** The props that every service has. */
export const service = ({ network, key, name }: World) => ({
  description: { en: 'Shop', id: 'Toko' },
  env: { A: 'b', KEY: key, N: 1, T: text`a${name}`, GONE: undefined },
  networks: [network],
  memory: '300mb',
  cpus: 2,
  processes: 77,
  stopGrace: '77s',
  logSize: '7mb',
  compose: { labels: { a: ['b', { c: 1 }], d: text`x${name}` }, extra_hosts: [name] },
});

/** The props of a service that is not one of a product. */
export const container = (w: World) => ({
  ...service(w),
  image,
  build: { folder: 'web', copy: { '/etc/a': w.file } },
  command: ['serve', 1],
  entrypoint: ['/bin/run'],
  user: '1000:1000',
  hostname: 'shop',
  init: true,
  openFiles: 4096,
  sharedMemory: '128mb',
  dropCapabilities: ['ALL'],
  addCapabilities: ['NET_RAW'],
  readOnly: true,
  scratch: { '/scratch': '16mb' },
  devices: ['/dev/dri', { host: w.name, at: '/dev/zigbee', access: 'rw' }],
  gpus: 2,
  sysctls: { 'net.core.somaxconn': 1024 },
  hostSettings: { 'vm.max_map_count': 262144 },
  envFiles: ['.env.shop'],
  unlimited: [],
});
