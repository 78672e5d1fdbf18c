import { describe, expect, test } from 'vitest';
import { knownImage } from '../../../constructs/images/index.ts';
import type { ImageModel } from '../../../src/model/image.ts';
import type { ServiceModel } from '../../../src/model/service.ts';
import { replicasFree } from '../../../src/rules/data/replicas-free.ts';
import { service, stack } from '../../support/model.ts';

const found = (compose: ServiceModel['compose'], over: Partial<ServiceModel> = {}) =>
  replicasFree.check(stack({ services: [service({ ...over, compose })] }));
const published = { ports: [{ published: 8080, target: 80, protocol: 'tcp' }] } as const;

describe('replicas-free', () => {
  test('a port of the host for several containers', () => {
    expect(found({ deploy: { replicas: 3 } }, published)).toEqual([
      {
        path: 'shop-test/app/web',
        message:
          '"web" runs 3 times, and has the fixed port 8080 of the host: the second container cannot have it and does not start',
        fix: 'let the edge route to "web" instead of publishing a port of it, or run it once',
      },
    ]);
    expect(found({ scale: 2, ports: ['127.0.0.1:8080:80/tcp'] })).toHaveLength(1);
    expect(found({ scale: '2', ports: [{ published: '8080', target: 80 }] })).toHaveLength(1);
  });

  test('a name for several containers', () => {
    expect(found({ scale: 2, container_name: 'shop' })).toEqual([
      {
        path: 'shop-test/app/web',
        message: '"web" runs 2 times, and has the container name "shop": Compose refuses the project',
        fix: 'remove container_name from "web": its replicas are called web-1, web-2',
      },
    ]);
  });

  test('the data of a store for several containers', () => {
    const mounts = [{ kind: 'volume', volume: 'rows', target: '/var/lib/mysql', readOnly: false }] as const;
    const known = knownImage('mysql:8.4.6') as ImageModel;
    expect(found({ deploy: { replicas: 2 } }, { known, mounts })).toEqual([
      {
        path: 'shop-test/app/web',
        message:
          '"web" runs 2 times, and has the data of MySQL in the volume "rows": all its containers take the files for their own, and damage them, or only the first one starts',
        fix: 'run "web" once; a copy that follows it is a service with a volume of its own',
      },
    ]);
    expect(found({ scale: '${DB_REPLICAS:-3}' }, { known, mounts })).toHaveLength(1);
    expect(found({ scale: 2 }, { known })).toEqual([]);
    const redis = knownImage('redis:8.2.1') as ImageModel;
    expect(found({ scale: 2, volumes: ['./d:/data'] }, { known: redis })).toMatchObject([
      { message: expect.stringContaining('the data of Redis in ./d of the host') },
    ]);
    // Uploads are shared by all who serve them.
    expect(found({ scale: 2 }, { mounts })).toEqual([]);
    const wiki = { product: 'Wiki', dataPaths: ['/var/lib/mysql'] };
    expect(found({ scale: 2 }, { known: wiki, mounts })).toEqual([]);
  });

  test('one container, and what each may have', () => {
    expect(found({ deploy: { replicas: 1 }, container_name: 'shop' }, published)).toEqual([]);
    expect(found({ container_name: 'shop' }, published)).toEqual([]);
    expect(found({ scale: 2, ports: ['80', '8080-8081:80', { target: 80 }] })).toEqual([]);
    expect(found({ scale: 'many', deploy: 7, ports: 'x', container_name: [] })).toEqual([]);
  });
});
