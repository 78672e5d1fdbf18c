import type { TakeoverMethod } from '../../../src/model/adoption.ts';
import { ownFile } from '../../core/own-file.ts';

/**
 * Snapshots in the first volume, the transaction log in the second.
 * @see https://zookeeper.apache.org/doc/r3.7.0/zookeeperAdmin.html#sc_dataFileManagement
 */
export const nodes: TakeoverMethod = {
  name: 'zookeeper',
  script: ownFile(import.meta.url, './takeover.sh'),
  startsTwice: 'A session that a killed server left in ZooKeeper ends by itself within half a minute.',
};
