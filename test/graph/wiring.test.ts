import { expect, test } from 'vitest';
import { replace } from '../../src/compose/replace.ts';
import { listensOf, networksOf, waitsOf } from '../../src/graph/wiring.ts';
import { profilesOf } from '../../src/lower/runs.ts';
import { service } from '../support/model.ts';

const waiting = (compose: Readonly<Record<string, unknown>>) =>
  waitsOf(service({ dependsOn: [{ service: 'db', condition: 'healthy' }], compose }));

test('a raw list or map goes over what the phases say', () => {
  expect(waiting({})).toEqual([{ service: 'db', condition: 'healthy' }]);
  expect(waiting({ depends_on: ['queue'] })).toEqual([
    { service: 'db', condition: 'healthy' },
    { service: 'queue', condition: 'started' },
  ]);
  expect(waiting({ depends_on: replace(['queue']) })).toEqual([{ service: 'queue', condition: 'started' }]);
  expect(
    waiting({ depends_on: { queue: { condition: 'service_completed_successfully', required: false } } }),
  ).toEqual([
    { service: 'db', condition: 'healthy' },
    { service: 'queue', condition: 'completed', optional: true },
  ]);
});

test('who shares something with another waits until that is started, unless he waits for more', () => {
  expect(waiting({ network_mode: 'service:vpn', volumes_from: ['container:x', 'db:ro'] })).toEqual([
    { service: 'db', condition: 'healthy' },
    { service: 'vpn', condition: 'started' },
  ]);
});

test('a service without a network of its own is on the default one, with one of the host on none', () => {
  expect(networksOf(service())).toEqual(['default']);
  expect(networksOf(service({ networks: ['back'], compose: { network_mode: 'host' } }))).toEqual([]);
  expect(
    networksOf(service({ networks: ['back'], compose: { network_mode: 'service:vpn' } })),
  ).toBeUndefined();
  expect(networksOf(service({ networks: ['back'], compose: { networks: { front: null } } }))).toEqual([
    'back',
    'front',
  ]);
});

test('raw keys add ports and profiles', () => {
  const listening = service({
    listens: [{ port: 80, purpose: 'main' }],
    compose: { expose: ['81', 82, 'x'] },
  });
  expect(listensOf(listening)).toEqual([80, 81, 82]);
  expect(profilesOf(service({ profile: 'tools', compose: { profiles: replace([]) } }))).toEqual([]);
  expect(profilesOf(service({ profile: 'tools', compose: { profiles: ['more'] } }))).toEqual([
    'tools',
    'more',
  ]);
  expect(profilesOf(service({ profile: 'tools' }))).toEqual(['tools']);
});
