import type { Construct } from 'constructs';
import { StowageError } from '../../../src/model/error.ts';
import type { Size } from '../../../src/model/quantity.ts';
import { mebibytes } from '../../../src/model/quantity.ts';
import type { Sentence } from '../../../src/model/words.ts';
import type { AnyBackup } from '../../core/backup-ways.ts';
import type { Id } from '../../core/forms.ts';
import { Service } from '../../core/service.ts';
import type { Image, ServiceOptions } from '../../core/service-props.ts';
import type { Template } from '../../core/value.ts';
import { text } from '../../core/value.ts';
import { Secret } from '../../core/variable.ts';
import { Volume } from '../../core/volume.ts';
import { checkNew } from '../../props/check.ts';
import { confined } from './facts.ts';

/** What is said of a Redis, beside what is said of any service. */
export interface RedisProps extends ServiceOptions {
  /** The official image. */
  readonly image: Image;
  /**
   * Redis's own memory limit. Half of the container's is free for copy-on-write while it saves.
   * @default - half of `memory`
   */
  readonly maxMemory?: Size;
  /**
   * What Redis does when its memory is full, and what that costs.
   *
   * - `noeviction` refuses every write. Nothing vanishes, and whoever writes gets an error: right for a queue alone. An
   *   application that caches here, too, and takes an error of its cache for its own then answers with a 500.
   * - `volatile-lru` throws away what has a time to live, the longest unused first. A cache loses entries and is slower;
   *   a queue, whose keys have none, loses nothing. Full of keys without one, it refuses writes as `noeviction` does. A
   *   lock or a session with a time to live may go, too.
   * - `allkeys-lru` throws away anything, jobs too: for a cache alone.
   * @default 'noeviction'
   * @see https://redis.io/docs/latest/develop/reference/eviction/
   */
  readonly eviction?: 'noeviction' | 'volatile-lru' | 'allkeys-lru';
  /**
   * Name of the volume.
   * @default - `<id>_data`
   */
  readonly volume?: string;
  /**
   * What its volume holds, for the runbook.
   * @default - queued jobs and cache
   */
  readonly holds?: Sentence;
  /**
   * How it is saved with every backup: `{ stop: true }`, or `{ pause: true }`, for its append-only file is read back after a cut of the power, too.
   * @default - its volumes say so themselves, or nothing is saved
   */
  readonly backup?: AnyBackup;
}

/**
 * Redis with a password and an append-only file, by the official image. The command MODULE is off: modules that an image of another
 * maker has are loaded by its configuration.
 * @see https://redis.io/docs/latest/operate/oss_and_stack/management/persistence/
 */
export class Redis extends Service {
  /** `redis://:password@host:6379/`. */
  readonly url: Template;
  /** What its clients log in with. */
  readonly password: Secret;
  /** Jobs and cache. Where they point into a database that a backup brings back: `redis.data.emptyWith(…)`. */
  readonly data: Volume;

  /** @throws StowageError `redis-memory` when Redis may take more than its container. */
  constructor(scope: Construct, id: Id, props: RedisProps) {
    checkNew(Redis, new.target, [scope, id, props]);
    const memory = props.memory ?? '512mb';
    const maxMemory = props.maxMemory ? mebibytes(props.maxMemory) : Math.floor(mebibytes(memory) / 2);
    if (maxMemory >= mebibytes(memory))
      throw new StowageError(
        'redis-memory',
        `maxMemory of "${id}" is ${maxMemory} MiB, and its container is killed beyond ${mebibytes(memory)} MiB`,
        'leave maxMemory out, or give the container about twice as much memory',
      );
    const password = new Secret(`${id.toUpperCase().replaceAll('-', '_')}_PASSWORD`, {
      description: { en: 'Password of Redis.', id: 'Kata sandi Redis.' },
    });
    super(scope, id, {
      description: { en: 'Redis: cache and job queue', id: 'Redis: cache dan antrean pekerjaan' },
      ...props,
      ...confined,
      memory,
      port: 6379,
      // The password comes in on standard input: in the arguments, `ps` and `docker inspect` would show it. Redis does what its
      // append-only file says when it starts, and its volume may come from a backup: no word of it loads a library.
      command: [
        'sh',
        '-c',
        [
          `exec docker-entrypoint.sh redis-server - --appendonly yes --maxmemory ${maxMemory}mb --maxmemory-policy ${props.eviction ?? 'noeviction'} <<EOF`,
          'requirepass $REDISCLI_AUTH',
          'rename-command MODULE ""',
          'EOF',
          '',
        ].join('\n'),
      ],
      env: { REDISCLI_AUTH: password, ...props.env },
      // redis-cli ends with 0 on an error reply too.
      health: { shell: 'redis-cli ping | grep -q PONG' },
      console: {
        target: id === 'redis' ? 'redis-cli' : `${id}-redis-cli`,
        help: { en: 'Open redis-cli', id: 'Membuka redis-cli' },
        command: ['redis-cli'],
      },
    });
    this.password = password;
    this.url = text`redis://:${password}@${this.address}/`;
    this.data = new Volume(this, props.volume ?? `${id}_data`, {
      holds: props.holds ?? { en: 'Redis: queued jobs and cache', id: 'Redis: antrean pekerjaan dan cache' },
      room: {
        en: 'Its append-only file grows between rewrites: `BGREWRITEAOF` in `redis-cli` makes it as small as what Redis holds, and never more than its memory limit.',
        id: 'Berkas append-only membesar di antara penulisan ulang: `BGREWRITEAOF` di `redis-cli` mengecilkannya menjadi sebesar isi Redis, dan tidak pernah melebihi batas memorinya.',
      },
    });
    this.mount(this.data, '/data');
  }
}
