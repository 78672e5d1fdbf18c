import { expect, test } from 'vitest';
import { Capture, Match, Output } from '../../../src/testing.ts';
import { authored } from '../../../test/support/author.ts';
import type { MinioProps } from '../../index.ts';
import { Minio, Network, Service } from '../../index.ts';
import { mirror } from './backup.ts';

const storage = (props: Partial<MinioProps> = {}, id = 'minio') =>
  authored((core, site) => {
    const minio = new Minio(core, id, {
      image: 'example/minio:1',
      client: 'example/mc:1',
      bucket: 'photos',
      ...props,
    });
    const env = { ENDPOINT: minio.endpoint, KEY: minio.accessKey, SECRET: minio.secretKey };
    new Service(site, 'web', { image: 'example:1', env });
  });

test('the server is the process, on its port and a console beside it', () => {
  const model = storage({ port: 19000 });
  const mebibyte = 1024 * 1024;
  Output.of(model).hasService('minio', {
    command: ['server', '/data', '--address', ':19000', '--console-address', ':19001'],
    environment: Match.objectEquals({
      MINIO_ROOT_USER: Match.variable('MINIO_ROOT_USER'),
      MINIO_ROOT_PASSWORD: Match.variable('MINIO_ROOT_PASSWORD'),
      MC_HOST_local: 'http://127.0.0.1:19000',
      MC_CONFIG_DIR: '/tmp/.mc',
    }),
    healthcheck: { test: ['CMD', 'mc', 'ready', 'local'] },
    volumes: [
      'minio_data:/data',
      { type: 'tmpfs', target: '/tmp', tmpfs: { size: 16 * mebibyte } },
      { type: 'tmpfs', target: '/root/.minio', tmpfs: { size: mebibyte } },
    ],
  });
  expect(model.services[0]?.listens).toEqual([
    { port: 19000, purpose: 'main' },
    { port: 19001, purpose: 'console' },
  ]);
});

test('the application gets a user of its own, not the root', () => {
  const model = storage({}, 'object-storage');
  Output.of(model).hasService('web', {
    environment: Match.objectEquals({
      ENDPOINT: 'http://object-storage:9000',
      KEY: Match.variable('OBJECT_STORAGE_ACCESS_KEY'),
      SECRET: Match.variable('OBJECT_STORAGE_SECRET_KEY'),
    }),
  });
  // MinIO refuses a secret key of more than 40 characters: 20 bytes are 40 hexadecimal digits.
  expect(model.variables).toContainEqual(
    expect.objectContaining({ name: 'OBJECT_STORAGE_SECRET_KEY', kind: 'secret', bytes: 20 }),
  );
  expect(model.variables).toContainEqual(
    expect.objectContaining({ name: 'OBJECT_STORAGE_ACCESS_KEY', default: 'photos-app' }),
  );
});

test('two of them have two users, and the variables are called as the author likes', () => {
  const named = (model: ReturnType<typeof storage>, key: string, secret: string) =>
    Output.of(model).hasService('web', {
      environment: { KEY: Match.variable(key), SECRET: Match.variable(secret) },
    });
  named(storage({}, 'photos'), 'PHOTOS_ACCESS_KEY', 'PHOTOS_SECRET_KEY');
  named(storage(), 'MINIO_ACCESS_KEY', 'MINIO_SECRET_KEY');
  named(storage({ accessKeyName: 'S3_USER', secretKeyName: 'S3_SECRET' }), 'S3_USER', 'S3_SECRET');
});

test('a job makes bucket, policy and user before whatever comes later', () => {
  const output = Output.of(storage());
  const minio = { condition: 'service_healthy' } as const;
  output.hasService('minio-setup', {
    image: 'example/mc:1',
    restart: 'no',
    depends_on: Match.objectEquals({ minio }),
    command: Match.arrayWith(['/bin/sh', '-ec']),
    environment: {
      MC_HOST_storage:
        'http://${MINIO_ROOT_USER:-minio-root}:${MINIO_ROOT_PASSWORD:?run make init}@minio:9000',
      BUCKET: 'photos',
    },
  });
  output.hasService('web', {
    depends_on: Match.objectEquals({ minio, 'minio-setup': { condition: 'service_completed_successfully' } }),
  });
});

test('its keys go in on standard input, and each step may be repeated', () => {
  const written = new Capture(expect.any(String));
  Output.of(storage()).hasService('minio-setup', { command: ['/bin/sh', '-ec', written] });
  const script = String(written.value).replaceAll('$$', '$');
  expect(script).toContain('mc mb --ignore-existing "storage/$BUCKET"');
  expect(script).toContain(
    `printf '%s\\n%s\\n' "$APP_ACCESS_KEY" "$APP_SECRET_KEY" | mc admin user add storage\n`,
  );
  expect(script.match(/APP_SECRET_KEY/g)).toHaveLength(1);
  // The client's image has neither.
  expect(script).not.toMatch(/\b(grep|sed)\b/);
  const [policy = ''] = /\{\n.*?\n\}/s.exec(script) ?? [];
  const resources = (JSON.parse(policy) as { Statement: { Resource: string[] }[] }).Statement.flatMap(
    ({ Resource }) => Resource,
  );
  expect(resources).toEqual(['arn:aws:s3:::$BUCKET', 'arn:aws:s3:::$BUCKET/*']);
});

test('the job stands on the networks of its server', () => {
  const model = authored((core, _, stack) => {
    const networks = [new Network(stack, 'backend', { purpose: 'All.' })];
    new Minio(core, 'minio', { image: 'minio:1', client: 'mc:1', bucket: 'photos', networks });
  });
  expect(model.services.map(({ networks }) => networks)).toEqual([['backend'], ['backend']]);
});

test('the bucket is saved with the client of that job, unless it is left out', () => {
  expect(storage({ volume: 'objects' }).stores).toEqual([
    {
      path: 'shop-test/core/minio',
      name: 'minio',
      service: 'minio',
      volumes: ['objects'],
      method: mirror,
      words: ['photos', 'minio-setup', 'storage'],
    },
  ]);
  expect(storage({ backup: false }).stores).toEqual([]);
});
