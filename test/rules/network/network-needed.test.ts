import { describe, expect, test } from 'vitest';
import type { MountModel, ServiceModel } from '../../../src/model/service.ts';
import { networkNeeded } from '../../../src/rules/network/network-needed.ts';
import { service, stack } from '../../support/model.ts';

const mount = (readOnly = false): MountModel => ({
  kind: 'volume',
  volume: 'uploads',
  target: '/srv',
  readOnly,
});
const owners = (over: Partial<ServiceModel> = {}) =>
  service({
    id: 'owners',
    kind: 'job',
    image: 'example/tools:1.0',
    command: [['chown'], ['-R'], ['1000'], ['/srv']],
    mounts: [mount()],
    ...over,
  });
const found = (over: Partial<ServiceModel> = {}, ...others: readonly ServiceModel[]) =>
  networkNeeded.check(stack({ services: [owners(over), ...others] }));

describe('network-needed', () => {
  test('a job that changes the owners of a volume', () => {
    expect(found()).toEqual([
      {
        path: 'shop-test/app/owners',
        message:
          '"owners" works on the files that it mounts: it listens nowhere, names nobody and is named by nobody, and all the same it may reach whatever is on its network',
        fix: "cut it off: compose: { network_mode: 'none' }",
      },
    ]);
    expect(found({ networks: ['backend'] })[0]?.fix).toBe(
      "leave its networks out, and cut it off: compose: { network_mode: 'none' }",
    );
    const web = service({ dependsOn: [{ service: 'owners', condition: 'completed' }] });
    expect(found({}, web)).toHaveLength(1);
  });

  test('one that is cut off, and one on a network of something else', () => {
    for (const mode of ['none', 'host', 'service:vpn'])
      expect(found({ compose: { network_mode: mode } })).toEqual([]);
  });

  test('what talks to somebody, or may', () => {
    const db = service({ id: 'db', listens: [{ port: 5432, purpose: 'sql' }] });
    const innocent: readonly Partial<ServiceModel>[] = [
      { command: [['pg_isready'], ['-h'], ['db']] },
      { command: [['curl'], ['https://example.com/geo.mmdb']] },
      { env: [{ name: 'LICENSE', value: ['x'] }] },
      { listens: [{ port: 8000, purpose: 'http' }] },
      { ports: [{ published: 8000, target: 8000, protocol: 'tcp' }] },
      { dependsOn: [{ service: 'db', condition: 'healthy' }] },
      { known: { product: 'MySQL', dataPaths: [] } },
    ];
    for (const over of innocent) expect([over, found(over, db)]).toEqual([over, []]);
    const client = service({ env: [{ name: 'FILES_URL', value: ['http://owners'] }] });
    expect(found({}, client)).toEqual([]);
  });

  test('what works on no files, and what nobody knows', () => {
    expect(found({ mounts: [] })).toEqual([]);
    expect(found({ mounts: [mount(true)] })).toEqual([]);
    const { command, ...unknown } = owners();
    expect(networkNeeded.check(stack({ services: [unknown] }))).toEqual([]);
  });
});
