import { Job, Postgres, Service, Volume } from '../../constructs/index.ts';
import type { Defect } from './defect.ts';

/** Images and their versions. */
export const images: readonly Defect[] = [
  {
    name: 'an image that is gone',
    story: 'The old host had it. The new one, made in the night of the fire, could not pull it.',
    rules: ['image-alive'],
    guilty: ({ phase }) => {
      new Service(phase, 'queue', { image: 'bitnami/rabbitmq:3.9.29' });
    },
    innocent: ({ phase }) => {
      new Service(phase, 'queue', { image: 'bitnamilegacy/rabbitmq:3.9.29' });
    },
  },
  {
    name: 'an object storage that left Docker Hub',
    story: 'The image was deleted between two deploys of one afternoon.',
    rules: ['image-alive'],
    guilty: ({ phase }) => {
      new Service(phase, 'storage', { image: 'minio/minio:RELEASE.2024-01-01T16-36-33Z' });
    },
    innocent: ({ phase }) => {
      new Service(phase, 'storage', { image: 'quay.io/minio/minio:RELEASE.2025-09-07T16-13-09Z' });
    },
  },
  {
    name: 'a release that never came',
    story:
      'The runbook of the old deployment said: raise the tag to 1.44.0. The pull failed, at two in the morning.',
    rules: ['image-exists'],
    guilty: ({ phase }) => {
      new Service(phase, 'web', {
        image: 'posthog/posthog:release-1.43.0',
        compose: { image: 'posthog/posthog:release-1.44.0' },
      });
    },
    innocent: ({ phase }) => {
      new Service(phase, 'web', { image: 'posthog/posthog:release-1.43.1' });
    },
  },
  {
    name: 'a database whose makers have left it',
    story: 'The fix of the year was for 13 and later.',
    rules: ['image-alive'],
    guilty: ({ phase }) => {
      new Service(phase, 'db', { image: 'postgres:12.13-alpine3.17' }).mount(
        new Volume(phase, 'db_data', { holds: 'Rows', kind: 'cache' }),
        '/var/lib/postgresql/data',
      );
    },
    innocent: ({ phase }) => {
      new Service(phase, 'db', { image: 'postgres:17.6-alpine3.22' }).mount(
        new Volume(phase, 'db_data', { holds: 'Rows', kind: 'cache' }),
        '/var/lib/postgresql/data',
      );
    },
  },
  {
    name: 'a database that the application refuses',
    story:
      'The update bot moved PostgreSQL to 17, all checks were green, and the application exited at its start.',
    rules: ['version-in-range'],
    guilty: ({ phase, later }) => {
      const db = new Postgres(phase, 'db', { image: 'postgres:17.6', database: 'shop' });
      new Service(later, 'web', { image: 'example.org/shop:1.0.0', env: { DB: db.url } }).worksWith(
        db,
        '>=14 <17',
      );
    },
    innocent: ({ phase, later }) => {
      const db = new Postgres(phase, 'db', { image: 'postgres:16.10', database: 'shop' });
      new Service(later, 'web', { image: 'example.org/shop:1.0.0', env: { DB: db.url } }).worksWith(
        db,
        '>=14 <17',
      );
    },
  },
  {
    name: 'a worker that stayed behind',
    story: 'web ran 1.0.1 and the worker 1.0.0; each job that the new form made was retried for a week.',
    rules: ['image-one-version'],
    guilty: ({ phase }) => {
      new Service(phase, 'web', { image: 'example.org/shop:1.0.1' });
      new Service(phase, 'worker', { image: 'example.org/shop:1.0.0' });
    },
    innocent: ({ phase }) => {
      new Service(phase, 'web', { image: 'example.org/shop:1.0.1' });
      new Service(phase, 'worker', { image: 'example.org/shop:1.0.1' });
    },
  },
  {
    name: 'a version that stayed behind',
    story:
      'A bot raised the tag to 2.0 and not the version of the stack. The restore of a backup of 1.0 was not refused.',
    rules: ['image-one-version'],
    guilty: ({ phase }) => {
      new Service(phase, 'web', { image: 'example.org/shop:2.0.0' });
    },
    innocent: ({ phase }) => {
      new Service(phase, 'web', { image: 'example.org/shop:1.0.0' });
    },
  },
  {
    name: 'a digest that was copied with its line',
    story: 'The queue ran the image of the cache; the digest wins, and the name beside it is a comment.',
    rules: ['image-one-version'],
    guilty: ({ phase }) => {
      new Service(phase, 'cache', { image: `example.org/kv:1.0.0@sha256:${'a1'.repeat(32)}` });
      new Service(phase, 'queue', { image: `example.org/queue:3.1.0@sha256:${'a1'.repeat(32)}` });
    },
    innocent: ({ phase }) => {
      new Service(phase, 'cache', { image: `example.org/kv:1.0.0@sha256:${'a1'.repeat(32)}` });
      new Service(phase, 'queue', { image: `example.org/queue:3.1.0@sha256:${'b2'.repeat(32)}` });
    },
  },
  {
    name: 'root in an image that has a user',
    story:
      'A template was rendered by a visitor. He was root in the container, and wrote to the mounted files.',
    rules: ['container-confined'],
    guilty: ({ phase }) => {
      new Service(phase, 'web', { image: 'node:22.11.0-bookworm-slim', command: ['node', 'server.js'] });
    },
    innocent: ({ phase }) => {
      new Service(phase, 'web', {
        image: 'node:22.11.0-bookworm-slim',
        user: 'node',
        command: ['node', 'server.js'],
      });
    },
  },
  {
    name: 'a tag that moves',
    story: 'Two hosts, one compose file, two versions: one had pulled in March, the other in June.',
    rules: ['image-pinned'],
    guilty: ({ phase }) => {
      new Service(phase, 'web', { image: 'example.org/shop:stable' });
    },
    innocent: ({ phase }) => {
      new Service(phase, 'web', { image: 'example.org/shop:1.0.1' });
    },
  },
  {
    name: 'a hook that an older Compose never runs',
    story: 'post_start filled the cache on every laptop. On the server it did nothing for a year.',
    rules: ['feature-available'],
    guilty: ({ phase }) => {
      const post_start = [{ command: ['shop', 'warm-up'] }];
      new Service(phase, 'web', { image: 'example.org/shop:1.0.0', compose: { post_start } });
    },
    innocent: ({ phase, later }) => {
      new Job(phase, 'warm-up', { image: 'example.org/shop:1.0.0', command: ['shop', 'warm-up'] });
      new Service(later, 'web', { image: 'example.org/shop:1.0.0' });
    },
  },
  {
    name: 'a key of next year',
    story:
      'format: raw was in the documentation, and the Compose of the distribution refused the whole file.',
    rules: ['feature-available'],
    guilty: ({ phase }) => {
      const env_file = [{ path: '/etc/shop.env', format: 'raw' }];
      new Service(phase, 'web', { image: 'example.org/shop:1.0.0', compose: { env_file } });
    },
    innocent: ({ phase }) => {
      new Service(phase, 'web', {
        image: 'example.org/shop:1.0.0',
        compose: { env_file: ['/etc/shop.env'] },
      });
    },
  },
  {
    name: 'a health check with a program that has left the image',
    story: 'The storage ran and was never healthy; the deploy waited for it until its time was up.',
    rules: ['health-program'],
    guilty: ({ phase }) => {
      const health = { exec: ['curl', '-f', 'http://127.0.0.1:9000/minio/health/live'] };
      new Service(phase, 'storage', {
        image: 'quay.io/minio/minio:RELEASE.2023-11-20T22-40-07Z',
        port: 9000,
        health,
      });
    },
    innocent: ({ phase }) => {
      const health = { exec: ['mc', 'ready', 'local'] };
      new Service(phase, 'storage', {
        image: 'quay.io/minio/minio:RELEASE.2023-11-20T22-40-07Z',
        port: 9000,
        health,
      });
    },
  },
  {
    name: 'a token in a build argument',
    story: 'docker history of the public image showed the token of the package registry.',
    rules: ['secret-in-image'],
    guilty: ({ phase }) => {
      const build = {
        context: '/srv/shop',
        args: { NPM_TOKEN: null, VERSION: '1' },
      };
      new Service(phase, 'web', { image: 'example.org/shop:1.0.0', compose: { build } });
    },
    innocent: ({ phase }) => {
      const build = { context: '/srv/shop', args: { VERSION: '1' } };
      new Service(phase, 'web', { image: 'example.org/shop:1.0.0', compose: { build } });
    },
  },
];
