import { expect, test } from 'vitest';
import { nothing } from '../../src/compose/replace.ts';
import { resourcesOf } from '../../src/lower.ts';
import type { NetworkModel } from '../../src/model/network.ts';
import { stack } from '../support/model.ts';

const option = 'com.docker.network.bridge.inhibit_ipv4';
/** What the option says of a network, and whether it is internal. */
const sealed = (compose: NetworkModel['compose'], raw: object = {}, internal = true) => {
  const inside = { path: 'shop-test/inside', id: 'inside', purpose: { en: '', id: '' }, internal, compose };
  const config = resourcesOf(stack({ networks: [inside], compose: { networks: raw } })).networks?.get(
    'inside',
  );
  return [config?.internal, config?.driverOpts?.get(option)];
};

test('the host has no address on an internal network', () => {
  expect(sealed({})).toEqual([true, ['true']]);
  expect(sealed({ driver: 'bridge', driver_opts: { other: '1' } })).toEqual([true, ['true']]);
});

test('it keeps one where the author says so, and where it leads out', () => {
  expect(sealed({ driver_opts: { [option]: 'false' } })).toEqual([true, ['false']]);
  expect(sealed({ internal: false })).toEqual([false, undefined]);
  expect(sealed({ internal: nothing })).toEqual([undefined, undefined]);
  expect(sealed({}, { inside: { internal: false } })).toEqual([false, undefined]);
  expect(sealed({}, {}, false)).toEqual([undefined, undefined]);
});

test('no other driver is told', () => {
  expect(sealed({ driver: 'macvlan' })).toEqual([true, undefined]);
});
