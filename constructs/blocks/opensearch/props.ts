import type { Size } from '../../../src/model/quantity.ts';
import type { AnyBackup } from '../../core/backup-ways.ts';
import type { Image, ServiceOptions } from '../../core/service-props.ts';

/** What is said of an OpenSearch or an Elasticsearch, beside what is said of any service. */
export interface SearchProps extends ServiceOptions {
  /** The official image: OpenSearch 2.19 or 3, Elasticsearch 8 or 9. */
  readonly image: Image;
  /**
   * Memory for its heap. About as much again is for its network, and for the system, which keeps what is read often.
   * @default - half of `memory`
   * @see https://www.elastic.co/guide/en/elasticsearch/reference/8.19/advanced-configuration.html#set-jvm-heap-size
   */
  readonly heap?: Size;
  /**
   * Name of the volume of its indices.
   * @default - `<id>_data`
   */
  readonly volume?: string;
  /**
   * Save its indices with every backup, by a snapshot; `{ stop: true }` in its place copies the files of one that stands still; `false` saves nothing,
   * for indices that can be made again.
   * @default true
   * @see https://docs.opensearch.org/latest/tuning-your-cluster/availability-and-recovery/snapshots/snapshot-restore/
   */
  readonly backup?: boolean | AnyBackup;
}
