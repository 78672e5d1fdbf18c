import type { Line } from './line.ts';
import { variable } from './line.ts';

/** What it sees of disks and devices. */
export const data: readonly Line[] = [
  [
    'volumes',
    ['data:/data', './a:/a/:ro,z', '/log', '${D}:/d', 'C:\\x:/x'],
    {
      volumes: [
        { type: 'volume', source: ['data'], target: ['/data'], volume: {} },
        {
          ...{ type: 'bind', source: ['./a'], target: ['/a'] },
          ...{ readOnly: true, bind: { createHostPath: true, selinux: ['z'] } },
        },
        { type: 'volume', target: ['/log'], volume: {} },
        // A path or the name of a volume: nobody knows yet.
        { source: [variable('D')], target: ['/d'] },
        { type: 'bind', source: ['C:\\x'], target: ['/x'], bind: { createHostPath: true } },
      ],
    },
    ['data:/data', './a:/a:ro,z', '/log', '${D}:/d', 'C:\\x:/x'],
  ],
  [
    'volumes',
    [
      { type: 'bind', source: './a', target: '/a', bind: { create_host_path: true } },
      { type: 'bind', source: './a', target: '/b' },
      { type: 'tmpfs', target: '/c', tmpfs: { size: '1m', mode: 0o755 } },
    ],
    {
      volumes: [
        { type: 'bind', source: ['./a'], target: ['/a'], bind: { createHostPath: true } },
        { type: 'bind', source: ['./a'], target: ['/b'] },
        { type: 'tmpfs', target: ['/c'], tmpfs: { size: 2 ** 20, mode: 0o755 } },
      ],
    },
    [
      './a:/a',
      { type: 'bind', source: './a', target: '/b' },
      { type: 'tmpfs', target: '/c', tmpfs: { size: 2 ** 20, mode: 0o755 } },
    ],
  ],
  // What a short form would say otherwise is long: a drive of Windows, a key that it has no word for.
  [
    'volumes',
    [
      { type: 'volume', source: 'data', target: '/a', read_only: false, volume: {} },
      { type: 'volume', source: 'data', target: '/a', volume: { nocopy: true } },
      { type: 'volume', source: 'C', target: '/x', volume: {} },
      { type: 'volume', source: 'data', target: '/a', volume: { subpath: 'b' } },
      { type: 'volume', source: 'data', target: '/a' },
    ],
    {
      volumes: [
        { type: 'volume', source: ['data'], target: ['/a'], readOnly: false, volume: {} },
        { type: 'volume', source: ['data'], target: ['/a'], volume: { nocopy: true } },
        { type: 'volume', source: ['C'], target: ['/x'], volume: {} },
        { type: 'volume', source: ['data'], target: ['/a'], volume: { subpath: ['b'] } },
        { type: 'volume', source: ['data'], target: ['/a'] },
      ],
    },
    [
      ...['data:/a:rw', 'data:/a:nocopy'],
      { type: 'volume', source: 'C', target: '/x', volume: {} },
      { type: 'volume', source: 'data', target: '/a', volume: { subpath: 'b' } },
      { type: 'volume', source: 'data', target: '/a' },
    ],
  ],
  ['tmpfs', '/run', { tmpfs: [['/run']] }, ['/run']],
  [
    'configs',
    ['a', { source: 'b', target: '/b', mode: '0440' }],
    { configs: [{ source: ['a'] }, { source: ['b'], target: ['/b'], mode: 0o440 }] },
    ['a', { source: 'b', target: '/b', mode: 0o440 }],
  ],
  [
    'devices',
    ['/dev/a', '/dev/a:/dev/b:r'],
    {
      devices: [
        { source: ['/dev/a'], target: ['/dev/a'], permissions: ['rwm'] },
        { source: ['/dev/a'], target: ['/dev/b'], permissions: ['r'] },
      ],
    },
    ['/dev/a:/dev/a:rwm', '/dev/a:/dev/b:r'],
  ],
  ['gpus', 'all', { gpus: [{ count: -1 }] }, [{ count: 'all' }]],
];
