import { expect, test } from 'vitest';
import { authored, authoredService } from '../../../test/support/author.ts';
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
  const { command, env, mounts, test: health, model } = authoredService(storage({ port: 19000 }), 'minio');
  expect(command).toEqual(['server', '/data', '--address', ':19000', '--console-address', ':19001']);
  expect(env).toEqual({
    MINIO_ROOT_USER: '${MINIO_ROOT_USER}',
    MINIO_ROOT_PASSWORD: '${MINIO_ROOT_PASSWORD}',
    MC_HOST_local: 'http://127.0.0.1:19000',
    MC_CONFIG_DIR: '/tmp/.mc',
  });
  expect(health).toEqual(['mc', 'ready', 'local']);
  expect(mounts).toEqual(['minio_data:/data', '16mb:/tmp', '1mb:/root/.minio']);
  expect(model.listens).toEqual([
    { port: 19000, purpose: 'main' },
    { port: 19001, purpose: 'console' },
  ]);
});

test('the application gets a user of its own, not the root', () => {
  const model = storage({}, 'object-storage');
  expect(authoredService(model, 'web').env).toEqual({
    ENDPOINT: 'http://object-storage:9000',
    KEY: '${OBJECT_STORAGE_ACCESS_KEY}',
    SECRET: '${OBJECT_STORAGE_SECRET_KEY}',
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
  const named = (props: Partial<MinioProps>, id: string) =>
    authoredService(storage(props, id), 'web').env.KEY;
  expect([named({}, 'photos'), named({}, 'minio')]).toEqual(['${PHOTOS_ACCESS_KEY}', '${MINIO_ACCESS_KEY}']);
  const names = { accessKeyName: 'S3_USER', secretKeyName: 'S3_SECRET' };
  expect(authoredService(storage(names), 'web').env).toMatchObject({
    KEY: '${S3_USER}',
    SECRET: '${S3_SECRET}',
  });
});

test('a job makes bucket, policy and user before whatever comes later', () => {
  const model = storage();
  const setup = authoredService(model, 'minio-setup');
  expect(setup.model).toMatchObject({ kind: 'job', image: 'example/mc:1' });
  expect(setup.waits).toEqual(['minio healthy']);
  expect(authoredService(model, 'web').waits).toEqual(['minio healthy', 'minio-setup completed']);
  expect(setup.entrypoint).toEqual(['/bin/sh', '-ec']);
  expect(setup.env).toMatchObject({
    MC_HOST_storage: 'http://${MINIO_ROOT_USER}:${MINIO_ROOT_PASSWORD}@minio:9000',
    BUCKET: 'photos',
  });
});

test('its keys go in on standard input, and each step may be repeated', () => {
  const [script = ''] = authoredService(storage(), 'minio-setup').command ?? [];
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
