import { describe, expect, test } from 'vitest';
import { swarmOnly } from '../../../src/rules/host/swarm-only.ts';
import { service, stack } from '../../support/model.ts';

const found = (deploy: unknown) => swarmOnly.check(stack({ services: [service({ compose: { deploy } })] }));

describe('swarm-only', () => {
  test('what only Swarm reads', () => {
    expect(found({ update_config: { order: 'start-first' }, placement: {} })).toEqual([
      {
        path: 'shop-test/app/web',
        message:
          '"web" says deploy.placement and deploy.update_config, which Compose accepts and ignores: the container runs on this host, whatever the constraints say',
        fix: 'remove them from compose.deploy of "web"',
      },
    ]);
    expect(found({ mode: 'global' })[0]?.message).toBe(
      '"web" says deploy.mode: global, which Compose accepts and ignores: one container runs',
    );
    expect(found({ resources: { reservations: { cpus: '2', memory: '1G' } } })[0]?.message).toBe(
      '"web" says deploy.resources.reservations.cpus, which Compose accepts and ignores: no processor is reserved',
    );
  });

  test('what Compose reads, too', () => {
    expect(
      found({
        replicas: 2,
        resources: { reservations: { memory: '1G' } },
        restart_policy: { condition: 'any' },
        mode: 'replicated',
      }),
    ).toEqual([]);
    expect(found('nonsense')).toEqual([]);
    expect(swarmOnly.check(stack())).toEqual([]);
  });
});
