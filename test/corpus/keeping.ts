import { archive } from '../../constructs/core/archive.ts';
import type { AnyBackup } from '../../constructs/core/backup-ways.ts';
import { Service, sqlite, Volume } from '../../constructs/index.ts';
import type { World } from '../support/world.ts';
import type { Defect } from './defect.ts';

/** A database with a volume at a place. */
function stored({ stack, phase }: World, image: `${string}:${string}`, target: `/${string}`): void {
  const rows = new Volume(stack, 'rows', { holds: 'Test rows', kind: 'cache' });
  new Service(phase, 'db', { image }).mount(rows, target);
}

const shop = { image: 'example.org/shop:1.0.0' } as const;
const mysql = { image: 'mysql:8.4.6' } as const;

/** A store of passwords, in SQLite. */
function vault({ stack, phase }: World, backup: AnyBackup): void {
  const data = new Volume(stack, 'vault', { holds: 'Passwords', backup });
  new Service(phase, 'vault', { image: 'vaultwarden/server:1.34.3' }).mount(data, '/data');
}

/** A program of Node.js that writes files as the user of its image. */
function exporter({ stack, phase }: World, target: `/${string}`): void {
  const files = new Volume(stack, 'files', { holds: 'Exports', kind: 'cache' });
  const node = { image: 'node:22.11.0-bookworm-slim', user: 'node', command: ['node', 'export.js'] } as const;
  new Service(phase, 'exporter', node).mount(files, target);
}

/** A database that is told where to keep its rows. */
function told(
  { stack, phase }: World,
  image: `${string}:${string}`,
  command: readonly string[],
  target: `/${string}`,
): void {
  const rows = new Volume(stack, 'rows', { holds: 'Test rows', kind: 'cache' });
  new Service(phase, 'db', { image, command }).mount(rows, target);
}

/** Whether data are still there tomorrow. */
export const keeping: readonly Defect[] = [
  {
    name: 'a volume one folder above that of the image',
    story:
      'The volume held an empty folder. The rows were in a volume without a name, which down left behind.',
    rules: ['data-kept'],
    guilty: (world) => stored(world, 'postgres:16.4', '/var/lib/postgresql'),
    innocent: (world) => stored(world, 'postgres:18.1', '/var/lib/postgresql'),
  },
  {
    name: 'documents in the folder of another one',
    story: 'MongoDB was mounted at /data, for there its folders are. Each of them is a volume of its own.',
    rules: ['data-kept'],
    guilty: (world) => stored(world, 'mongo:8.0.4', '/data'),
    innocent: (world) => stored(world, 'mongo:8.0.4', '/data/db'),
  },
  {
    name: 'a fast disk that was memory',
    story:
      'Tests were quick with the tables in tmpfs. The lines went to production with the rest of the file.',
    rules: ['data-kept'],
    guilty: ({ phase }) => {
      new Service(phase, 'db', { image: 'mysql:8.4.6', scratch: { '/var/lib/mysql': '1gb' } });
    },
    innocent: ({ stack, phase }) => {
      const rows = new Volume(stack, 'rows', { holds: 'Test rows', kind: 'cache' });
      new Service(phase, 'db', { image: 'mysql:8.4.6', scratch: { '/tmp': '1gb' } }).mount(
        rows,
        '/var/lib/mysql',
      );
    },
  },
  {
    name: 'state in a volume that is memory',
    story: 'driver_opts were copied from a cache. The uploads of a week went with a restart of the host.',
    rules: ['data-kept'],
    guilty: ({ stack, phase }) => {
      const files = new Volume(stack, 'files', {
        holds: 'What users upload',
        backup: { stop: true },
        compose: { driver_opts: { type: 'tmpfs', device: 'tmpfs' } },
      });
      new Service(phase, 'web', shop).mount(files, '/srv/uploads');
    },
    innocent: ({ stack, phase }) => {
      const files = new Volume(stack, 'files', {
        holds: 'Thumbnails',
        kind: 'cache',
        compose: { driver_opts: { type: 'tmpfs', device: 'tmpfs' } },
      });
      new Service(phase, 'web', shop).mount(files, '/srv/thumbnails');
    },
  },
  {
    name: 'a second database on the files of the first',
    story:
      'It was to take the load of the reports. Both wrote to the same tables; half of them could not be repaired.',
    rules: ['volumes-used'],
    guilty: ({ stack, phase }) => {
      const rows = new Volume(stack, 'rows', { holds: 'Test rows', kind: 'cache' });
      for (const id of ['db', 'reports']) new Service(phase, id, mysql).mount(rows, '/var/lib/mysql');
    },
    innocent: ({ stack, phase }) => {
      for (const id of ['db', 'reports'])
        new Service(phase, id, mysql).mount(
          new Volume(stack, `${id}_rows`, { holds: 'Test rows', kind: 'cache' }),
          '/var/lib/mysql',
        );
      const files = new Volume(stack, 'files', { holds: 'Uploads that both serve', kind: 'cache' });
      for (const id of ['web', 'worker']) new Service(phase, id, shop).mount(files, '/srv/uploads');
    },
  },
  {
    name: 'replicas of a database',
    story:
      'Three replicas were asked for, as of everything else. Two never started, and the third repaired for hours.',
    rules: ['replicas-free'],
    guilty: ({ stack, phase }) => {
      const rows = new Volume(stack, 'rows', { holds: 'Test rows', kind: 'cache' });
      new Service(phase, 'db', { ...mysql, compose: { deploy: { replicas: 3 } } }).mount(
        rows,
        '/var/lib/mysql',
      );
    },
    innocent: ({ stack, phase }) => {
      const files = new Volume(stack, 'files', { holds: 'Uploads that all serve', kind: 'cache' });
      new Service(phase, 'web', {
        image: 'example.org/shop:1.0.0',
        compose: { deploy: { replicas: 3 } },
      }).mount(files, '/srv/uploads');
    },
  },
  {
    name: 'passwords that were archived while they were saved',
    story: 'The restored file of SQLite was malformed: the archive had its first half from before a commit.',
    rules: ['backup-fits'],
    guilty: (world) => vault(world, { method: archive, words: ['vault'] }),
    innocent: (world) => vault(world, sqlite('/data/db.sqlite3')),
  },
  {
    name: 'a worker that was told to stop',
    story:
      'restart: on-failure. The host was rebooted for its kernel; the worker had ended with 0, and mail stayed for a week.',
    rules: ['guards-kept'],
    guilty: ({ phase }) => {
      new Service(phase, 'mailer', { ...shop, command: ['work'], compose: { restart: 'on-failure' } });
    },
    innocent: ({ phase, later }) => {
      const once = new Service(phase, 'once', {
        ...shop,
        command: ['seed'],
        compose: { restart: 'on-failure' },
      });
      new Service(later, 'web', shop).waitFor(once, 'completed');
    },
  },
  {
    name: 'a volume that belongs to root',
    story: 'user: node was added for safety. The first export of each new host ended with EACCES.',
    rules: ['volume-owner'],
    guilty: (world) => exporter(world, '/data'),
    innocent: (world) => exporter(world, '/home/node'),
  },
  {
    name: 'rows that an option sent elsewhere',
    story: 'The new disk was mounted where the rows had been. --datadir had moved them a year before.',
    rules: ['data-kept'],
    guilty: (world) => told(world, 'mysql:8.4.6', ['--datadir=/srv/rows'], '/var/lib/mysql'),
    innocent: (world) => told(world, 'mysql:8.4.6', ['--datadir=/srv/rows'], '/srv/rows'),
  },
  {
    name: 'a cache that had become a store',
    story: 'appendonly was switched on for the queue. The file was in the container, and went with it.',
    rules: ['data-kept'],
    guilty: ({ phase }) => {
      new Service(phase, 'queue', { image: 'redis:8.2.1', command: ['redis-server', '--appendonly', 'yes'] });
    },
    innocent: ({ phase }) => {
      new Service(phase, 'queue', { image: 'redis:8.2.1', command: ['redis-server', '--save', ''] });
    },
  },
  {
    name: 'rows on a disk that is none',
    story: 'Somebody had measured how fast it is at /dev/shm, and it stayed there until the power went.',
    rules: ['data-kept'],
    guilty: ({ phase }) => {
      new Service(phase, 'db', { ...mysql, compose: { volumes: ['/dev/shm/rows:/var/lib/mysql'] } });
    },
    innocent: ({ stack, phase }) => {
      const rows = new Volume(stack, 'rows', { holds: 'Test rows', kind: 'cache' });
      const compose = { volumes: ['/dev/shm/tmp:/tmp'] };
      new Service(phase, 'db', { ...mysql, compose }).mount(rows, '/var/lib/mysql');
    },
  },
];
