import { expect, test } from 'vitest';
import { rangeFault } from '../../src/model/address-range.ts';

test.each([
  'private_ranges',
  '192.0.2.7',
  '0.0.0.0',
  '10.0.0.0/8',
  '10.1.2.3/32',
  '128.0.0.0/1',
  '2001:db8::1',
  '2001:DB8::/32',
  '::1',
  'fd00::/8',
  '64:ff9b::192.0.2.33/96',
])('%s may be trusted', (range) => {
  expect(rangeFault(range)).toBeUndefined();
});

const nonsense = 'is no address and no range of addresses';
test.each([
  '',
  ' ',
  'localhost',
  'lb.example.com',
  'private-ranges',
  '10.0.0.0/33',
  '10.0.0.0/08',
  '10.0.0.0/',
  '10.0.0.0/-1',
  '10.0.0.0/8/8',
  '10.0.0',
  '10.0.0.256',
  '010.0.0.1',
  '10.0.0.1:443',
  '10.0.0.1 10.0.0.2',
  '10.0.0.1\n',
  '10.0.0.1,10.0.0.2',
  '2001:db8::/129',
  '2001:db8:::1',
  '[2001:db8::1]',
  'fe80::1%eth0',
  '1:2:3:4:5:6:7:8:9',
  '{$PROXIES}',
])('%j is none', (range) => {
  expect(rangeFault(range)).toBe(nonsense);
});

test.each(['0.0.0.0/0', '::/0'])('%s is everybody', (range) => {
  expect(rangeFault(range)).toMatch(/^is every address there is/);
});

test.each(['::ffff:10.0.0.1', '::ffff:10.0.0.0/104', '0:0:0:0:0:FFFF:0a00:0001'])(
  '%s is an IPv4 address that no visitor has',
  (range) => {
    expect(rangeFault(range)).toMatch(/^is never met/);
  },
);
