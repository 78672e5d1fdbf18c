import type { Rest } from '../form.ts';
import { fields, listOf } from '../forms/collections.ts';
import type { Bytes, Count } from '../forms/scalars.ts';
import { bytes, count, text } from '../forms/scalars.ts';
import type { Text } from '../text.ts';

/** What a service may read from and write to disks. */
export interface BlkioConfig {
  readonly weight?: Count;
  readonly weightDevice?: readonly BlkioWeight[];
  readonly deviceReadBps?: readonly BlkioLimit[];
  readonly deviceReadIops?: readonly BlkioLimit[];
  readonly deviceWriteBps?: readonly BlkioLimit[];
  readonly deviceWriteIops?: readonly BlkioLimit[];
  readonly rest?: Rest;
}

/** The rate at which one device is read or written at the most. */
export interface BlkioLimit {
  /** The device on the host. */
  readonly path?: Text;
  /** Bytes or operations in a second. */
  readonly rate?: Bytes;
  readonly rest?: Rest;
}

/** The share of one device, against other containers. */
export interface BlkioWeight {
  /** The device on the host. */
  readonly path?: Text;
  /** Its share, from 10 to 1000. */
  readonly weight?: Count;
  readonly rest?: Rest;
}

const limits = listOf(fields<BlkioLimit>({ path: text, rate: bytes('B') }));

export const blkio = fields<BlkioConfig>({
  weight: count,
  weightDevice: listOf(fields<BlkioWeight>({ path: text, weight: count })),
  deviceReadBps: limits,
  deviceReadIops: limits,
  deviceWriteBps: limits,
  deviceWriteIops: limits,
});
