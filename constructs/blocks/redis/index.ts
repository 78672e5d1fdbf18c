import type { Construct } from 'constructs';
import type { Id } from '../../core/forms.ts';
import { Service } from '../../core/service.ts';
import type { Template } from '../../core/value.ts';
import type { Secret } from '../../core/variable.ts';
import type { Volume } from '../../core/volume.ts';
import { checkCall, checkNew } from '../../props/check.ts';
import { addressed, keep, needed } from './kept.ts';
import type { DatabaseNumber, RedisProps } from './props.ts';
import { serverOf } from './server.ts';

const product = { title: 'Redis', program: 'redis' } as const;

/**
 * Redis with a password, by the official image: a store with an append-only file, or a cache. The command MODULE is off: modules that an image of
 * another maker has are loaded by its configuration, and those of Redis 8 by its entrypoint.
 * @see https://redis.io/docs/latest/operate/oss_and_stack/management/persistence/
 */
export class Redis extends Service {
  /** `redis://:password@host:6379/`. */
  readonly url: Template;
  /** What its clients log in with. */
  readonly password: Secret;
  readonly #user: string | undefined;
  readonly #data: Volume | undefined;

  /**
   * @throws StowageError `redis-memory` when Redis may take more than its container; `redis-cache` for a cache that shall keep something;
   * `redis-eviction` for a store that would throw away anything.
   */
  constructor(scope: Construct, id: Id, props: RedisProps) {
    checkNew(Redis, new.target, [scope, id, props]);
    const { service, password } = serverOf(product, id, props);
    super(scope, id, service);
    this.password = password;
    this.#user = props.user;
    this.url = addressed(this, props.user, password);
    this.#data = keep(this, product, props);
  }

  /**
   * Jobs and cache. Where they point into a database that a backup brings back: `redis.data.emptyWith(…)`.
   * @throws StowageError `redis-cache` for a cache, which has none.
   */
  get data(): Volume {
    return needed(this, this.#data);
  }

  /** The URL of one of its databases: `redis://:password@host:6379/1`. */
  database(number: DatabaseNumber): Template {
    checkCall('Redis.database', [number]);
    return addressed(this, this.#user, this.password, number);
  }
}
