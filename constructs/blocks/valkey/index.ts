import type { Construct } from 'constructs';
import type { Id } from '../../core/forms.ts';
import { Service } from '../../core/service.ts';
import type { Template } from '../../core/value.ts';
import type { Secret } from '../../core/variable.ts';
import type { Volume } from '../../core/volume.ts';
import { checkCall, checkNew } from '../../props/check.ts';
import { addressed, keep, needed } from '../redis/kept.ts';
import type { DatabaseNumber, RedisProps } from '../redis/props.ts';
import { serverOf } from '../redis/server.ts';

const product = { title: 'Valkey', program: 'valkey' } as const;

/**
 * Valkey with a password, by the official image: a store with an append-only file, or a cache. The command MODULE is off. Clients of Redis are
 * clients of it: its URL has their scheme.
 * @see https://valkey.io/topics/persistence/
 * @see https://github.com/valkey-io/valkey-container
 */
export class Valkey extends Service {
  /** `redis://:password@host:6379/`. */
  readonly url: Template;
  /** What its clients log in with. */
  readonly password: Secret;
  readonly #user: string | undefined;
  readonly #data: Volume | undefined;

  /**
   * @throws StowageError `redis-memory` when Valkey may take more than its container; `redis-cache` for a cache that shall keep something;
   * `redis-eviction` for a store that would throw away anything.
   */
  constructor(scope: Construct, id: Id, props: RedisProps) {
    checkNew(Valkey, new.target, [scope, id, props]);
    const { service, password } = serverOf(product, id, props);
    super(scope, id, service);
    this.password = password;
    this.#user = props.user;
    this.url = addressed(this, props.user, password);
    this.#data = keep(this, product, props);
  }

  /**
   * Jobs and cache. Where they point into a database that a backup brings back: `valkey.data.emptyWith(…)`.
   * @throws StowageError `redis-cache` for a cache, which has none.
   */
  get data(): Volume {
    return needed(this, this.#data);
  }

  /** The URL of one of its databases: `redis://:password@host:6379/1`. */
  database(number: DatabaseNumber): Template {
    checkCall('Valkey.database', [number]);
    return addressed(this, this.#user, this.password, number);
  }
}
