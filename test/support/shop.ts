import { pgDump } from '../../constructs/blocks/postgres/backup.ts';
import { archive } from '../../constructs/core/archive.ts';
import type { StackModel } from '../../src/model/stack.ts';
import { said, service, stack, volume } from './model.ts';

/** A shop with one store of each kind that needs no server of its own to be described: a database and an archive. */
export function shop(over: Partial<StackModel> = {}): StackModel {
  return stack({
    phases: ['core', 'migrate', 'app'].map((id) => ({ path: `shop-test/${id}`, id })),
    services: [
      service({
        id: 'db',
        phase: 'core',
        image: 'postgres:12.13',
        mounts: [{ kind: 'volume', volume: 'db_data', target: '/var/lib/postgresql/data', readOnly: false }],
      }),
      service({
        id: 'migrate',
        phase: 'migrate',
        kind: 'job',
        image: 'example/shop:1.0',
        restart: 'no',
        command: [['./migrate']],
        job: { runs: 'once', target: 'migrate', help: said('Migrate') },
        dependsOn: [{ service: 'db', condition: 'healthy' }],
      }),
      service({
        id: 'web',
        image: 'example/shop:1.0',
        dependsOn: [{ service: 'migrate', condition: 'completed' }],
      }),
      service({
        id: 'edge',
        image: 'caddy:2.6.4',
        mounts: [{ kind: 'volume', volume: 'edge_data', target: '/data', readOnly: false }],
        dependsOn: [{ service: 'web', condition: 'healthy' }],
      }),
    ],
    volumes: [volume({ id: 'db_data' }), volume({ id: 'edge_data' })],
    stores: [
      {
        path: 'shop-test/core/db',
        name: 'db',
        service: 'db',
        volumes: ['db_data'],
        method: pgDump,
        words: ['shop', 'owner'],
      },
      {
        path: 'shop-test/app/edge',
        name: 'edge',
        service: 'edge',
        volumes: ['edge_data'],
        method: archive,
        words: ['edge_data'],
      },
    ],
    schedule: { at: '03:00', keepDays: 14 },
    ...over,
  });
}
