import type { TakeoverMethod } from '../../../src/model/adoption.ts';
import { ownText } from '../../core/own-text.ts';

/** Snapshots in the first volume, the transaction log in the second. */
export const nodes: TakeoverMethod = {
  name: 'zookeeper',
  script: ownText('takeover.sh', import.meta.url),
  startsTwice: 'A session that a killed server left in ZooKeeper ends by itself within half a minute.',
};
