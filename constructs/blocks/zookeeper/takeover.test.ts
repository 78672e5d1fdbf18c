import { expect, test } from 'vitest';
import { hostBefore } from '../../../test/support/taken-over.ts';
import { nodes } from './takeover.ts';

const zk = { method: nodes, service: 'zk', words: [] };
const right = { zk_data: { 'version-2/snapshot.0': '' }, zk_log: { 'version-2/log.1': '' } };

test('nothing is wrong', () => {
  expect(hostBefore(zk, right).adopt()).toMatchObject({ status: 0, err: '' });
});

test('snapshots without their log', () => {
  const { status, err } = hostBefore(zk, { ...right, zk_log: {} }).adopt();
  expect([status, err]).toEqual([
    1,
    expect.stringContaining('before_zk_log holds no data of ZooKeeper, which zk needs'),
  ]);
});
