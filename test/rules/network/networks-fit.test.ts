import { expect, test } from 'vitest';
import type { StackModel } from '../../../src/model/stack.ts';
import { networksFit } from '../../../src/rules/network/networks-fit.ts';
import { service, stack } from '../../support/model.ts';

const services = (count: number, prefix = 'net') =>
  Array.from({ length: count }, (_, i) => service({ id: `web${i}`, networks: [`${prefix}${i}`] }));
const messages = (model: StackModel) => networksFit.check(model).map(({ message }) => message);

test('more networks than an engine has ranges for', () => {
  expect(messages(stack({ services: services(31) }))).toEqual([
    'the host needs 31 networks (31 of "shop-test"), and its engine has 30 address ranges: the last ones cannot be made',
  ]);
  expect(messages(stack({ services: services(30) }))).toEqual([]);
});

test('those of its neighbours count, and a rehearsal makes its own once more', () => {
  const neighbours = [{ project: 'shop-other', services: services(11) }];
  const stores = [{ path: 'shop-test/app/web/web_data' }] as unknown as StackModel['stores'];
  expect(messages(stack({ services: services(10), neighbours, stores }))).toEqual([
    'the host needs 31 networks (10 of "shop-test", 11 of those beside it on the host, 10 more while a restore is rehearsed), and its engine has 30 address ranges: the last ones cannot be made',
  ]);
  expect(messages(stack({ services: services(10), neighbours }))).toEqual([]);
});

test('one with a range of its own, or of somebody else, takes none', () => {
  const networks = { net0: { external: true }, net1: { ipam: { config: [{ subnet: '10.9.0.0/24' }] } } };
  expect(messages(stack({ services: services(32), compose: { networks } }))).toEqual([]);
});
