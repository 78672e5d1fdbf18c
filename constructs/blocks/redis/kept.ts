import { StowageError } from '../../../src/model/error.ts';
import type { Service } from '../../core/service.ts';
import { kept } from '../../core/store.ts';
import type { Template } from '../../core/value.ts';
import { text } from '../../core/value.ts';
import type { Secret } from '../../core/variable.ts';
import { Volume } from '../../core/volume.ts';
import { rdb } from './backup.ts';
import type { RedisProps } from './props.ts';
import { roomForKeys, troublesOf } from './runbook.ts';
import type { Product } from './server.ts';

/** The URL of a server, or of one of its databases. Clients of both products take the scheme of Redis. */
export function addressed(
  server: Service,
  user: string | undefined,
  password: Secret,
  database?: number,
): Template {
  return text`redis://${user ?? ''}:${password}@${server.address}/${database ?? ''}`;
}

/** Its volume, unless it is a cache, how that is saved, and what goes wrong. */
export function keep(server: Service, product: Product, props: RedisProps): Volume | undefined {
  const { id } = server.node;
  const { as, backup = as === 'store' } = props;
  for (const trouble of troublesOf(product, id, as)) server.foresee(trouble);
  if (as === 'cache') return undefined;
  const data = new Volume(server, props.volume ?? `${id}_data`, {
    holds: props.holds ?? held(product, as),
    room: roomForKeys(product),
  });
  server.mount(data, '/data');
  const snapshot = { method: rdb, words: [data.node.id, product.program] };
  if (backup !== false) server.store(kept(backup === true ? snapshot : backup, data));
  return data;
}

function held({ title }: Product, as: RedisProps['as']) {
  return as === 'store'
    ? { en: `${title}: all keys`, id: `${title}: semua key` }
    : { en: `${title}: queued jobs and cache`, id: `${title}: antrean pekerjaan dan cache` };
}

/** @throws StowageError `redis-cache` */
export function needed(server: Service, data: Volume | undefined): Volume {
  if (data !== undefined) return data;
  throw new StowageError(
    'redis-cache',
    `"${server.node.id}" is a cache, which keeps nothing, and so has no volume`,
    "leave .data out, or make it a store: as: 'store'",
  );
}
