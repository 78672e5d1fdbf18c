import { StowageError } from '../../../src/model/error.ts';
import { mebibytes } from '../../../src/model/quantity.ts';
import { inCapitals } from '../../core/in-capitals.ts';
import type { ServiceProps } from '../../core/service-props.ts';
import { Secret } from '../../core/variable.ts';
import { confined } from './facts.ts';
import type { RedisProps } from './props.ts';

/** What Redis and Valkey differ in. */
export interface Product {
  readonly title: 'Redis' | 'Valkey';
  /** What the names of its programs begin with. */
  readonly program: 'redis' | 'valkey';
}

/** What a server of this kind is, and what its clients log in with. */
export interface Server {
  readonly service: ServiceProps;
  /** The application's. */
  readonly password: Secret;
}

/** @throws StowageError `redis-memory`, `redis-cache`, `redis-eviction` */
export function serverOf(product: Product, id: string, props: RedisProps): Server {
  const { title, program } = product;
  const { as, user, databases, backup: _, ...others } = props;
  checkUse(title, id, props);
  const prefix = inCapitals(id);
  const secret = (name: string, en: string, indonesian: string) =>
    new Secret(`${prefix}_${name}`, { description: { en, id: indonesian } });
  const password = secret('PASSWORD', `Password of ${title}.`, `Kata sandi ${title}.`);
  const own =
    user === undefined
      ? undefined
      : secret(
          'USER_PASSWORD',
          `Password of ${title}'s user ${user}, the application's.`,
          `Kata sandi pengguna ${title} ${user}, milik aplikasi.`,
        );
  const isCache = as === 'cache';
  const eviction = props.eviction ?? (isCache ? 'allkeys-lru' : 'noeviction');
  const memory = props.memory ?? '512mb';
  return {
    password: own ?? password,
    service: {
      description: said(title, as),
      ...others,
      ...confined,
      memory,
      port: 6379,
      // The password comes in on standard input: in the arguments, `ps` and `docker inspect` would show it. The server does what its
      // append-only file says when it starts, and its volume may come from a backup: no word of it loads a library.
      command: [
        'sh',
        '-c',
        [
          `exec docker-entrypoint.sh ${program}-server - --appendonly ${isCache ? 'no' : 'yes'} --maxmemory ${limitOf(id, props, memory)}mb --maxmemory-policy ${eviction} <<EOF`,
          'requirepass $REDISCLI_AUTH',
          'rename-command MODULE ""',
          ...(user === undefined ? [] : [`user ${user} on >$USER_PASSWORD ~* &* +@all -@admin`]),
          ...(databases === undefined ? [] : [`databases ${databases}`]),
          ...(isCache ? ['save ""'] : []),
          'EOF',
          '',
        ].join('\n'),
      ],
      // The image names /data as a volume: without this the engine makes one without a name for a cache, too.
      ...(isCache && { scratch: { '/data': '1mb' } }),
      env: { REDISCLI_AUTH: password, ...(own && { USER_PASSWORD: own }), ...props.env },
      health: {
        // The client ends with 0 on an error reply too; until its file is read back the server answers with one.
        shell: `${program}-cli ping | grep -q PONG`,
        ...(as === 'store' && { startPeriod: '300s' }),
      },
      console: {
        target: id === program ? `${program}-cli` : `${id}-${program}-cli`,
        help: { en: `Open ${program}-cli`, id: `Membuka ${program}-cli` },
        command: [`${program}-cli`],
      },
    },
  };
}

function said(title: string, as: RedisProps['as']) {
  if (as === 'cache')
    return {
      en: `${title}: a cache, empty after each start and in no backup`,
      id: `${title}: cache, kosong setiap kali dijalankan dan tidak ada di backup`,
    };
  if (as === 'store')
    return { en: `${title}: keys and values, kept on disk`, id: `${title}: key dan value, disimpan di disk` };
  return { en: `${title}: cache and job queue`, id: `${title}: cache dan antrean pekerjaan` };
}

/** @throws StowageError `redis-memory` */
function limitOf(id: string, { as, maxMemory }: RedisProps, memory: `${number}${'mb' | 'gb'}`): number {
  const share = as === 'cache' ? 0.75 : 0.5;
  const limit = maxMemory ? mebibytes(maxMemory) : Math.floor(mebibytes(memory) * share);
  if (limit >= mebibytes(memory))
    throw new StowageError(
      'redis-memory',
      `maxMemory of "${id}" is ${limit} MiB, and its container is killed beyond ${mebibytes(memory)} MiB`,
      'leave maxMemory out, or give the container about twice as much memory',
    );
  return limit;
}

/** @throws StowageError `redis-cache`, `redis-eviction` */
function checkUse(title: string, id: string, props: RedisProps): void {
  const kept = (['volume', 'holds', 'backup'] as const).find((name) => props[name] !== undefined);
  if (props.as === 'cache' && kept !== undefined && props.backup !== false)
    throw new StowageError(
      'redis-cache',
      `"${id}" is a cache, which keeps nothing, and has ${kept}`,
      `leave ${kept} out, or make it a store: as: 'store'`,
    );
  if (props.as === 'store' && props.eviction === 'allkeys-lru')
    throw new StowageError(
      'redis-eviction',
      `"${id}" is a store, and ${title} throws away any of its keys when it is full (allkeys-lru)`,
      "leave eviction out, or make it a cache: as: 'cache'",
    );
}
