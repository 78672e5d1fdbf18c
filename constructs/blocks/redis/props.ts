import type { Size } from '../../../src/model/quantity.ts';
import type { Sentence } from '../../../src/model/words.ts';
import type { AnyBackup } from '../../core/backup-ways.ts';
import type { Image, ServiceOptions } from '../../core/service-props.ts';

/**
 * The number of a database, from 0 on.
 * @whole 0..9999
 * @form the number of a database
 * @example 1
 */
export type DatabaseNumber = number;

/** What is said of a Redis or a Valkey, beside what is said of any service. */
export interface RedisProps extends ServiceOptions {
  /** The official image: Redis 6.2 or later, Valkey 7.2 or later. */
  readonly image: Image;
  /**
   * What it is to the application.
   *
   * - `store`: what it holds exists nowhere else. It has an append-only file, is saved with every backup, and refuses writes when it is full.
   * - `cache`: what it holds can be made again. It has no volume, writes nothing to disk, is in no backup, and throws away what was unused
   *   for longest.
   * @default - both at once: an append-only file, and what `eviction` and `backup` say
   */
  readonly as?: 'store' | 'cache';
  /**
   * Its own memory limit. Half of the container's is free for copy-on-write while it saves; a cache saves nothing.
   * @default - half of `memory`, and three quarters of it for a cache
   */
  readonly maxMemory?: Size;
  /**
   * What it does when its memory is full, and what that costs.
   *
   * - `noeviction` refuses every write. Nothing vanishes, and whoever writes gets an error: right for a queue alone. An
   *   application that caches here, too, and takes an error of its cache for its own then answers with a 500.
   * - `volatile-lru` throws away what has a time to live, the longest unused first. A cache loses entries and is slower;
   *   a queue, whose keys have none, loses nothing. Full of keys without one, it refuses writes as `noeviction` does. A
   *   lock or a session with a time to live may go, too.
   * - `allkeys-lru` throws away anything, jobs too: for a cache alone.
   * @default 'noeviction', and 'allkeys-lru' for a cache
   * @see https://redis.io/docs/latest/operate/oss_and_stack/management/eviction/
   */
  readonly eviction?: 'noeviction' | 'volatile-lru' | 'allkeys-lru';
  /**
   * How many databases it has, numbered from 0: `database(1)` is the URL of the second.
   * @whole 1..10000
   * @default - its own, 16
   */
  readonly databases?: number;
  /**
   * A user of the application's own, who may do everything with keys, scripts and channels and nothing with the server: no `CONFIG`, `SHUTDOWN`
   * or `REPLICAOF`. `url` and `password` are this user's then.
   * @form the name of a user
   * @pattern [A-Za-z][A-Za-z0-9_-]*
   * @example 'shop'
   * @default - the application logs in as the one user that may do everything
   * @see https://redis.io/docs/latest/operate/oss_and_stack/management/security/acl/
   */
  readonly user?: string;
  /**
   * Name of the volume.
   * @default - `<id>_data`
   */
  readonly volume?: string;
  /**
   * What its volume holds, for the runbook.
   * @default - queued jobs and cache, or what it stores
   */
  readonly holds?: Sentence;
  /**
   * Save it with every backup, by a snapshot; `{ stop: true }` in its place, or `{ pause: true }`, for its append-only file is read back after a cut of
   * the power, too; `false` not at all.
   * @default - `true` for a store, else its volumes say so themselves, or nothing is saved
   */
  readonly backup?: boolean | AnyBackup;
}
