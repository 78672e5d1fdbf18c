import { describe, expect, test } from 'vitest';
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

  test('one container, and what each may have', () => {
    expect(found({ deploy: { replicas: 1 }, container_name: 'shop' }, published)).toEqual([]);
    expect(found({ container_name: 'shop' }, published)).toEqual([]);
    expect(found({ scale: 2, ports: ['80', '8080-8081:80', { target: 80 }] })).toEqual([]);
    expect(found({ scale: 'many', deploy: 7, ports: 'x', container_name: [] })).toEqual([]);
  });
});
