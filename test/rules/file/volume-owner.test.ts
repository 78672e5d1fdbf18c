import { describe, expect, test } from 'vitest';
import { knownImage } from '../../../constructs/images/index.ts';
import type { ImageModel } from '../../../src/model/image.ts';
import type { ServiceModel } from '../../../src/model/service.ts';
import { volumeOwner } from '../../../src/rules/file/volume-owner.ts';
import { service, stack, volume } from '../../support/model.ts';

const user = (image: string, user: string, target: string, over: Partial<ServiceModel> = {}) =>
  service({
    image,
    user,
    known: knownImage(image) as ImageModel,
    mounts: [{ kind: 'volume', volume: 'files', target, readOnly: false }],
    ...over,
  });
const check = (services: readonly ServiceModel[], compose = {}) =>
  volumeOwner.check(stack({ services, volumes: [volume({ id: 'files', compose })] }));

describe('volume-owner', () => {
  test('a folder that the image does not have', () => {
    expect(check([user('node:22.11.0', 'node', '/data')])).toEqual([
      {
        path: 'shop-test/app/web',
        message:
          '"web" runs as node and mounts the volume "files" at /data, which its image does not have, so that the engine makes it for root: it cannot write there',
        fix: "give it away before: new Job(…, 'web-owner', { image: 'node:22.11.0', user: '0', command: ['chown', '-R', 'node', '/data'] }).mount(files, '/data')",
      },
    ]);
  });

  test('a folder of another user', () => {
    expect(check([user('prom/prometheus:v3.5.0', '1000:1000', '/prometheus')])).toMatchObject([
      {
        message:
          '"web" runs as 1000 and mounts the volume "files" at /prometheus, which is nobody\'s in its image, and so is a new volume: it cannot write there',
      },
    ]);
  });

  test('the user of the image itself', () => {
    const asItIs = (image: string, target: string) => {
      const { user: _, ...one } = user(image, '', target);
      return check([one]).map(({ message }) => message);
    };
    expect(asItIs('prom/prometheus:v3.5.0', '/metrics')).toEqual([
      '"web" runs as nobody and mounts the volume "files" at /metrics, which its image does not have, so that the engine makes it for root: it cannot write there',
    ]);
    expect(asItIs('prom/prometheus:v3.5.0', '/prometheus')).toEqual([]);
    expect(asItIs('redis:8.2.1', '/data')).toEqual([]);
    expect(asItIs('node:22.11.0', '/data')).toEqual([]);
  });

  test.each([
    ['vaultwarden/server:1.34.3', '1000:1000', '/data'],
    ['mongo:8.0.11', '1000', '/data/db'],
    ['grafana/loki:3.2.0', '1000:1000', '/loki'],
    ['caddy:2.10.2', '1000', '/data'],
    ['nginx:1.29.1', '101', '/srv/www'],
    ['alpine:3.22', '1000', '/srv/exports'],
    ['python:3.13-slim', '1000:1000', '/app/data'],
    ['redis:8.2.1', '1000', '/data'],
    ['quay.io/minio/minio:RELEASE.2025-09-07T16-13-09Z', '1000:1000', '/data'],
    ['node:22.11.0', 'node', '/home/node/app'],
    ['elasticsearch:8.19.1', '1001', '/usr/share/elasticsearch/data'],
  ])('%s as %s cannot write to %s', (image, id, target) => {
    expect(check([user(image, id, target)])).toHaveLength(1);
  });

  test.each([
    ['node:22.11.0', 'node', '/home/node/'],
    ['mongo:8.0.11', '999:999', '/data/db'],
    ['grafana/loki:3.2.0', '10001', '/loki'],
    ['nginx:1.29.1', '101', '/var/cache/nginx'],
    ['postgres:16.4', '1000:1000', '/var/lib/postgresql/data'],
    ['redis:8.2.1', '999:1000', '/data'],
    ['grafana/grafana:12.1.0', '1000', '/var/lib/grafana'],
    ['elasticsearch:8.19.1', '1001:0', '/usr/share/elasticsearch/data'],
    ['node:22.11.0', 'root', '/data'],
    ['node:22.11.0', '0:0', '/data'],
    ['node:22.11.0', 'node', '/var/tmp/x'],
    // Nobody here has seen it.
    ['example/shop:1.0', '1000', '/data'],
  ])('%s as %s may write to %s, or nobody knows', (image, id, target) => {
    expect(check([user(image, id, target)])).toEqual([]);
  });

  test('who may have given it away, or never made it', () => {
    const web = user('node:22.11.0', 'node', '/data');
    const owner = service({ id: 'owner', kind: 'job', mounts: web.mounts });
    expect(check([web, owner])).toEqual([]);
    expect(check([web], { external: true })).toEqual([]);
    expect(check([web], { driver_opts: { type: 'none', o: 'bind', device: '/srv/files' } })).toEqual([]);
    expect(check([{ ...web, user: '${UID}' }])).toEqual([]);
    const read = web.mounts.map((mount) => ({ ...mount, readOnly: true as const }));
    expect(check([{ ...web, mounts: read }])).toEqual([]);
    expect(check([{ ...web, build: { folder: 'web', copies: [] } }])).toEqual([]);
    expect(check([{ ...web, mounts: [], compose: { volumes: ['files:/data'] } }])).toHaveLength(1);
  });
});
